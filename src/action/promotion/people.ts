import { type Finding, finding } from '../../core/index.js';
import { own } from '../comment.js';
import { isGitHubFailure } from '../refusal.js';
import type { Run } from '../run.js';
import type { Proposal } from './proposal.js';

export const warning = (item: Finding): Finding => ({ ...item, severity: 'warning' });

const MARKER = '<!-- fairlead:people -->';

/** Says on a pull request, once for each tag, that its branch is left alone because it holds work of others. */
export async function comment(run: Run, { branch, pull, parts }: Proposal, title: string): Promise<readonly Finding[]> {
  const fix = pull ? 'merge its pull request, or take that work off the branch' : 'delete the branch';
  const found = warning(finding('github/conflict', `${branch} holds work that Fairlead did not do`, { fix }));
  if (!pull) return [found];
  const isForgotten = parts.some(
    ({ loaded: { app }, planned: { target } }) => target.promote.from === 'release' && app.promotion.source === undefined,
  );
  const next = isForgotten ? 'run Fairlead again with the tag of the release for' : 'Fairlead goes on with';
  const body = `${MARKER}\nThis branch holds work that Fairlead did not do, so it is left as it is. Once this is merged, or that work off the branch, ${next}:\n\n> ${title}\n`;
  try {
    const there = await own(run, await run.github.comments(pull.number));
    if (!there.some((one) => one.body.trim() === body.trim())) await run.github.createComment(pull.number, body);
  } catch (error) {
    if (!isGitHubFailure(error)) throw error;
  }
  return [found];
}
