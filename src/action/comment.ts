import { type Finding, finding } from '../core/index.js';
import { PREVIEW_MARKER } from '../report/index.js';
import { isRequestFailure } from './permission.js';
import type { Run } from './run.js';

/** A refusal by GitHub as a warning; other errors are thrown again. */
export function mayNotComment(error: unknown): Finding {
  if (!isRequestFailure(error) || ![401, 403, 404].includes(error.status)) throw error;
  const fix = "add `pull-requests: write` to the job's `permissions:`; pull requests of forks have a read-only token";
  return {
    ...finding('github/permission', 'the token may not comment on the pull request; the job summary has the preview', { fix }),
    severity: 'warning',
  };
}

/**
 * Keeps one comment on a pull request up to date: updates the one that is there, makes one if there is something to say, and
 * writes nothing if it says so already. A token that may not comment (a fork's) gives a warning: the job summary has it all.
 */
export async function stickyComment(run: Run, number: number, body: string, anything: boolean): Promise<Finding | undefined> {
  try {
    const existing = (await run.github.comments(number)).find((comment) => comment.body.startsWith(PREVIEW_MARKER));
    if (existing && existing.body.trim() !== body.trim()) await run.github.updateComment(existing.id, body);
    else if (!existing && anything) await run.github.createComment(number, body);
    return undefined;
  } catch (error) {
    return mayNotComment(error);
  }
}
