import {
  type Capabilities,
  type Environment,
  equal,
  type Finding,
  finding,
  pinned,
  type Rendered,
  unwaived,
} from '../core/index.js';
import { type LoadedApp, type RenderOptions, renderEnvironment } from './apps.js';

/**
 * What a cluster says of itself never reaches a template: it would make other manifests than those that were looked at before. Where it
 * would, that is a warning, with what to pin. Only bundles whose templates look at the capabilities are rendered again.
 */
export function clusterDiffers(
  loaded: LoadedApp,
  environment: Environment,
  options: RenderOptions,
  rendered: Rendered,
  cluster: Partial<Capabilities>,
): readonly Finding[] {
  if (!rendered.readsCapabilities) return [];
  const { app } = loaded;
  const told = pinned(app.pins);
  const { kubeVersion = told.kubeVersion, apiVersions = told.apiVersions } = cluster;
  const isOther = (capabilities: Partial<Capabilities>) => {
    const other = renderEnvironment(loaded, environment, { ...options, validate: false, capabilities });
    return !other.ok || other.value.stream !== rendered.stream;
  };
  const warning = (key: keyof Capabilities, message: string, fix: string) =>
    finding('argocd/cluster-differs', message, { origin: app.pinAt[key], fix });
  const found = [
    ...(kubeVersion !== told.kubeVersion && isOther({ kubeVersion })
      ? [
          warning(
            'kubeVersion',
            `the manifests are those for Kubernetes ${told.kubeVersion}; for the cluster's ${kubeVersion} they would be others`,
            `write \`kubeVersion: "${kubeVersion}"\` in ${app.path}`,
          ),
        ]
      : []),
    ...(apiVersions !== told.apiVersions && isOther({ apiVersions })
      ? [warning('apiVersions', ...servedOtherwise(loaded, rendered, told.apiVersions, apiVersions))]
      : []),
  ];
  return unwaived(found, app.waivers, environment.name);
}

/** Which API versions the bundle names that are told but not served, or the other way round; and what to pin. */
function servedOtherwise(
  { app, bundle }: LoadedApp,
  { values }: Rendered,
  told: readonly string[],
  served: readonly string[],
): readonly [message: string, fix: string] {
  const text = JSON.stringify([bundle.manifests, bundle.partials, bundle.locals ?? null, values.data]);
  const asked = (list: readonly string[], others: readonly string[]) =>
    list.filter((version) => !others.includes(version) && text.includes(JSON.stringify(version)));
  const [more, fewer] = [asked(served, told), asked(told, served)];
  const differences = [...more.map((version) => `has ${version}`), ...fewer.map((version) => `has no ${version}`)];
  const pins = app.pins.apiVersions ?? [];
  const list = [...pins.filter((version) => !fewer.includes(version)), ...more];
  const message = 'the manifests would be others with the API versions of the cluster';
  if (differences.length === 0) return [message, 'pin those that the bundle asks for under `apiVersions:`'];
  return [
    `${message}: it ${differences.join(', ')}`,
    equal(list, pins)
      ? "Helm's list, which is told everywhere, has it: let the bundle ask for `capabilities.kubeVersion` instead"
      : `write \`apiVersions: [${list.join(', ')}]\` in ${app.path}`,
  ];
}
