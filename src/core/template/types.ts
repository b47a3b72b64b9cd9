export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** Empty when rendered without an app file. */
  readonly environment: string;
}

export interface Capabilities {
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
}
