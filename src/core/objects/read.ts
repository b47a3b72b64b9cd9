import { isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding, ObjectRef, Origin, Outcome } from '../findings/types.js';
import { sourceOf } from '../template/broken.js';
import type { Output } from '../template/output.js';
import { readPrinted } from '../template/printed.js';
import type { Field } from '../template/reads.js';
import type { Located } from '../yaml/construct.js';
import type { RenderedObject } from './types.js';

/** Kubernetes reads null as absent, so an optional field needs no `if` in a template: null entries and items go. */
export function prune(value: Json): Json {
  if (isList(value)) return value.filter((item) => item !== null).map(prune);
  if (!isMap(value)) return value;
  const kept: Record<string, Json> = {};
  for (const key in value) if (value[key] !== null) kept[key] = prune(value[key] ?? null);
  return kept;
}

/** Parses what a template printed; `fieldsIn` says what made the parts of an object, if somebody wants to know. Findings: text that is not YAML, documents that are not objects; all at lines of the template. */
export function readObjects(
  template: string,
  output: Output,
  fieldsIn?: (root: Located | undefined, path: Path) => Iterable<Field>,
): Outcome<readonly RenderedObject[]> {
  const read = readPrinted(output, template);
  if (!read.ok) return read;
  const found: Finding[] = [];
  const made = (root: Located | undefined) => (fieldsIn ? { fieldsAt: (path: Path) => fieldsIn(root, path) } : {});
  const objects = read.value.flatMap((document) => {
    const span = document.spanOf([]);
    const origin = sourceOf(output, span && { from: 'file', path: template, ...span }, template);
    const data = prune(document.data);
    if (data === null || (isMap(data) && Object.keys(data).length === 0)) return [];
    if (!isMap(data) || data['kind'] !== 'List' || !isList(data['items']))
      return toObject(data, origin, found, made(document.root));
    const items = [...(document.root?.children?.().get('items')?.children?.().values() ?? [])].filter(
      (item) => item.value !== null,
    );
    return data['items'].flatMap((item, i) => toObject(item, origin, found, made(items[i])));
  });
  return found.length > 0 ? { ok: false, findings: found } : { ok: true, value: objects, findings: [] };
}

function toObject(
  data: Json,
  origin: Origin,
  found: Finding[],
  made: Pick<RenderedObject, 'fieldsAt'>,
): readonly RenderedObject[] {
  if (!isMap(data)) {
    found.push(
      finding('object/not-an-object', 'a document of this template is not a Kubernetes object', {
        origin,
        fix: 'an object is a map with apiVersion, kind and metadata.name',
      }),
    );
    return [];
  }
  const metadata = isMap(data['metadata']) ? data['metadata'] : {};
  const fields = { apiVersion: data['apiVersion'], kind: data['kind'], 'metadata.name': metadata['name'] };
  const missing = Object.entries(fields).filter(([, value]) => typeof value !== 'string' || value === '');
  for (const [name] of missing)
    found.push(
      finding('object/missing-field', `an object of this template has no \`${name}\``, { origin, fix: `add \`${name}\`` }),
    );
  if (missing.length > 0) return [];
  const namespace = metadata['namespace'];
  const ref: ObjectRef = {
    apiVersion: String(data['apiVersion']),
    kind: String(data['kind']),
    name: String(metadata['name']),
    ...(typeof namespace === 'string' ? { namespace } : {}),
  };
  return [
    {
      ref,
      data: topFirst(data),
      template: origin.from === 'file' ? origin.path : '',
      line: origin.from === 'file' ? origin.line : 1,
      ...made,
    },
  ];
}

/** The keys that say what an object is come first; the others stay as the template has them. */
function topFirst({ apiVersion = null, kind = null, metadata = null, ...rest }: JsonMap): JsonMap {
  return { apiVersion, kind, metadata, ...rest };
}
