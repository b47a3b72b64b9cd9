import type { Bundle } from '../bundle/types.js';
import type { Finding, Layer, Values } from '../types.js';
import { assignmentLayer } from './assign.js';
import { defaultsLayer, mergeLayers } from './layers.js';
import type { Assignment } from './set.js';

const NOTHING: Layer = { name: '', data: {}, originOf: () => undefined };

/** All layers of one environment, weakest first: the bundle's defaults, the people's files, and what was set by path. */
export function stackValues(
  bundle: Pick<Bundle, 'defaults' | 'defaultsFile' | 'schema'>,
  files: readonly Layer[],
  assignments: readonly Assignment[],
): { readonly values: Values; readonly findings: readonly Finding[] } {
  const layers = [defaultsLayer(bundle.defaults, bundle.defaultsFile), ...files];
  if (assignments.length === 0) return { values: mergeLayers(layers), findings: [] };
  const name = assignments[0]?.origin.from === 'parameter' ? 'parameters' : '--set';
  // An index into a list counts in the people's list, not in the bundle's: Helm sets by path before it merges with the chart.
  const base = mergeLayers([NOTHING, ...files]).data;
  const { layer, findings } = assignmentLayer(name, assignments, { base, defaults: bundle.defaults }, bundle.schema);
  return { values: mergeLayers([...layers, layer]), findings };
}
