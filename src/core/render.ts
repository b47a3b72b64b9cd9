import type { Bundle } from './bundle/types.js';
import { CHECKS } from './checks/index.js';
import { digestOf } from './digest.js';
import { finding } from './findings.js';
import { HELPERS } from './helpers/index.js';
import { isMap } from './json.js';
import { inInstallOrder } from './objects/order.js';
import { readObjects } from './objects/read.js';
import { evaluate } from './template/evaluate.js';
import { readLocals } from './template/locals.js';
import type { Template } from './template/nodes.js';
import type { Context } from './template/scope.js';
import type { Capabilities, Finding, Layer, Release, RenderedObject, Values } from './types.js';
import { assignmentLayer } from './values/assign.js';
import { checkValues, isKnown } from './values/check.js';
import { defaultsLayer, mergeLayers } from './values/layers.js';
import { originOf } from './values/origins.js';
import { type Assignment, parsePath } from './values/set.js';
import { satisfies } from './version.js';
import { writeYaml } from './yaml/write.js';

export interface RenderInput {
  readonly bundle: Bundle;
  readonly release: Release;
  readonly capabilities: Capabilities;
  /** The people's values files, weakest first; the bundle's defaults come below them by themselves. */
  readonly layers: readonly Layer[];
  /** Values set by path, above all files. */
  readonly assignments?: readonly Assignment[];
  /** False: neither the schema nor the checks are asked, as `helm template` does. */
  readonly validate: boolean;
  /** Write `metadata.namespace` into objects that have none. */
  readonly metadataNamespace?: boolean;
}

/** What one environment renders to. With an error finding, `objects`, `stream` and `digest` are what could be made, not for use. */
export interface Rendered {
  readonly values: Values;
  readonly objects: readonly RenderedObject[];
  /** The canonical YAML stream, byte by byte the same for the same input. */
  readonly stream: string;
  readonly digest: string;
  readonly findings: readonly Finding[];
}

const helpers = new Map(HELPERS.map((helper) => [helper.name, helper]));
const isError = (item: Finding) => item.severity === 'error';

/** One canonical YAML stream of objects: what every face prints, and what the digest is of. */
export const toStream = (objects: readonly RenderedObject[]): string =>
  objects.map((object) => `---\n${writeYaml(object.data)}`).join('');

/** Renders one environment: merge → values against the schema → locals → manifests → objects → checks. Never throws for a user's mistake. */
export function render(input: RenderInput): Rendered {
  const { bundle, release, capabilities } = input;
  const files = mergeLayers([defaultsLayer(bundle.defaults, bundle.defaultsFile), ...input.layers]);
  const own = mergeLayers([{ name: '', data: {}, originOf: () => undefined }, ...input.layers]);
  const assignments = input.assignments ?? [];
  const values =
    assignments.length === 0
      ? files
      : mergeLayers([
          ...files.layers,
          assignmentLayer(
            assignments[0]?.origin.from === 'parameter' ? 'parameters' : '--set',
            assignments,
            own.data,
            bundle.schema,
          ),
        ]);
  const findings: Finding[] = [
    ...checkCapabilities(bundle, capabilities),
    ...(input.validate ? checkValues(bundle.schema, values) : []),
  ];
  const stop = (): Rendered => ({ values, objects: [], stream: '', digest: digestOf(''), findings });
  if (findings.some(isError)) return stop();

  const context: Context = {
    values: values.data,
    locals: {},
    bundle: { name: bundle.name, version: bundle.version, appVersion: bundle.appVersion },
    release: { name: release.name, namespace: release.namespace, environment: release.environment },
    capabilities: { kubeVersion: capabilities.kubeVersion, apiVersions: capabilities.apiVersions },
  };
  const origin = (dotted: string) => originOf(values, parsePath(dotted) ?? []);
  const run = (template: Template, here: Context) =>
    evaluate(template, {
      context: here,
      partials: bundle.partials,
      helpers,
      originOf: origin,
      isKnown: (path) => isKnown(bundle.schema, path),
    });
  const locals = bundle.locals ? readLocals(bundle.locals, context, run) : { locals: {}, findings: [] };
  findings.push(...locals.findings);
  if (findings.some(isError)) return stop();

  const outputs = bundle.manifests.map((template) => {
    const { output, findings: found } = run(template, { ...context, locals: locals.locals });
    if (found.length > 0) return { ok: false as const, findings: found };
    return readObjects(template.path, output);
  });
  findings.push(...outputs.flatMap((outcome) => outcome.findings));
  const objects = inInstallOrder(
    outputs
      .flatMap((outcome) => (outcome.ok ? outcome.value : []))
      .map((object) => (input.metadataNamespace ? withNamespace(object, release.namespace) : object)),
  );
  if (objects.length === 0 && !findings.some(isError))
    findings.push(
      finding('objects/none', 'nothing is rendered: Argo CD would remove the whole app', {
        fix: 'look at what turns the objects off',
      }),
    );
  if (input.validate) findings.push(...CHECKS.flatMap((check) => check(objects)));
  const stream = toStream(objects);
  return { values, objects, stream, digest: digestOf(stream), findings };
}

function checkCapabilities(bundle: Bundle, { kubeVersion }: Capabilities): readonly Finding[] {
  if (bundle.kubeVersion === '' || kubeVersion === '' || satisfies(kubeVersion, bundle.kubeVersion)) return [];
  return [
    finding(
      'bundle/kube-version',
      `${bundle.name} ${bundle.version} works with Kubernetes ${bundle.kubeVersion}, not ${kubeVersion}`,
    ),
  ];
}

function withNamespace(object: RenderedObject, namespace: string): RenderedObject {
  const metadata = isMap(object.data['metadata']) ? object.data['metadata'] : {};
  if (object.ref.namespace !== undefined) return object;
  return { ...object, ref: { ...object.ref, namespace }, data: { ...object.data, metadata: { ...metadata, namespace } } };
}
