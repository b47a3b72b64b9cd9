import { isMap, type JsonMap } from '../base/json.js';
import { memo } from '../base/memo.js';
import type { Outcome, SourceFile } from '../findings/types.js';
import { readYamlMap, type YamlDocument } from '../yaml/read.js';
import type { Layer, Values } from './types.js';

/** A layer over a document that is already read. */
export function documentLayer(path: string, document: YamlDocument & { readonly data: JsonMap }): Layer {
  return {
    name: path,
    data: document.data,
    plainOf: document.plainOf,
    editOf: document.editOf,
    originOf: (at) => {
      const span = document.spanOf(at, 'key');
      return span && { from: 'file', path, ...span };
    },
  };
}

/** By path and text: the environments of an app share files. Few, because a document that was read takes memory. */
const readLayer = memo((key): Outcome<Layer> => {
  const end = key.indexOf('\0');
  const file = { path: key.slice(0, end), text: key.slice(end + 1) };
  const read = readYamlMap(file, { surprises: true });
  return read.ok ? { ...read, value: documentLayer(file.path, read.value) } : read;
}, 20);

/** Reads a values file to a layer. Findings: everything that readYaml says, and warnings for scalars that surprise. */
export const fileLayer = ({ path, text }: SourceFile): Outcome<Layer> => readLayer(`${path}\0${text}`);

/** The layer of a bundle's defaults; its text is read again only if somebody asks for a place in it. */
export function defaultsLayer(data: JsonMap, file: SourceFile): Layer {
  let layer: Layer | undefined;
  return {
    name: file.path,
    data,
    originOf: (at) => {
      if (!layer) {
        const read = readYamlMap(file);
        if (!read.ok) throw new Error(`the bundle's ${file.path} changed after it was read`);
        layer = documentLayer(file.path, read.value);
      }
      return layer.originOf(at);
    },
  };
}

function merge(below: JsonMap, above: JsonMap): JsonMap {
  const out: Record<string, JsonMap[string]> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = Object.hasOwn(out, key) ? out[key] : undefined;
    if (value === null) delete out[key];
    else out[key] = isMap(value) ? merge(isMap(under) ? under : {}, value) : value;
  }
  return out;
}

/** Merges layers as Helm does, weakest first: maps deeply, lists and scalars replace, null deletes the key of the layers below. */
export function mergeLayers(layers: readonly Layer[]): Values {
  const [first, ...rest] = layers;
  return { layers, data: rest.reduce<JsonMap>((data, layer) => merge(data, layer.data), first?.data ?? {}) };
}
