import { at, dotted, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { dirOf, joinPath } from '../base/paths.js';
import { byPlace, finding, seenFrom } from '../findings/findings.js';
import type { Finding, Origin, Outcome, SourceFile } from '../findings/types.js';
import { problems } from '../schema/problems.js';
import { readYamlMap, type YamlDocument } from '../yaml/read.js';
import type { Compat } from './compat.js';
import { missingName } from './missing-name.js';
import { readPromote, readPromotion, strings } from './promote.js';
import type { App, Environment, Waiver } from './types.js';

const CODES = {
  'unknown-key': 'config/unknown-key',
  'wrong-type': 'config/wrong-type',
  'not-allowed': 'config/not-allowed',
  'missing-key': 'config/missing-key',
} as const;
const SEVERITIES = ['error', 'warning', 'note'] as const;

type Document = YamlDocument & { readonly data: JsonMap };
/** The path that a file or folder really has, behind all links; not ok if that cannot be said, undefined if there is nothing. */
export type Find = (path: string) => Outcome<string> | undefined;

/** Reads a YAML file that has a JSON Schema of ours: `fairlead.yaml`, `bundle.yaml`. */
export function readConfig(file: SourceFile, schema: JsonMap): Outcome<Document> {
  const read = readYamlMap(file);
  if (!read.ok) return read;
  const wrong = problems(schema, read.value.data);
  const found = wrong.map(({ kind, path, message, fix, mend, key }) => {
    const span = read.value.spanOf(path, kind === 'unknown-key' ? 'key' : 'value') ?? { line: 1, column: 1, length: 1 };
    const name = path.length > 0 && kind !== 'unknown-key' ? `\`${dotted(path)}\`: ` : '';
    const isName = kind === 'missing-key' && path.length === 0 && key === 'name';
    const edit = isName ? missingName(file, read.value, schema, wrong) : mend && read.value.editOf(path, mend);
    return finding(CODES[kind], name + message, {
      origin: { from: 'file', path: file.path, ...span },
      ...(fix ? { fix } : {}),
      ...(edit ? { edit } : {}),
    });
  });
  return found.length > 0 ? { ok: false, findings: found.toSorted(byPlace) } : read;
}

/**
 * Reads a `fairlead.yaml`. Defaults: design §2 (values.yaml if it exists, environments/<name>.yaml, the environment above).
 * Findings: schema, and paths that leave the repository or cannot be followed. `find` answers for paths relative to the root.
 */
export function readApp(file: SourceFile, schema: JsonMap, find: Find): Outcome<App> {
  const read = readConfig(file, schema);
  if (!read.ok) return read;
  const { data } = read.value;
  const dir = dirOf(file.path);
  const found: Finding[] = [];
  const origin = (path: Path, part: 'key' | 'value' = 'value'): Origin => ({
    from: 'file',
    path: file.path,
    ...(read.value.spanOf(path, part) ?? { line: 1, column: 1, length: 1 }),
  });

  const pinAt = (key: string): Origin => origin([data[key] === undefined ? 'bundle' : key], 'key');

  function inside(path: Path): string {
    const text = String(at(data, path));
    const joined = joinPath(dir, text);
    if (joined === undefined)
      found.push(
        finding('file/outside-root', `\`${text}\` leads out of the repository`, {
          origin: origin(path),
          fix: 'paths are relative to this file and stay inside the repository',
        }),
      );
    const real = joined === undefined ? undefined : find(joined);
    found.push(...(real?.ok === false ? real.findings : []).map((item) => seenFrom(item, origin(path))));
    return real?.ok ? real.value : (joined ?? '');
  }
  const files = (path: Path): readonly string[] | undefined => {
    const list = at(data, path);
    return isList(list) ? list.map((_, i) => inside([...path, i])) : undefined;
  };

  /** A file that is looked for where nobody names one: what is wrong with it is said when it is read. */
  const usual = (name: string): string => {
    const path = joinPath(dir, name) ?? '';
    const real = find(path);
    return real?.ok ? real.value : path;
  };

  const shared = files(['values']) ?? (find(joinPath(dir, 'values.yaml') ?? '') ? [usual('values.yaml')] : []);
  const names = Object.keys(isMap(data['environments']) ? data['environments'] : {});
  // Manifests do not depend on how tags come: a wrong date must not stop a sync.
  const mistakes: Finding[] = [];
  const wrong = (item: Finding) => void mistakes.push(item);
  const environments = names.map((name, i): Environment => {
    const path = ['environments', name];
    const own = files([...path, 'values']) ?? [usual(`environments/${name}.yaml`)];
    const namespace = at(data, [...path, 'namespace']);
    return {
      name,
      namespace: typeof namespace === 'string' ? namespace : `${String(data['name'])}-${name}`,
      values: [...shared, ...own],
      promote: readPromote({ data: at(data, [...path, 'promote']), path: [...path, 'promote'], origin, wrong }, names[i - 1]),
      origin: origin(path, 'key'),
    };
  });
  const bundle = String(data['bundle']);
  const app: App = {
    name: String(data['name']),
    path: file.path,
    dir,
    bundle: /^\.{0,2}\//.test(bundle) ? { dir: inside(['bundle']) } : { builtin: bundle },
    bundleOrigin: origin(['bundle']),
    ...(data['compat'] === undefined ? {} : { compat: readCompat(data['compat'], origin) }),
    pins: {
      ...(typeof data['kubeVersion'] === 'string' ? { kubeVersion: data['kubeVersion'].replace(/^v/, '') } : {}),
      ...(isList(data['apiVersions']) ? { apiVersions: strings(data['apiVersions']) } : {}),
    },
    pinAt: { kubeVersion: pinAt('kubeVersion'), apiVersions: pinAt('apiVersions') },
    schemas: (files(['schemas']) ?? []).map((path, i) => ({ path, origin: origin(['schemas', i]) })),
    missingSchemas: SEVERITIES.find((name) => name === data['missingSchemas']) ?? 'warning',
    metadataNamespace: data['metadataNamespace'] === true,
    promotion: readPromotion({ data: data['promote'], path: ['promote'], origin, wrong }),
    mistakes,
    environments,
    waivers: (isList(data['waivers']) ? data['waivers'] : []).map((item, i) => readWaiver(item, origin(['waivers', i]))),
  };
  return found.length > 0 ? { ok: false, findings: found.toSorted(byPlace) } : { ok: true, value: app, findings: [] };
}

function readCompat(compat: Json, origin: (path: Path) => Origin): Compat {
  const repairs = strings(at(compat, ['repairs']));
  return {
    origin: origin(['compat']),
    repairs: repairs.map((name, i) => ({ name, origin: origin(['compat', 'repairs', i]) })),
  };
}

function readWaiver(item: Json, origin: Origin): Waiver {
  const text = (key: string) => (typeof at(item, [key]) === 'string' ? { [key]: String(at(item, [key])) } : {});
  const environments = at(item, ['environments']);
  return {
    code: String(at(item, ['code'])),
    reason: String(at(item, ['reason'])),
    ...text('object'),
    ...text('owner'),
    ...text('expires'),
    ...(isList(environments) ? { environments: environments.map(String) } : {}),
    origin,
  };
}
