import { finding } from '../findings/findings.js';
import type { Finding } from '../findings/types.js';
import type { Capabilities } from '../template/types.js';
import type { Bundle } from './types.js';

const COMPARATOR = /^(>=|<=|>|<|=)?v?(\d+)\.(\d+)(?:\.(\d+))?$/;

/** How a version compares to one comparator of a range such as `>=1.25`. A patch that the range leaves out does not count. */
function holds(version: readonly number[], comparator: string): boolean {
  const [, sign = '=', ...wanted] = COMPARATOR.exec(comparator) ?? [];
  const numbers = wanted.filter((part) => part !== undefined).map(Number);
  const difference = numbers.map((number, i) => (version[i] ?? 0) - number).find((d) => d !== 0) ?? 0;
  return (
    { '>=': difference >= 0, '<=': difference <= 0, '>': difference > 0, '<': difference < 0, '=': difference === 0 }[sign] ??
    false
  );
}

/**
 * The Kubernetes version lies in the range that the bundle works with: comparators with spaces between, all of which must hold
 * (bundle.schema.json has the form). Vendors' suffixes such as `-eks-1` do not count.
 */
export function checkKubeVersion(bundle: Bundle, { kubeVersion }: Capabilities): readonly Finding[] {
  const version = /^v?(\d+)\.(\d+)(?:\.(\d+))?/
    .exec(kubeVersion)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (bundle.kubeVersion === '' || !version || bundle.kubeVersion.split(' ').every((comparator) => holds(version, comparator)))
    return [];
  const message = `${bundle.name} ${bundle.version} works with Kubernetes ${bundle.kubeVersion}, not ${kubeVersion}`;
  return [finding('bundle/kube-version', message)];
}
