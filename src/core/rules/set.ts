import { at, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { memo, remembered } from '../base/memo.js';
import type { RenderedObject } from '../objects/types.js';

/** A pod template, or a pod: the object that holds it and where. */
export interface Pods {
  readonly object: RenderedObject;
  /** Of the map with `metadata` and `spec`. */
  readonly path: Path;
  readonly labels: JsonMap;
  /** Labels that a Rollout adds while a pod has a role: "Ephemeral metadata" of Argo Rollouts. */
  readonly roles: readonly JsonMap[];
  readonly spec: JsonMap;
  /** Of `spec`. */
  readonly specPath: Path;
}

export interface Container {
  readonly pods: Pods;
  readonly object: RenderedObject;
  readonly path: Path;
  readonly name: string;
  readonly data: JsonMap;
  readonly init: boolean;
}

/** Everything that one environment renders, as rules look at it. Nothing here throws for data of any shape. */
export interface ObjectSet {
  readonly objects: readonly RenderedObject[];
  readonly kubeVersion: string;
  /** Objects of these kinds, of any apiVersion. */
  readonly of: (...kinds: readonly string[]) => readonly RenderedObject[];
  /** The names of all objects of a kind. */
  readonly names: (kind: string) => readonly string[];
  /** The object of a kind and name in the same namespace as another. */
  readonly find: (kind: string, name: string, beside: RenderedObject) => RenderedObject | undefined;
  readonly pods: readonly Pods[];
  readonly containers: readonly Container[];
  /** The pods of any namespace that labels choose, in a role at least; none choose none here. */
  readonly chosen: (selector: JsonMap) => readonly Pods[];
}

const WORKLOADS: Readonly<Record<string, Path>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Rollout: ['spec', 'template'],
};

export const mapAt = (value: Json | undefined, ...path: Path): JsonMap => {
  const found = at(value, path);
  return isMap(found) ? found : {};
};
export const listAt = (value: Json | undefined, ...path: Path): readonly Json[] => {
  const found = at(value, path);
  return isList(found) ? found : [];
};
export const textAt = (value: Json | undefined, ...path: Path): string | undefined => {
  const found = at(value, path);
  return typeof found === 'string' ? found : undefined;
};
export const numberAt = (value: Json | undefined, ...path: Path): number | undefined => {
  const found = at(value, path);
  return typeof found === 'number' ? found : undefined;
};

/** The items of a list with their paths. */
export const itemsAt = (value: Json | undefined, ...path: Path): readonly (readonly [Path, Json])[] =>
  listAt(value, ...path).map((item, i) => [[...path, i], item]);

export const nameOf = ({ ref }: RenderedObject): string => `${ref.kind}/${ref.name}`;

const ROLES: readonly Path[] = [
  ['canary', 'canaryMetadata'],
  ['canary', 'stableMetadata'],
  ['blueGreen', 'activeMetadata'],
  ['blueGreen', 'previewMetadata'],
];

/** The pod templates of a kind that holds several, deep inside: the jobs of an analysis, the templates of an experiment. */
function innerPods({ ref, data }: RenderedObject): readonly Path[] {
  if (ref.kind === 'Experiment') return itemsAt(data, 'spec', 'templates').map(([at]) => [...at, 'template']);
  if (!ref.kind.endsWith('AnalysisTemplate')) return [];
  return itemsAt(data, 'spec', 'metrics').map(([at]) => [...at, 'provider', 'job', 'spec', 'template']);
}

/** The pods that an object makes. */
export const podsOf = remembered((object: RenderedObject): readonly Pods[] => {
  const path = Object.hasOwn(WORKLOADS, object.ref.kind) ? WORKLOADS[object.ref.kind] : undefined;
  const roles = ROLES.map((role) => mapAt(object.data, 'spec', 'strategy', ...role, 'labels'));
  return [...(path ? [path] : []), ...innerPods(object)].flatMap((here) => {
    const template = at(object.data, here);
    if (!isMap(template) || !isMap(template['spec'])) return [];
    const labels = mapAt(template, 'metadata', 'labels');
    return [{ object, path: here, labels, roles, spec: template['spec'], specPath: [...here, 'spec'] }];
  });
});

export const containersOf = remembered((pods: Pods): readonly Container[] => {
  const of = (key: string, init: boolean) =>
    itemsAt(pods.spec, key).map(
      ([path, data]): Container => ({
        pods,
        object: pods.object,
        path: [...pods.specPath, ...path],
        name: textAt(data, 'name') ?? '',
        data: isMap(data) ? data : {},
        init,
      }),
    );
  return [...of('containers', false), ...of('initContainers', true)];
});

/** Items by a key. Rules ask about each object: to look through all of them each time would take quadratic time. */
function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const known = groups.get(key);
      if (known) known.push(item);
      else groups.set(key, [item]);
    }
  return (key) => groups.get(key) ?? [];
}

const labelKeys = (labels: JsonMap) => Object.entries(labels).map((label) => JSON.stringify(label));

/** Makes the set that rules see. */
export function objectSet(objects: readonly RenderedObject[], kubeVersion: string): ObjectSet {
  const keyOf = (kind: string, name: string, namespace = '') => JSON.stringify([kind, name, namespace]);
  const ofKind = grouped(objects, ({ ref }) => [ref.kind]);
  const ofName = grouped(objects, ({ ref }) => [keyOf(ref.kind, ref.name, ref.namespace)]);
  const pods = objects.flatMap(podsOf);
  const labelled = grouped(pods, ({ labels, roles }) => [...new Set([labels, ...roles].flatMap(labelKeys))]);
  const names = memo((kind) => ofKind(kind).map(({ ref }) => ref.name));
  // Many Services and budgets may choose the same pods.
  const chosen = memo((selector) => {
    const wanted: JsonMap = JSON.parse(selector);
    const [fewest = []] = labelKeys(wanted)
      .map(labelled)
      .sort((a, b) => a.length - b.length);
    return fewest.filter((one) => selects(wanted, one));
  });
  return {
    objects,
    kubeVersion,
    of: (...kinds) => kinds.flatMap(ofKind),
    names,
    find: (kind, name, beside) => ofName(keyOf(kind, name, beside.ref.namespace))[0],
    pods,
    containers: pods.flatMap(containersOf),
    chosen: (selector) => chosen(JSON.stringify(selector)),
  };
}

/** True if labels (a selector's `matchLabels`, or a Service's selector) choose these pods, in a role at least; none choose none here. */
export function selects(selector: JsonMap, { labels, roles }: Pods): boolean {
  const wanted = Object.entries(selector);
  const chosen = (role: JsonMap) => wanted.every(([key, value]) => (role[key] ?? labels[key]) === value);
  return wanted.length > 0 && [{}, ...roles].some(chosen);
}
