import { isMap, type JsonMap, type Path } from '../base/json.js';
import { once } from '../base/memo.js';
import { checkKubeVersion } from '../bundle/kube-version.js';
import { repairsOf } from '../bundle/repairs.js';
import type { Bundle } from '../bundle/types.js';
import type { Compat } from '../config/compat.js';
import { finding } from '../findings/findings.js';
import type { Finding } from '../findings/types.js';
import type { Kinds } from '../kinds/kinds.js';
import { inInstallOrder } from '../objects/order.js';
import { readObjects } from '../objects/read.js';
import type { RenderedObject } from '../objects/types.js';
import { located, mistakesIn } from '../rules/check.js';
import { Budget } from '../template/budget.js';
import { evaluate } from '../template/evaluate.js';
import { fieldsOf, throughLocals } from '../template/fields.js';
import { HELPERS } from '../template/helpers/index.js';
import { plain, readLocals } from '../template/locals.js';
import type { Template } from '../template/nodes.js';
import type { Output } from '../template/output.js';
import type { Field, Read } from '../template/reads.js';
import type { Context } from '../template/scope.js';
import type { Capabilities, Release } from '../template/types.js';
import { checkValues, isKnown } from '../values/check.js';
import { originOf } from '../values/origins.js';
import { type Assignment, parsePath } from '../values/set.js';
import { stackValues } from '../values/stack.js';
import type { Layer, Values } from '../values/types.js';
import type { Located } from '../yaml/construct.js';
import { writeYaml } from '../yaml/write.js';
import { type Secrets, secretsOf } from './known-secrets.js';

export interface RenderInput {
  readonly bundle: Bundle;
  readonly release: Release;
  readonly capabilities: Capabilities;
  /** The user's values files, weakest first; the bundle's defaults come below them by themselves. */
  readonly layers: readonly Layer[];
  /** Values set by path, above all files. */
  readonly assignments?: readonly Assignment[];
  readonly compat?: Compat;
  /** False: neither the schema nor the checks are asked, as `helm template` does. */
  readonly validate: boolean;
  /** Schemas of kinds; without them objects are checked by rules alone. */
  readonly kinds?: Kinds;
  /** Also say what could be better (notes about objects). */
  readonly notes?: boolean;
  /** True for a finding that users accept: it does not keep the objects from being made. It is given all the same. */
  readonly isWaived?: (item: Finding) => boolean;
  /** Told before each step: values, each template, rules. Where it takes too long, users learn which it was. */
  readonly begins?: (step: string) => void;
  /** Write `metadata.namespace` into objects that have none. */
  readonly metadataNamespace?: boolean;
}

/** What one environment renders to. With an error finding, `objects` and `stream` are what could be made, not for use. */
export interface Rendered {
  readonly values: Values;
  readonly objects: readonly RenderedObject[];
  /** The canonical YAML stream, byte by byte the same for the same input; `digestOf` gives its digest. */
  readonly stream: string;
  readonly findings: readonly Finding[];
  /** Every look at a value that counted for an object, locals seen through. */
  readonly reads: () => readonly Read[];
  /** True if a template looked at the capabilities. */
  readonly readsCapabilities: boolean;
  /** What of all this is secret. */
  readonly secrets: () => Secrets;
}

const helpers = new Map(HELPERS.map((helper) => [helper.name, helper]));
const isError = (item: Finding) => item.severity === 'error';

/** One canonical YAML stream of objects: what every face prints, and what the digest is of. */
export const toStream = (objects: readonly RenderedObject[]): string =>
  objects.map((object) => `---\n${writeYaml(object.data)}`).join('');

/** The same without what answers questions about it, which takes far more memory. */
export function withoutTrace<T extends Rendered>(rendered: T): T {
  const objects = rendered.objects.map(({ fieldsAt: _, ...object }) => object);
  const secrets = once(() => secretsOf({}, rendered.values, objects));
  return { ...rendered, objects, reads: () => [], secrets };
}

/** Renders one environment: merge → values against the schema → locals → manifests → objects → checks. Never throws for a user's mistake. */
export function render(input: RenderInput): Rendered {
  const { bundle, capabilities } = input;
  input.begins?.('values');
  const { values, findings: unset } = stackValues(bundle, input.layers, input.assignments ?? []);
  const repairs = repairsOf(bundle, input.compat);
  const before = [
    ...checkKubeVersion(bundle, capabilities),
    ...repairs.findings,
    ...unset,
    ...(input.validate ? checkValues(bundle.schema, values) : []),
  ];
  const stops = (item: Finding) => isError(item) && input.isWaived?.(item) !== true;
  const made = before.some(stops) ? NOTHING : makeObjects(input, values, repairs.inForce);
  const objects = inInstallOrder(made.objects);
  const findings = [...before, ...made.findings, ...(input.validate ? checkObjects(input, objects, values) : [])];
  if (objects.length === 0 && !findings.some(stops)) findings.push(nothing);
  // Where values are wrong, what could be made of them still tells which of them are secret.
  const secrets = once(() =>
    secretsOf(bundle.schema, values, before.some(stops) ? makeObjects(input, values, repairs.inForce).objects : objects),
  );
  const told = findings.map((item) => secrets().finding(item));
  return { ...made, values, objects, stream: toStream(objects), findings: told, secrets };
}

const nothing = finding('objects/none', 'nothing is rendered: Argo CD would remove the whole app', {
  fix: 'look at what turns the objects off',
});

/** What is wrong with the objects. */
function checkObjects(input: RenderInput, objects: readonly RenderedObject[], values: Values): readonly Finding[] {
  input.begins?.('rules');
  const mistakes = mistakesIn(objects, input.capabilities.kubeVersion, input.kinds, input.notes === true);
  const found = located(mistakes, values);
  // What the chart does wrong runs in users' clusters today; the switch must not be refused for it.
  const tolerated = (item: Finding): Finding => (item.severity === 'error' ? { ...item, severity: 'warning' } : item);
  return input.compat ? found.map(tolerated) : found;
}

type Made = Pick<Rendered, 'objects' | 'findings' | 'reads' | 'readsCapabilities'>;
const NOTHING: Made = { objects: [], findings: [], reads: () => [], readsCapabilities: false };

/** Runs the bundle's templates. A template with a mistake makes nothing, the others still do, so that all mistakes are found at once. */
function makeObjects(input: RenderInput, values: Values, repairs: JsonMap): Made {
  const { bundle, release, capabilities } = input;
  const context: Context = {
    values: values.data,
    locals: {},
    bundle: { name: bundle.name, version: bundle.version, appVersion: bundle.appVersion, repairs },
    release: { ...release },
    capabilities: { ...capabilities },
  };
  const budget = new Budget();
  let readsCapabilities = false;
  const run = (template: Template, here: Context) => {
    input.begins?.(`template ${template.path}`);
    const done = evaluate(template, {
      budget,
      context: here,
      partials: bundle.partials,
      helpers,
      originOf: (dotted) => originOf(values, parsePath(dotted) ?? []),
      isKnown: (path) => isKnown(bundle.schema, path),
    });
    readsCapabilities ||= done.reads.some(({ path: [first = 'capabilities'] }) => first === 'capabilities');
    return done;
  };
  const { locals, fields, findings } = bundle.locals
    ? readLocals(bundle.locals, context, run)
    : { locals: {}, fields: () => [], findings: [] };
  if (findings.some(isError)) return { ...NOTHING, findings };

  const whole = { ...context, locals };
  const fieldsIn = (output: Output) =>
    function* (root: Located | undefined, path: Path): Iterable<Field> {
      for (const field of fieldsOf(root, output, whole, path)) yield plain(field, fields());
    };

  const seen: (readonly Read[])[] = [];
  const made = bundle.manifests.map((template) => {
    if (budget.isSpent) return { ok: false as const, findings: [] };
    const { output, findings: found, reads } = run(template, whole);
    seen.push(reads);
    if (found.length > 0) return { ok: false as const, findings: found };
    return readObjects(template.path, output, fieldsIn(output));
  });
  const objects = made.flatMap((outcome) => (outcome.ok ? outcome.value : []));
  return {
    objects: input.metadataNamespace ? objects.map((object) => withNamespace(object, release.namespace)) : objects,
    findings: [...findings, ...made.flatMap((outcome) => outcome.findings)],
    reads: () => throughLocals(seen.flat(), fields()),
    readsCapabilities,
  };
}

function withNamespace(object: RenderedObject, namespace: string): RenderedObject {
  const metadata = isMap(object.data['metadata']) ? object.data['metadata'] : {};
  if (object.ref.namespace !== undefined) return object;
  return { ...object, ref: { ...object.ref, namespace }, data: { ...object.data, metadata: { ...metadata, namespace } } };
}
