import { parseAllDocuments } from 'yaml';
import { isMap, type Json, type JsonMap, type RenderedObject } from '../../../src/core/index.js';

const toObject = (data: JsonMap): RenderedObject => {
  const metadata: Json = data['metadata'] ?? {};
  const { name, namespace } = isMap(metadata) ? metadata : {};
  const ref = { apiVersion: String(data['apiVersion']), kind: String(data['kind']), name: String(name) };
  return { ref: typeof namespace === 'string' ? { ...ref, namespace } : ref, data, template: '', line: 1 };
};

/** The objects of a YAML stream, as a render would give them. */
export const objectsOf = (yaml: string): readonly RenderedObject[] =>
  parseAllDocuments(yaml).flatMap((document) => {
    const data: unknown = document.toJS();
    return isMap(data) ? [toObject(data)] : [];
  });
