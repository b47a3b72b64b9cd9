import { at, type Json } from '../base/json.js';
import type { Bundle } from '../bundle/types.js';
import { finding } from '../findings/findings.js';
import type { Finding, Outcome } from '../findings/types.js';
import { assignmentLayer } from '../values/assign.js';
import { mergeLayers } from '../values/layers.js';
import type { Layer } from '../values/types.js';
import { writeYaml } from '../yaml/write.js';
import { byStage } from './environment.js';
import type { Deployment, NewFile } from './types.js';

export interface InitInput {
  readonly bundle: Bundle;
  /** Where the app goes, below the root; several releases get a folder each in it. */
  readonly dir: string;
  readonly deployments: readonly Deployment[];
  /** Users' values files as layers, by path. */
  readonly layers: ReadonlyMap<string, Layer>;
  /** True if a chart runs today, and the switch must show no diff. */
  readonly compat: boolean;
  /** The chart's traffic script, by environment; `''` is for all. */
  readonly scripts: ReadonlyMap<string, string>;
}

/** The files that make apps of deployments: a `fairlead.yaml` for each release name, and the values that no file sets yet. */
export function initFiles(input: InitInput): Outcome<readonly NewFile[]> {
  const releases = [...new Set(input.deployments.map((item) => item.release))];
  const findings: Finding[] = [];
  const files = releases.flatMap((release) => {
    const dir = [input.dir, releases.length > 1 ? release : ''].filter((part) => part !== '').join('/');
    const deployments = apart(input.deployments.filter((item) => item.release === release)).toSorted((a, b) =>
      byStage(a.environment, b.environment),
    );
    const names = deployments.map((item) => item.environment);
    const twice = deployments.find((item, i) => names.indexOf(item.environment) < i);
    if (twice) {
      const message = `the release ${release} has the environment ${twice.environment} twice`;
      const fix = 'run init for one of them at a time, in a folder each';
      findings.push(finding('init/unsupported', message, { ...(twice.origin ? { origin: twice.origin } : {}), fix }));
    }
    return filesOf(release, dir, deployments, input, findings);
  });
  return findings.some((item) => item.severity === 'error') ? { ok: false, findings } : { ok: true, value: files, findings };
}

/** Deployments that would be one environment go by the names of their Applications. */
const apart = (deployments: readonly Deployment[]): readonly Deployment[] =>
  deployments.map((item) => {
    const isAlone = deployments.every((other) => other === item || other.environment !== item.environment);
    return isAlone ? item : { ...item, environment: item.application ?? item.environment };
  });

function filesOf(
  release: string,
  dir: string,
  deployments: readonly Deployment[],
  input: InitInput,
  findings: Finding[],
): readonly NewFile[] {
  const made: NewFile[] = [];
  const path = (file: string) => (dir === '' ? file : `${dir}/${file}`);
  const lists = deployments.map((deployment) => {
    const { environment } = deployment;
    const own: NewFile[] = [];
    const add = (suffix: string, text: string) => own.push({ path: path(`environments/${environment}${suffix}.yaml`), text });
    const { values } = deployment;
    if (values !== undefined) add('', typeof values === 'string' ? values : writeYaml(values));
    if (deployment.parameters.length > 0) {
      const base = mergeLayers([
        { name: '', data: {}, originOf: () => undefined },
        ...deployment.files.flatMap((file) => input.layers.get(file) ?? []),
      ]);
      const set = assignmentLayer(
        '',
        deployment.parameters,
        { base: base.data, defaults: input.bundle.defaults },
        input.bundle.schema,
      );
      findings.push(...set.findings);
      add('.parameters', writeYaml(set.layer.data));
    }
    const script = input.scripts.get(environment) ?? input.scripts.get('');
    if (script !== undefined)
      add('.traffic', writeYaml({ rollout: { analysis: { trafficGenerator: { chartScript: script } } } }));
    const tag = own.length > 0 ? undefined : sharedTag(deployment, input);
    if (tag !== undefined) add('.image', writeYaml({ image: { tag } }));
    made.push(...own);
    return [...deployment.files, ...own.map((item) => item.path)].map((file) => relative(dir, file));
  });
  const shared = sharedStart(lists);
  const environments = deployments.map(({ environment, namespace }, i): readonly [string, Json] => {
    const values = (lists[i] ?? []).slice(shared.length);
    const isDefault = values.length === 1 && values[0] === `environments/${environment}.yaml`;
    return [environment, { ...(namespace ? { namespace } : {}), ...(isDefault ? {} : { values }) }];
  });
  const app: Json = {
    fairlead: 'v1',
    name: release,
    bundle: input.bundle.name,
    ...(input.compat ? { compat: 'helm' } : {}),
    values: shared,
    environments: Object.fromEntries(environments),
  };
  return [{ path: path('fairlead.yaml'), text: writeYaml(app) }, ...made];
}

/** The tag of a deployment that other deployments read from the same file, with no file behind it that this one alone reads. */
function sharedTag(deployment: Deployment, { deployments, layers }: InitInput): Json | undefined {
  const isShared = (file: string) => deployments.filter(({ files }) => files.includes(file)).length > 1;
  for (const file of deployment.files.toReversed()) {
    if (!isShared(file)) return undefined;
    const tag = at(layers.get(file)?.data, ['image', 'tag']);
    if (tag !== undefined) return tag ?? undefined;
  }
  return undefined;
}

/** What all lists begin with; the last file of a list stays its own. */
function sharedStart(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  if (others.length === 0) return first.slice(0, -1);
  let length = 0;
  while (length < first.length && others.every((list) => list[length] === first[length])) length++;
  return first.slice(0, length);
}

/** A path of the repository as seen from a folder of it. */
function relative(dir: string, path: string): string {
  const from = dir === '' ? [] : dir.split('/');
  const to = path.split('/');
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

/** The files of an app that begins with nothing: what is certainly one's own, and three environments. */
export function newApp(bundle: Bundle, dir: string, release: string): readonly NewFile[] {
  const path = (file: string) => (dir === '' ? file : `${dir}/${file}`);
  const environments = ['dev', 'staging', 'prod'];
  return [
    {
      path: path('fairlead.yaml'),
      text: writeYaml({
        fairlead: 'v1',
        name: release,
        bundle: bundle.name,
        environments: Object.fromEntries(environments.map((name) => [name, {}])),
      }),
    },
    {
      path: path('values.yaml'),
      text: `# What all environments share. Every key: fairlead explain\n${writeYaml({ fullnameOverride: release, image: { repository: `ghcr.io/example/${release}` } })}`,
    },
    ...environments.map((name) => ({ path: path(`environments/${name}.yaml`), text: 'image:\n  tag: v0.1.0\n' })),
  ];
}
