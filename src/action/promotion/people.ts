import { type Finding, finding } from '../../core/index.js';
import { own } from '../comment.js';
import { isGitHubFailure } from '../refusal.js';
import type { Run } from '../run.js';
import type { Proposal } from './proposal.js';

export const warning = (item: Finding): Finding => ({ ...item, severity: 'warning' });

const MARKER = '<!-- fairlead:people -->';

/** Says on a pull request, once for each tag, that its branch is left alone because people committed to it. */
export async function comment(run: Run, { branch, pull }: Proposal, title: string): Promise<readonly Finding[]> {
  const fix = 'merge or close that pull request, or delete the branch';
  const found = warning(finding('github/conflict', `${branch} holds commits that Fairlead did not make`, { fix }));
  if (!pull) return [found];
  const body = `${MARKER}\nThis branch holds commits that Fairlead did not make, so it is left as it is. Once this is merged or closed, or the branch deleted, Fairlead goes on with:\n\n> ${title}\n`;
  try {
    const there = await own(run, await run.github.comments(pull.number));
    if (!there.some((one) => one.body.trim() === body.trim())) await run.github.createComment(pull.number, body);
  } catch (error) {
    if (!isGitHubFailure(error)) throw error;
  }
  return [found];
}
