import type { JsonMap } from '../base/json.js';
import type { Compat } from '../config/compat.js';
import { finding } from '../findings/findings.js';
import { didYouMean } from '../findings/suggest.js';
import type { Finding } from '../findings/types.js';
import type { Bundle } from './types.js';

/** What templates read as `bundle.repairs`: each repair, and whether it is in force. Findings: a bundle or a repair that does not exist. */
export function repairsOf(
  { name, repairs }: Bundle,
  compat: Compat | undefined,
): { readonly inForce: JsonMap; readonly findings: readonly Finding[] } {
  const taken = compat?.repairs.map((repair) => repair.name);
  const inForce = Object.fromEntries(Object.keys(repairs).map((key) => [key, taken?.includes(key) ?? true]));
  if (!compat) return { inForce, findings: [] };
  if (Object.keys(repairs).length === 0) {
    const message = `the bundle ${name} replaces no Helm chart, so there is nothing to be compatible with`;
    return { inForce, findings: [finding('config/not-allowed', message, { origin: compat.origin, fix: 'remove `compat`' })] };
  }
  const findings = compat.repairs
    .filter((repair) => !Object.hasOwn(repairs, repair.name))
    .map((repair) =>
      finding('config/not-allowed', `\`${repair.name}\` is not a repair of ${name}`, {
        origin: repair.origin,
        fix: didYouMean(repair.name, Object.keys(repairs)) ?? '',
      }),
    );
  return { inForce, findings };
}
