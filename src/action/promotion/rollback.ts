import { type Finding, finding } from '../../core/index.js';
import { checkTag } from '../../core/promotion/index.js';
import { planRollback } from '../../use/rollback.js';
import { renderOptions } from '../apps.js';
import type { Result, Run } from '../run.js';
import type { Base } from './base.js';
import { currentBranchOf, pullsOf, rollbackBranchOf } from './branch.js';
import { type Planner, textsOf } from './planning.js';
import { execute, failed } from './promote.js';
import { versionsIn } from './versions.js';

/** Opens the pull request that takes one environment of the chosen apps back, with a hold. */
export async function rollback(run: Run): Promise<Result> {
  const [environment, ...others] = run.inputs.environments;
  if (environment === undefined || others.length > 0)
    return failed(
      finding('config/unknown-environment', 'a rollback takes back one environment', {
        fix: 'name it with `environment`, and the app with `paths` if there are several',
      }),
    );
  const options = renderOptions(run);
  if (!options.ok) return failed(...options.findings);
  const { tag, anyTag, reason, until } = run.inputs;
  const wrong = tag === '' ? [] : checkTag(tag, { from: 'flag', name: 'tag' });
  if (wrong.length > 0) return failed(...wrong);
  const planner: Planner = async (loaded, base, { texts }) => {
    const { overview, isChosen, apps } = base;
    const wrong = unclear(run, base, environment);
    if (wrong || !isChosen(loaded)) return { environments: [], findings: wrong && loaded === apps[0] ? [wrong] : [] };
    const versions = (await versionsIn(run, loaded, overview, [environment])).get(environment) ?? [];
    const branch = rollbackBranchOf(loaded.app, environment, overview);
    const isOpen = currentBranchOf(loaded.app, environment, overview) === branch;
    const pull = isOpen ? pullsOf(loaded.app, overview).get(environment) : undefined;
    const input = {
      environment,
      now: run.now,
      versions,
      anyTag,
      written: textsOf(texts, branch),
      ...(tag === '' ? {} : { tag }),
      ...(reason === '' ? {} : { reason }),
      ...(until === '' ? {} : { until }),
      ...(pull ? { pull } : {}),
    };
    return planRollback(loaded, input, options.value);
  };
  return execute(run, planner, {
    kind: 'rollback',
    reasons: [
      reason === '' ? 'A rollback' : `A rollback: ${reason}`,
      `Nothing bumps it ${until === '' ? 'until the hold is lifted' : `before ${until}`}: \`fairlead promote --lift ${environment}\` lifts it`,
    ],
    written: () => {},
  });
}

/** Which app is meant: the only one that has the environment, or those below `paths`. Nobody takes back hundreds by leaving a line out. */
function unclear({ inputs }: Run, { apps, isChosen }: Base, environment: string): Finding | undefined {
  const having = apps.filter((loaded) => isChosen(loaded) && loaded.app.environments.some(({ name }) => name === environment));
  if (having.length === 1 || (having.length > 1 && inputs.paths.length > 0)) return undefined;
  const names = having.slice(0, 5).map(({ app }) => app.name);
  return having.length === 0
    ? finding('config/unknown-environment', `no app here has an environment ${environment}`)
    : finding(
        'config/unknown-environment',
        `${having.length} apps have an environment ${environment}: ${names.join(', ')}${having.length > 5 ? ' …' : ''}`,
        {
          fix: 'name the folders of those to take back with `paths`',
        },
      );
}
