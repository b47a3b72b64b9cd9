import { at, isList, isMap, type Json, type JsonMap, type Path } from '../json.js';
import type { RenderedObject } from '../types.js';

/** A pod template, or a pod: the object that holds it and where. */
export interface Pods {
  readonly object: RenderedObject;
  /** Of the map with `metadata` and `spec`. */
  readonly path: Path;
  readonly labels: JsonMap;
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
  /** The object of a kind and name in the same namespace as another. */
  readonly find: (kind: string, name: string, beside: RenderedObject) => RenderedObject | undefined;
  readonly pods: readonly Pods[];
  readonly containers: readonly Container[];
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

function podsOf(object: RenderedObject): readonly Pods[] {
  const path = Object.hasOwn(WORKLOADS, object.ref.kind) ? WORKLOADS[object.ref.kind] : undefined;
  // The jobs of an analysis are pods too, deep inside of it.
  const jobs = object.ref.kind.endsWith('AnalysisTemplate')
    ? itemsAt(object.data, 'spec', 'metrics').map(([at]): Path => [...at, 'provider', 'job', 'spec', 'template'])
    : [];
  return [...(path ? [path] : []), ...jobs].flatMap((here) => {
    const template = at(object.data, here);
    if (!isMap(template) || !isMap(template['spec'])) return [];
    return [
      { object, path: here, labels: mapAt(template, 'metadata', 'labels'), spec: template['spec'], specPath: [...here, 'spec'] },
    ];
  });
}

function containersOf(pods: Pods): readonly Container[] {
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
}

/** Makes the set that rules see. */
export function objectSet(objects: readonly RenderedObject[], kubeVersion: string): ObjectSet {
  const byKind = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    const known = byKind.get(object.ref.kind);
    if (known) known.push(object);
    else byKind.set(object.ref.kind, [object]);
  }
  const pods = objects.flatMap(podsOf);
  return {
    objects,
    kubeVersion,
    of: (...kinds) => kinds.flatMap((kind) => byKind.get(kind) ?? []),
    find: (kind, name, beside) =>
      byKind.get(kind)?.find(({ ref }) => ref.name === name && (ref.namespace ?? '') === (beside.ref.namespace ?? '')),
    pods,
    containers: pods.flatMap(containersOf),
  };
}

/** True if a label selector (`matchLabels` or plain) chooses pods with these labels; an empty one chooses none here. */
export function selects(selector: JsonMap, labels: JsonMap): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}
