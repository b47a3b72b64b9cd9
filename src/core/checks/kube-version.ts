import type { Bundle } from '../bundle/types.js';
import { finding } from '../findings.js';
import type { Capabilities, Finding } from '../types.js';
import { satisfies } from '../version.js';

/** The Kubernetes version lies in the range that the bundle works with. */
export function checkKubeVersion(bundle: Bundle, { kubeVersion }: Capabilities): readonly Finding[] {
  if (bundle.kubeVersion === '' || kubeVersion === '' || satisfies(kubeVersion, bundle.kubeVersion)) return [];
  const message = `${bundle.name} ${bundle.version} works with Kubernetes ${bundle.kubeVersion}, not ${kubeVersion}`;
  return [finding('bundle/kube-version', message)];
}
