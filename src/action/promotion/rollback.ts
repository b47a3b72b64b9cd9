import { finding } from '../../core/index.js';
import { planRollback } from '../../io/rollback.js';
import { renderOptions } from '../apps.js';
import type { Result, Run } from '../run.js';
import { pullsOf } from './branch.js';
import type { Planner } from './planning.js';
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
  const { tag, reason, until } = run.inputs;
  const planner: Planner = async (loaded, { overview, isChosen }) => {
    if (!isChosen(loaded)) return { environments: [], findings: [] };
    const versions = (await versionsIn(run, loaded, overview, [environment])).get(environment) ?? [];
    const pull = pullsOf(loaded.app, overview.pulls).get(environment);
    const input = {
      environment,
      versions,
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
