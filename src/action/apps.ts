import { type Assignment, all, finding, type Outcome, parseSet } from '../core/index.js';
import { type LoadedApp, loadApp, type RenderOptions } from '../io/apps.js';
import type { FindingsOf } from '../report/index.js';
import { dayOf, type Run } from './run.js';
import type { Snapshot } from './snapshot.js';

/** Loads the apps of a snapshot; those that cannot be loaded give findings. Two apps of one name would share a branch. */
export async function loadApps(
  snapshot: Snapshot,
  run: Run,
  only?: (path: string) => boolean,
): Promise<{ readonly apps: readonly LoadedApp[]; readonly findings: readonly FindingsOf[] }> {
  const findings: FindingsOf[] = [];
  const apps: LoadedApp[] = [];
  const paths = new Map<string, string>();
  for (const path of snapshot.apps.filter((item) => only?.(item) ?? true)) {
    const loaded = await loadApp(path, snapshot.tree, run.assets);
    findings.push({ app: path, environment: '', findings: loaded.findings });
    if (!loaded.ok) continue;
    const { name } = loaded.value.app;
    const other = paths.get(name);
    paths.set(name, path);
    if (other === undefined) apps.push(loaded.value);
    else {
      const message = `the app ${name} is also at ${other}: the two would share the branch fairlead/${name}/…`;
      findings.push({
        app: path,
        environment: '',
        findings: [
          finding('config/duplicate-app', message, {
            origin: { from: 'file', path, line: 1, column: 1, length: 1 },
            fix: 'give one of them another `name:`',
          }),
        ],
      });
    }
  }
  return { apps, findings };
}

/** How the Action renders: with the `set` inputs, as of today. */
export function renderOptions(run: Run): Outcome<RenderOptions> {
  const { set, setString, setJson } = run.inputs;
  const parsed: Outcome<readonly (readonly Assignment[])[]> = all([
    ...setJson.map((text) => parseSet(text, 'set-json', 'json')),
    ...set.map((text) => parseSet(text, 'set')),
    ...setString.map((text) => parseSet(text, 'set-string', 'string')),
  ]);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    findings: [],
    value: {
      assignments: parsed.value.flat(),
      validate: true,
      today: dayOf(run.now),
    },
  };
}
