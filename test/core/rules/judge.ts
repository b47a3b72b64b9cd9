import { immutableMistakes } from '../../../src/core/diff/immutable.js';
import type { Finding, Outcome, RenderedObject } from '../../../src/core/index.js';
import { readObjects } from '../../../src/core/objects/read.js';
import { located, mistakesIn } from '../../../src/core/rules/check.js';
import { fieldsOf } from '../../../src/core/template/fields.js';
import { Output } from '../../../src/core/template/output.js';
import { loadAssets } from '../../../src/io/assets.js';

/** The Kubernetes version that manifests of tests are for. */
export const KUBERNETES = '1.34.0';
const { kinds } = loadAssets('dist/cli/assets');

/** The objects of manifests. */
export function objectsIn(text: string): Outcome<readonly RenderedObject[]> {
  const output = new Output();
  output.write(text, 'manifests.yaml', [1, 1, 1]);
  return readObjects('manifests.yaml', output, (root, path) => fieldsOf(root, output, {}, path));
}

/** What is said of manifests, all of one environment, at their lines. `base`: what was there before. */
export function findingsIn(text: string, base: readonly RenderedObject[] = []): readonly Finding[] {
  const read = objectsIn(text);
  if (!read.ok) return read.findings;
  const mistakes = [...mistakesIn(read.value, KUBERNETES, kinds), ...immutableMistakes(base, read.value)];
  return located(mistakes, { data: {}, layers: [] });
}

/** What is said of manifests without what could be better: by `generate`, which does not ask for it. */
export function withoutNotes(text: string): readonly Finding[] {
  const read = objectsIn(text);
  return read.ok ? located(mistakesIn(read.value, KUBERNETES, kinds, false), { data: {}, layers: [] }) : read.findings;
}

/** Those that stop a release. */
export const errorsIn = (text: string): readonly Finding[] => findingsIn(text).filter(({ severity }) => severity === 'error');

/** A finding in a line. */
export const line = ({ code, severity, message, origin, object, pointer }: Finding): string =>
  `${origin?.from === 'file' ? origin.line : '-'}: ${severity} ${code}: ${message} <${object?.kind}/${object?.name} ${pointer ?? ''}>`;
