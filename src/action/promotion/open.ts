import { type Finding, finding } from '../../core/index.js';
import type { NewPull, PullRequest } from '../github/index.js';
import { isRequestFailure } from '../refusal.js';
import type { Run } from '../run.js';
import { warning } from './people.js';

/** Opens a pull request. Where the plan of the repository has no drafts, it is an ordinary one, with a warning. */
export async function openPull(
  { github }: Run,
  pull: NewPull,
): Promise<{ readonly pull: PullRequest; readonly findings: readonly Finding[] }> {
  try {
    return { pull: await github.createPull(pull), findings: [] };
  } catch (error) {
    if (!pull.draft || !isRequestFailure(error) || !/draft pull requests are not supported/i.test(error.message)) throw error;
    const opened = await github.createPull({ ...pull, draft: false });
    const message = `#${opened.number} is not a draft: ${github.name} does not support them`;
    return { pull: opened, findings: [warning(finding('github/refused', message, { fix: 'take `draft` out of `promote`' }))] };
  }
}
