import { finding, readYamlMap } from '../../core/index.js';
import type { FindingsOf } from '../../report/index.js';
import { isGitHubFailure } from '../refusal.js';
import type { Run } from '../run.js';
import type { Round } from './round.js';

/** Whose token the one of a job is. What it merges starts no other run (docs.github.com, GITHUB_TOKEN). */
const JOB = 'github-actions[bot]';
const WORKFLOWS = '.github/workflows';

/** A warning where the chain would stop: this run has merges made by a token that starts nothing, and no schedule goes on. */
export async function chainWarning(run: Run, rounds: readonly Round[]): Promise<readonly FindingsOf[]> {
  const next = new Set([...rounds.flatMap(({ later }) => later.flatMap(followers)), ...waitingAfterMerge(rounds)]);
  try {
    if (next.size === 0 || (await run.github.viewer()) !== JOB || (await isScheduled(run))) return [];
  } catch (error) {
    // What cannot be asked is not a reason to fail: all is written.
    if (!isGitHubFailure(error)) throw error;
    return [];
  }
  const message = `nothing starts the run that goes on to ${[...next].join(', ')}: what \`github.token\` merges starts no workflow`;
  const fix = 'pass the token of a GitHub App, or a personal one, as `token`; or add a `schedule` to the workflow';
  return [{ app: '', environment: '', findings: [finding('github/no-next-run', message, { fix })] }];
}

/** The environments that take from the one of a pull request. */
const followers = ({ environment, parts }: Round['later'][number]): readonly string[] =>
  parts.flatMap(({ loaded: { app } }) =>
    app.environments.flatMap(({ name, promote }) => (promote.after.includes(environment) ? [`${app.name} ${name}`] : [])),
  );

/** What still waits in the last plan, if an earlier one merged something. */
const waitingAfterMerge = (rounds: readonly Round[]): readonly string[] =>
  rounds.some(({ merged }) => merged)
    ? (rounds.at(-1)?.entries ?? []).flatMap(({ app, environment, action, until }) =>
        action === 'wait' && until !== undefined ? [`${app} ${environment}`] : [],
      )
    : [];

/** Does a schedule start this workflow, or another one that speaks of Fairlead? Schedules are those of the default branch. */
async function isScheduled({ github, workflow }: Run): Promise<boolean> {
  if (workflow.event === 'schedule') return true;
  const files = await github.folder(WORKFLOWS);
  return [...files].some(([name, text]) => {
    if (`${WORKFLOWS}/${name}` !== workflow.path && !/fairlead/i.test(text)) return false;
    const read = readYamlMap({ path: name, text });
    // YAML 1.1 reads `on` as true.
    const on = read.ok ? (read.value.data['on'] ?? read.value.data['true']) : undefined;
    return typeof on === 'object' && on !== null && 'schedule' in on;
  });
}
