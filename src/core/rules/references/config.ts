import { isMap, type Json, type Path } from '../../base/json.js';
import { remembered } from '../../base/memo.js';
import { didYouMean, suggest } from '../../findings/suggest.js';
import type { RenderedObject } from '../../objects/types.js';
import type { Rule } from '../rule.js';
import { itemsAt, mapAt, type ObjectSet, textAt } from '../set.js';

/** A mention of a ConfigMap or Secret in a pod. */
interface Mention {
  readonly object: RenderedObject;
  readonly path: Path;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key?: string;
  readonly keyPath?: Path;
}

function mention(
  object: RenderedObject,
  path: Path,
  ref: Json | undefined,
  kind: Mention['kind'],
  nameKey = 'name',
): readonly Mention[] {
  const name = textAt(ref, nameKey);
  if (!isMap(ref) || name === undefined || ref['optional'] === true) return [];
  const key = textAt(ref, 'key');
  return [{ object, path: [...path, nameKey], kind, name, ...(key === undefined ? {} : { key, keyPath: [...path, 'key'] }) }];
}

/** Every ConfigMap and Secret that pods and Ingresses name, optional ones left out. */
export function mentions({ pods, containers, of }: ObjectSet): readonly Mention[] {
  const inContainers = containers.flatMap(({ object, path, data }) => [
    ...itemsAt(data, 'env').flatMap(([at, item]) => [
      ...mention(
        object,
        [...path, ...at, 'valueFrom', 'configMapKeyRef'],
        mapAt(item, 'valueFrom')['configMapKeyRef'],
        'ConfigMap',
      ),
      ...mention(object, [...path, ...at, 'valueFrom', 'secretKeyRef'], mapAt(item, 'valueFrom')['secretKeyRef'], 'Secret'),
    ]),
    ...itemsAt(data, 'envFrom').flatMap(([at, item]) => [
      ...mention(object, [...path, ...at, 'configMapRef'], mapAt({ item }, 'item')['configMapRef'], 'ConfigMap'),
      ...mention(object, [...path, ...at, 'secretRef'], mapAt({ item }, 'item')['secretRef'], 'Secret'),
    ]),
  ]);
  const inPods = pods.flatMap(({ object, spec, specPath }) => [
    ...itemsAt(spec, 'volumes').flatMap(([at, volume]) => [
      ...mention(object, [...specPath, ...at, 'configMap'], mapAt({ volume }, 'volume')['configMap'], 'ConfigMap'),
      ...mention(object, [...specPath, ...at, 'secret'], mapAt({ volume }, 'volume')['secret'], 'Secret', 'secretName'),
    ]),
    ...itemsAt(spec, 'imagePullSecrets').flatMap(([at, item]) => mention(object, [...specPath, ...at], item, 'Secret')),
  ]);
  const inIngresses = of('Ingress').flatMap((object) =>
    itemsAt(object.data, 'spec', 'tls').flatMap(([at, item]) => mention(object, at, item, 'Secret', 'secretName')),
  );
  return [...inContainers, ...inPods, ...inIngresses];
}

const LINK = 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/';

export const missingConfig: Rule = {
  code: 'reference/missing',
  why: 'A pod does not start before every ConfigMap and Secret that it names is there.',
  link: LINK,
  *check(set) {
    const seen = new Set<string>();
    for (const { object, path, kind, name } of mentions(set)) {
      if (set.find(kind, name, object) || seen.has(`${kind}/${name}`)) continue;
      seen.add(`${kind}/${name}`);
      // Secrets are made outside of Git as a rule; a ConfigMap that others make is the exception.
      const meant = suggest(name, set.names(kind));
      const near = meant === undefined ? undefined : `did you mean \`${meant}\`?`;
      yield {
        object,
        path,
        severity: kind === 'Secret' && near === undefined ? 'note' : 'warning',
        message: `the ${kind} \`${name}\` is not made here`,
        fix: near ?? `make sure that it is there before the pods start`,
      };
    }
  },
};

const PARTS = ['data', 'binaryData', 'stringData'];
const keysOf = remembered(({ data }: RenderedObject) => PARTS.flatMap((part) => Object.keys(mapAt(data, part))));

export const missingKey: Rule = {
  code: 'reference/key',
  why: 'A pod that names a key which its ConfigMap or Secret does not have does not start.',
  link: LINK,
  *check(set) {
    for (const { object, path, kind, name, key, keyPath } of mentions(set)) {
      const found = set.find(kind, name, object);
      if (!found || key === undefined) continue;
      if (PARTS.some((part) => Object.hasOwn(mapAt(found.data, part), key))) continue;
      yield {
        object,
        path: keyPath ?? path,
        message: `the ${kind} \`${name}\` has no key \`${key}\``,
        fix: didYouMean(key, keysOf(found)) ?? 'add it there',
      };
    }
  },
};

export const missingAccount: Rule = {
  code: 'reference/service-account',
  why: 'No pod is made for a ServiceAccount that does not exist.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  *check(set) {
    for (const { object, spec, specPath } of set.pods) {
      const name = textAt(spec, 'serviceAccountName') ?? 'default';
      if (name === 'default' || name === '' || set.find('ServiceAccount', name, object)) continue;
      yield {
        object,
        path: [...specPath, 'serviceAccountName'],
        message: `the ServiceAccount \`${name}\` is not made here`,
        fix: didYouMean(name, set.names('ServiceAccount')) ?? 'make sure that it is there before the pods are made',
      };
    }
  },
};

export const missingClaim: Rule = {
  code: 'reference/claim',
  why: 'A pod waits for its PersistentVolumeClaim for ever.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  *check(set) {
    for (const { object, spec, specPath } of set.pods)
      for (const [at, volume] of itemsAt(spec, 'volumes')) {
        const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
        if (name === undefined || set.find('PersistentVolumeClaim', name, object)) continue;
        yield {
          object,
          path: [...specPath, ...at, 'persistentVolumeClaim', 'claimName'],
          message: `the PersistentVolumeClaim \`${name}\` is not made here`,
          fix: didYouMean(name, set.names('PersistentVolumeClaim')) ?? 'make sure that it is there before the pods start',
        };
      }
  },
};
