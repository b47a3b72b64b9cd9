import type { JsonMap } from '../base/json.js';
import type { SourceFile } from '../findings/types.js';
import type { Template } from '../template/nodes.js';

/** A bundle, checked and compiled. It is JSON: the built-in ones are compiled when Fairlead is built. */
export interface Bundle {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly description: string;
  /** Kubernetes versions that it works with, as in `>=1.25 <2.0`; empty for any. */
  readonly kubeVersion: string;
  /** What it does better than the Helm chart that it replaces: by name, a sentence each. Empty if it replaces none. */
  readonly repairs: Readonly<Record<string, string>>;
  readonly schema: JsonMap;
  readonly defaults: JsonMap;
  /** The values.yaml that `defaults` was read from. */
  readonly defaultsFile: SourceFile;
  readonly locals?: Template;
  readonly manifests: readonly Template[];
  readonly partials: Readonly<Record<string, Template>>;
}
