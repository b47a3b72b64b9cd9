import { isMap, type JsonMap } from '../base/json.js';
import { lazyMap } from './lazy.js';

/** Kubernetes' own kinds as scripts/objects.mjs writes them: definitions of all minors, `[[since, number], …]` by name. */
export interface KubernetesSchemas {
  /** Oldest first: `1.25`. */
  readonly minors: readonly string[];
  /** By `apps/v1/Deployment`. `until` is the first minor that does not serve it; without `is` no minor here does. */
  readonly kinds: Readonly<Record<string, { readonly is?: string; readonly since?: string; readonly until?: string }>>;
  readonly definitions: Readonly<Record<string, readonly (readonly [since: string, number: number])[]>>;
}

/** Where schemas come from; each is asked for when an object of the kind is there. */
export interface SchemaSource {
  readonly kubernetes: () => KubernetesSchemas;
  /** The schema that a number of `definitions` stands for. */
  readonly definition: (number: number) => JsonMap;
  /** Keys of custom resources, `argoproj.io/v1alpha1/Rollout`. */
  readonly customKeys: () => readonly string[];
  /** A closed schema that may refer to Kubernetes' definitions. */
  readonly custom: (key: string) => JsonMap;
}

/** What is known of an apiVersion and kind at one Kubernetes version. */
export type KindLookup =
  | { readonly is: 'served'; readonly schema: JsonMap; readonly goneIn?: string; readonly instead?: string }
  | { readonly is: 'gone'; readonly in: string; readonly instead?: string }
  | { readonly is: 'later'; readonly from: string; readonly instead?: string }
  | { readonly is: 'unknown-version'; readonly known: readonly string[] }
  | { readonly is: 'unknown-kind' };

export type Kinds = (apiVersion: string, kind: string, kubeVersion: string) => KindLookup;

const number = (minor: string): number => Number(minor.split('.')[1]);
const before = (a: string, b: string): boolean => number(a) < number(b);
const apiVersionOf = (key: string): string => key.slice(0, key.lastIndexOf('/'));
const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');
/** `v2` before `v1` before `v1beta2`: "Kubernetes API versioning", kubernetes.io/docs/reference/using-api. */
const LEVELS: Readonly<Record<string, number>> = { alpha: 0, beta: 1_000_000, '': 2_000_000 };
const stability = (apiVersion: string): number => {
  const [, major = '0', level = '', minor = '0'] = /v(\d+)(?:(alpha|beta)(\d*))?$/.exec(apiVersion) ?? [];
  return (LEVELS[level] ?? 0) + Number(major) * 1000 + Number(minor);
};

/** The minor whose schemas hold for a Kubernetes version: the nearest that is known. */
export function minorOf({ minors }: KubernetesSchemas, kubeVersion: string): string {
  const [, wanted = ''] = /^v?(1\.\d+)/.exec(kubeVersion) ?? [];
  const [first = '', last = ''] = [minors[0], minors.at(-1)];
  if (wanted === '' || before(last, wanted)) return last;
  return before(wanted, first) ? first : wanted;
}

const withDefinitions = (schema: JsonMap, definitions: JsonMap): JsonMap => ({
  ...schema,
  $defs: isMap(schema['$defs']) ? { ...definitions, ...schema['$defs'] } : definitions,
});

/** Kinds by apiVersion and name. Each is looked up once per minor; asking twice costs nothing. */
export function kindsOf(source: SchemaSource): Kinds {
  const definitions = new Map<string, JsonMap>();
  const known = new Map<string, KindLookup>();

  /** The definitions as they are at one minor. */
  function definitionsAt(minor: string): JsonMap {
    const made = definitions.get(minor) ?? lazyDefinitions(minor);
    definitions.set(minor, made);
    return made;
  }

  function lazyDefinitions(minor: string): JsonMap {
    const all = source.kubernetes().definitions;
    const numberOf = (name: string) =>
      Object.hasOwn(all, name) ? all[name]?.findLast(([since]) => !before(minor, since))?.[1] : undefined;
    return lazyMap(
      () => Object.keys(all).filter((name) => numberOf(name) !== undefined),
      (name) => {
        const number = numberOf(name);
        return number === undefined ? undefined : source.definition(number);
      },
    );
  }

  /** The apiVersion to write for a kind at a minor: the most stable that is served. */
  function newest(kind: string, minor: string, but: string): string | undefined {
    return Object.entries(source.kubernetes().kinds)
      .filter(
        ([key, { is, since = '', until }]) =>
          is && key.endsWith(`/${kind}`) && !before(minor, since) && (!until || before(minor, until)),
      )
      .map(([key]) => apiVersionOf(key))
      .filter((apiVersion) => apiVersion !== but)
      .sort((a, b) => stability(b) - stability(a))[0];
  }

  function lookUp(apiVersion: string, kind: string, minor: string): KindLookup {
    const key = `${apiVersion}/${kind}`;
    const base = source.kubernetes();
    if (source.customKeys().includes(key))
      return { is: 'served', schema: withDefinitions(source.custom(key), definitionsAt(minor)) };
    const found = Object.hasOwn(base.kinds, key) ? base.kinds[key] : undefined;
    if (!found) {
      const known = [...Object.keys(base.kinds).filter((name) => base.kinds[name]?.is), ...source.customKeys()]
        .filter((name) => name.endsWith(`/${kind}`))
        .map(apiVersionOf);
      const near = known.filter((name) => groupOf(name) === groupOf(apiVersion) || groupOf(apiVersion) === '');
      return near.length > 0 ? { is: 'unknown-version', known: near } : { is: 'unknown-kind' };
    }
    const more = () => {
      const instead = newest(kind, minor, apiVersion);
      return instead === undefined ? {} : { instead };
    };
    if (!found.is || (found.until && !before(minor, found.until))) return { is: 'gone', in: found.until ?? '', ...more() };
    if (before(minor, found.since ?? minor)) return { is: 'later', from: found.since ?? '', ...more() };
    const schema = { $ref: `#/$defs/${found.is}`, $defs: definitionsAt(minor) };
    return { is: 'served', schema, ...(found.until ? { goneIn: found.until, ...more() } : {}) };
  }

  return (apiVersion, kind, kubeVersion) => {
    const minor = minorOf(source.kubernetes(), kubeVersion);
    const key = JSON.stringify([minor, apiVersion, kind]);
    const found = known.get(key) ?? lookUp(apiVersion, kind, minor);
    known.set(key, found);
    return found;
  };
}
