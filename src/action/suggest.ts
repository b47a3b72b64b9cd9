import type { Finding } from '../core/index.js';
import { isSuggested, type LineFix, suggestionBody } from '../report/index.js';
import { mayNotComment, own } from './comment.js';
import { isRequestFailure } from './refusal.js';
import type { Run } from './run.js';

/** A person reads them all. */
const MOST = 10;

/** The lines that a patch adds, as the new file counts them ("unified diff format"). */
export function addedLines(patch: string): ReadonlySet<number> {
  const added = new Set<number>();
  let line = 0;
  for (const text of patch.split('\n')) {
    const start = /^@@ -\S+ \+(\d+)/.exec(text)?.[1];
    if (start !== undefined) line = Number(start) - 1;
    else if (!text.startsWith('-') && !text.startsWith('\\')) line += 1;
    if (text.startsWith('+')) added.add(line);
  }
  return added;
}

/**
 * Suggests certain fixes of lines that a pull request writes, each once, as review comments on them: at most ten. Gives the fixes that
 * are not suggested, and a warning if the token may not comment.
 */
export async function suggest(
  run: Run,
  { number, head }: { readonly number: number; readonly head: string },
  fixes: readonly LineFix[],
  patches: ReadonlyMap<string, string>,
): Promise<{ readonly left: readonly LineFix[]; readonly warning?: Finding }> {
  const wanted = fixes.filter(({ path, line }) => addedLines(patches.get(path) ?? '').has(line)).slice(0, MOST);
  if (wanted.length === 0) return { left: fixes };
  const suggested = new Set<LineFix>();
  try {
    const comments = (await own(run, await run.github.reviewComments(number))).map(({ body }) => body);
    for (const fix of wanted) {
      if (isSuggested(fix, comments) || (await post(run, number, head, fix))) suggested.add(fix);
    }
    return { left: fixes.filter((fix) => !suggested.has(fix)) };
  } catch (error) {
    return { left: fixes.filter((fix) => !suggested.has(fix)), warning: mayNotComment(error) };
  }
}

/** False: GitHub does not take the line for one of the diff, as in a pull request that has moved on. */
async function post(run: Run, number: number, commit: string, fix: LineFix): Promise<boolean> {
  try {
    const { path, line } = fix;
    await run.github.createReviewComment(number, { commit, path, line, body: suggestionBody(fix) });
    return true;
  } catch (error) {
    if (isRequestFailure(error) && error.status === 422) return false;
    throw error;
  }
}
