import type { JsonMap } from '../base/json.js';
import type { Finding, SourceFile } from '../findings/types.js';
import { assignmentLayer } from './assign.js';
import { defaultsLayer, mergeLayers } from './layers.js';
import type { Assignment } from './set.js';
import type { Layer, Values } from './types.js';

/** What values start from: a bundle's defaults, the file that they stand in, and the schema that decides the types of what is set. */
export interface Defaults {
  readonly defaults: JsonMap;
  readonly defaultsFile: SourceFile;
  readonly schema: JsonMap;
}

const NOTHING: Layer = { name: '', data: {}, originOf: () => undefined };

/** All layers of one environment, weakest first: the bundle's defaults, the user's files, and what was set by path. */
export function stackValues(
  bundle: Defaults,
  files: readonly Layer[],
  assignments: readonly Assignment[],
): { readonly values: Values; readonly findings: readonly Finding[] } {
  const layers = [defaultsLayer(bundle.defaults, bundle.defaultsFile), ...files];
  if (assignments.length === 0) return { values: mergeLayers(layers), findings: [] };
  const name = assignments[0]?.origin.from === 'parameter' ? 'parameters' : '--set';
  // An index into a list counts in the user's list, not in the bundle's: Helm sets by path before it merges with the chart.
  const base = mergeLayers([NOTHING, ...files]).data;
  const { layer, findings } = assignmentLayer(name, assignments, { base, defaults: bundle.defaults }, bundle.schema);
  return { values: mergeLayers([...layers, layer]), findings };
}
