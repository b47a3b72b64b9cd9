import { type Finding, finding } from '../core/index.js';
import { previewMarker } from '../report/index.js';
import type { Comment } from './github/index.js';
import { isRequestFailure } from './refusal.js';
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

/** Comments by the owner of this token: anybody can copy a marker. */
export async function own({ github }: Run, comments: readonly Comment[]): Promise<readonly Comment[]> {
  if (comments.length === 0) return [];
  const viewer = await github.viewer();
  return comments.filter(({ author }) => author === viewer);
}

/** True for a run whose commit is not that of the pull request any more: what it has to say is old. */
export async function isLate({ github, log }: Run, number: number, head: string): Promise<boolean> {
  try {
    const late = (await github.headOf(number)) !== head;
    if (late) log(`#${number} is past ${head.slice(0, 7)}: nothing is said about that commit`);
    return late;
  } catch (error) {
    // A token that may not read it may not comment either, which says so.
    if (isRequestFailure(error) && [403, 404].includes(error.status)) return false;
    throw error;
  }
}

/**
 * Keeps one comment of a key on a pull request up to date: updates the one that is there, makes one if there is something to say, and
 * writes nothing if it says so already. Two runs may make one each: both look again, and the oldest stays. A token that may not comment
 * (a fork's) gives a warning: the job summary has it all.
 */
export async function stickyComment(
  run: Run,
  { number, head }: { readonly number: number; readonly head: string },
  body: string,
  anything: boolean,
): Promise<Finding | undefined> {
  const { github, inputs } = run;
  const marker = previewMarker(inputs.commentKey);
  const there = async () => (await own(run, await github.comments(number))).filter((one) => one.body.startsWith(marker));
  try {
    let found = await there();
    if (await isLate(run, number, head)) return undefined;
    if (found.length === 0 && anything) {
      await github.createComment(number, body);
      found = await there();
    }
    const [oldest, ...others] = found.toSorted((a, b) => a.id - b.id);
    if (oldest && oldest.body.trim() !== body.trim()) await github.updateComment(oldest.id, body);
    for (const { id } of others) await github.removeComment(id).catch(goneAlready);
    return undefined;
  } catch (error) {
    return mayNotComment(error);
  }
}

/** The other run has removed it. */
function goneAlready(error: unknown): void {
  if (!isRequestFailure(error) || error.status !== 404) throw error;
}
