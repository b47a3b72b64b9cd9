import type { Json, JsonMap, Layer, Values } from '../../../src/core/index.js';
import { assignmentLayer } from '../../../src/core/values/assign.js';
import { defaultsLayer, fileLayer, mergeLayers } from '../../../src/core/values/layers.js';
import { parseSet } from '../../../src/core/values/set.js';
import { readYamlMap } from '../../../src/core/yaml/read.js';

/** A values file as a layer. */
export function layerOf(path: string, text: string): Layer {
  const layer = fileLayer({ path, text });
  if (!layer.ok) throw new Error(JSON.stringify(layer.findings));
  return layer.value;
}

/** Values as a render stacks them: the bundle's defaults, files by path, and `--set`s. */
export function stack(
  defaults: string,
  files: Readonly<Record<string, string>>,
  sets: readonly string[] = [],
  schema: JsonMap = {},
): Values {
  const file = { path: 'bundle/values.yaml', text: defaults };
  const read = readYamlMap(file);
  const layers = Object.entries(files).map(([path, text]) => layerOf(path, text));
  const assignments = sets.flatMap((text) => {
    const parsed = parseSet(text, '--set');
    if (!parsed.ok) throw new Error(parsed.findings.map((item) => item.message).join());
    return parsed.value;
  });
  const own = mergeLayers([{ name: '', data: {}, originOf: () => undefined }, ...layers]);
  const all = [defaultsLayer(read.ok ? read.value.data : {}, file), ...layers];
  return mergeLayers(sets.length > 0 ? [...all, assignmentLayer('--set', assignments, own.data, schema)] : all);
}

/** What `--set` makes of nothing, or why not. */
export function setOn(text: string, schema: JsonMap = {}): Json | string {
  const parsed = parseSet(text, '--set');
  return parsed.ok
    ? assignmentLayer('--set', parsed.value, {}, schema).data
    : parsed.findings.map((item) => item.message).join('; ');
}
