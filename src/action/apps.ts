import { type App, type Assignment, all, finding, type Outcome, parseSet } from '../core/index.js';
import type { FindingsOf } from '../report/index.js';
import { type LoadedApp, loadApp, type RenderOptions } from '../use/apps.js';
import { dayOf, type Run } from './run.js';
import type { Snapshot } from './snapshot.js';

/** Loads the apps of a snapshot; those that cannot be loaded give findings, and so does one that would share a branch with another. */
export async function loadApps(
  snapshot: Snapshot,
  run: Run,
): Promise<{ readonly apps: readonly LoadedApp[]; readonly findings: readonly FindingsOf[] }> {
  const findings: FindingsOf[] = [];
  const apps: LoadedApp[] = [];
  const names = new Map<string, App>();
  const branches = new Map<string, App>();
  for (const path of snapshot.apps) {
    const loaded = await loadApp(path, snapshot.tree, run.assets);
    findings.push({ app: path, environment: '', findings: loaded.findings });
    if (!loaded.ok) continue;
    const { app } = loaded.value;
    const { name, promotion } = app;
    const branch = promotion.group ?? name;
    const [twin, other] = [names.get(name), branches.get(branch)];
    if (twin) findings.push(shared(app, `the app ${name} is also at ${twin.path}`, name));
    else if (other && other.promotion.group !== promotion.group)
      findings.push(shared(app, `${branch} is a group and an app, here and at ${other.path}`, branch));
    else {
      apps.push(loaded.value);
      names.set(name, app);
      branches.set(branch, app);
    }
  }
  return { apps, findings };
}

const shared = ({ path }: App, what: string, branch: string): FindingsOf => ({
  app: path,
  environment: '',
  findings: [
    finding('config/duplicate-app', `${what}: the two would share the branch fairlead/${branch}/…`, {
      origin: { from: 'file', path, line: 1, column: 1, length: 1 },
      fix: 'give one of them another name',
    }),
  ],
});

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
