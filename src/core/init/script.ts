import { at, isList, type Json } from '../base/json.js';
import type { SourceFile } from '../findings/types.js';
import { readYaml } from '../yaml/read.js';

/**
 * The script of the chart's traffic generator in manifests that Helm rendered: the last argument of the Job that an AnalysisTemplate
 * runs (Argo Rollouts: `spec.metrics[].provider.job`). Undefined if there is none.
 */
export function chartScriptIn(manifests: SourceFile): string | undefined {
  const read = readYaml(manifests);
  if (!read.ok) return undefined;
  const objects = read.value.flatMap(({ data }) =>
    isList(at(data, ['items'])) ? (at(data, ['items']) as readonly Json[]) : [data],
  );
  for (const object of objects) {
    const metrics = at(object, ['spec', 'metrics']);
    if (at(object, ['kind']) !== 'AnalysisTemplate' || !isList(metrics)) continue;
    for (const metric of metrics) {
      const container = at(metric, ['provider', 'job', 'spec', 'template', 'spec', 'containers', 0]);
      const words = [at(container, ['command']), at(container, ['args'])].flatMap((list) => (isList(list) ? list : []));
      const script = words.at(-1);
      if (words.includes('-c') && typeof script === 'string') return script;
    }
  }
  return undefined;
}
