import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pointer } from '../../src/core/index.js';
import { type Broken, brokenFrom, once } from '../broken/broken.js';
import { asRollout, LEGAL_FILES, MISTAKE_FILES, objectsIn, read, streamOf } from '../broken/legal.js';
import { errorsIn } from '../core/rules/judge.js';
import { describeWith } from '../oracle.js';
import { lint } from './argo.js';

// Argo's linter runs Kubernetes' own validation of pods, and the controller's of Rollouts. EVERY=1 asks it about every broken object, which takes minutes.
const LINTED = new Set(['Rollout', 'Service', 'Ingress', 'VirtualService']);
const SAMPLE = 150;

const ROLLOUTS = MISTAKE_FILES.filter((file) => /kind: Rollout\n/.test(read(file)));

interface Mistake {
  readonly broken: Broken;
  readonly kind: string;
  readonly text: string;
}

/** Rollouts with what stands beside them, and one mistake in one of the objects. */
const amongOthers = (file: string): readonly Mistake[] => {
  const objects = objectsIn(file);
  return objects
    .filter(({ kind }) => LINTED.has(String(kind)))
    .flatMap((object) =>
      brokenFrom(object).map((broken) => ({
        broken,
        kind: String(object['kind']),
        text: streamOf(objects.map((other) => (other === object ? broken.object : other))),
      })),
    );
};

/** The pods of every kind, as those of a Rollout. */
const PODS = LEGAL_FILES.flatMap(objectsIn)
  .map(asRollout)
  .filter((object) => object !== undefined);
const inPods = PODS.flatMap(brokenFrom)
  .filter(({ path }) => path[1] === 'template')
  .map((broken): Mistake => ({ broken, kind: 'pods', text: streamOf([broken.object]) }));

const files = LEGAL_FILES.filter((file) => objectsIn(file).some(({ kind }) => kind === 'Rollout'));
const all = once([...files.flatMap(amongOthers), ...inPods]);

describeWith(['rollouts-oracle'], "Argo's linter", ({ 'rollouts-oracle': tool }) => {
  test('accepts what is legal', async () => {
    const texts = [...files.map(read), ...PODS.map((object) => streamOf([object]))];
    expect((await lint(tool, texts)).filter((said) => said !== undefined)).toEqual([]);
  }, 120_000);

  test('refuses nothing that is no error here', async () => {
    const chosen = process.env['EVERY'] ? all : fc.sample(fc.constantFrom(...all), SAMPLE);
    const said = await lint(
      tool,
      chosen.map(({ text }) => text),
    );
    const missed = chosen.flatMap(({ broken, kind, text }, i) =>
      said[i] === undefined || errorsIn(text).length > 0 ? [] : [`${kind} ${pointer(broken.path)}, ${broken.how}: ${said[i]}`],
    );
    expect(missed).toEqual([]);
    expect(said.filter((item) => item !== undefined).length).toBeGreaterThan(chosen.length / 3);
  }, 900_000);

  test('refuses nothing among the mistakes that is no error here', async () => {
    const said = await lint(tool, ROLLOUTS.map(read));
    expect(ROLLOUTS.filter((file, i) => said[i] !== undefined && errorsIn(read(file)).length === 0)).toEqual([]);
    expect(said.filter((item) => item !== undefined).length).toBeGreaterThan(25);
  }, 120_000);
});
