import type { Json, JsonMap, Layer, Values } from '../../../src/core/index.js';
import { fileLayer } from '../../../src/core/values/layers.js';
import { parseSet, type SetKind } from '../../../src/core/values/set.js';
import { stackValues } from '../../../src/core/values/stack.js';
import { readYamlMap } from '../../../src/core/yaml/read.js';

/** A values file as a layer. */
export function layerOf(path: string, text: string): Layer {
  const layer = fileLayer({ path, text });
  if (!layer.ok) throw new Error(JSON.stringify(layer.findings));
  return layer.value;
}

/** Flags as they stand on the command line. */
export type Sets = readonly (string | readonly [text: string, kind: SetKind])[];

/** Values as a render stacks them: the bundle's defaults, files by path, and `--set`s; or what is wrong with those. */
export function tryStack(
  defaults: string,
  files: Readonly<Record<string, string>>,
  sets: Sets = [],
  schema: JsonMap = {},
): Values | string {
  const defaultsFile = { path: 'bundle/values.yaml', text: defaults };
  const read = readYamlMap(defaultsFile);
  const layers = Object.entries(files).map(([path, text]) => layerOf(path, text));
  const parsed = sets.map((item) => (typeof item === 'string' ? parseSet(item, '--set') : parseSet(item[0], '--set', item[1])));
  const assignments = parsed.flatMap((outcome) => (outcome.ok ? outcome.value : []));
  const bundle = { defaults: read.ok ? read.value.data : {}, defaultsFile, schema };
  const { values, findings } = stackValues(bundle, layers, assignments);
  const wrong = [...parsed.flatMap((outcome) => outcome.findings), ...findings];
  return wrong.length > 0 ? wrong.map((item) => item.message).join('; ') : values;
}

export function stack(...args: Parameters<typeof tryStack>): Values {
  const values = tryStack(...args);
  if (typeof values === 'string') throw new Error(values);
  return values;
}

/** What `--set` makes of nothing, or why not. */
export function setOn(text: string, schema: JsonMap = {}, kind: SetKind = 'typed'): Json | string {
  const values = tryStack('', {}, [[text, kind]], schema);
  return typeof values === 'string' ? values : (values.layers[1]?.data ?? {});
}
