import { byStage, environmentOfFile } from './environment.js';
import type { Deployment } from './types.js';

/** The environments that the names of Helm values files tell; files that name none are shared by all. */
export function deploymentsOfFiles(paths: readonly string[], release: string, namespace?: string): readonly Deployment[] {
  const shared = paths.filter((path) => environmentOfFile(path) === undefined);
  const names = [...new Set(paths.flatMap((path) => environmentOfFile(path) ?? []))].toSorted(byStage);
  return (names.length > 0 ? names : ['prod']).map((environment) => ({
    release,
    environment,
    ...(namespace ? { namespace } : {}),
    files: [...shared, ...paths.filter((path) => environmentOfFile(path) === environment)],
    parameters: [],
  }));
}
