import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, type Finding, isMap, type Json, pointer } from '../../src/core/index.js';
import { prune } from '../../src/core/objects/read.js';
import { brokenFrom, once } from '../broken/broken.js';
import { LEGAL_FILES, objectsIn, read, streamOf } from '../broken/legal.js';
import { errorsIn, line } from '../core/rules/judge.js';
import { mutations } from '../core/schema/mutate.js';
import { describeWith } from '../oracle.js';
import { DIFFERENCES } from './differences.js';
import { refusals } from './judge.js';
import { writeSchemas } from './schemas.js';

const SAMPLE = 600;
const ACCEPTED = new Set([
  'test/legal/custom-and-unknown-kinds/manifests.yaml',
  'test/legal/condition-without-status/manifests.yaml',
]);
const objects = LEGAL_FILES.filter((file) => !ACCEPTED.has(file)).flatMap(objectsIn);
const keyOf = (object: Json) => `${String(at(object, ['apiVersion']))}/${String(at(object, ['kind']))}`;
const kinds = new Set(objects.map(keyOf));
const kindOf = (object: unknown) => String(isMap(object) ? object['kind'] : '');

const STRUCTURE = new Set(['schema/unknown-field', 'schema/wrong-type']);
const OPEN = /^\/metadata|\/resources\/(limits|requests)/;

/** At a line, and about the place that is broken: what holds it, or what is in it. */
const isAbout = ({ pointer: where = '', origin }: Finding, here: string) =>
  origin?.from === 'file' && origin.line > 0 && (`${here}/`.startsWith(`${where}/`) || where.startsWith(`${here}/`));

describeWith(['kubeconform', 'kubernetes-schemas'], 'kubeconform -strict', (tools) => {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-schemas-'));
  const location = writeSchemas(tools['kubernetes-schemas'], folder);
  afterAll(() => rmSync(folder, { recursive: true }));
  const refused = (manifests: readonly string[]) => refusals(tools.kubeconform, location, manifests);

  test('accepts the legal files, but for those that differ', () => {
    const said = refused(LEGAL_FILES.map(read));
    expect(LEGAL_FILES.filter((_, i) => said.has(i))).toEqual([...ACCEPTED].toSorted());
  });

  test('refuses no object with one mistake that is no error here, at its place', () => {
    const broken = once(objects.flatMap((object) => brokenFrom(object).map((item) => ({ broken: item, kind: kindOf(object) }))));
    const texts = broken.map(({ broken: { object } }) => streamOf([object]));
    const said = refused(texts);
    const found = texts.map(errorsIn);
    const missed = broken.flatMap(({ broken: { path, how }, kind }, i) => {
      const here = pointer(path);
      if (!said.has(i) || DIFFERENCES.some(({ covers }) => covers(kind, here))) return [];
      return found[i]?.some((item) => isAbout(item, here)) ? [] : [`${kind} ${here}, ${how}`];
    });
    expect(missed).toEqual([]);
    expect(said.size).toBeGreaterThan(5000);
    // The other way round: unknown fields and wrong types are the same, but for what published structures of custom resources leave open.
    const alone = broken.flatMap(({ broken: { path, how }, kind }, i) =>
      said.has(i) || OPEN.test(pointer(path)) || !found[i]?.some(({ code }) => STRUCTURE.has(code))
        ? []
        : [`${kind} ${pointer(path)}, ${how}`],
    );
    expect(alone).toEqual([]);
  }, 300_000);

  test('refuses no object with several mistakes that is no error here', () => {
    const known = new Set(objects.flatMap((object) => errorsIn(streamOf([object])).map(line)));
    // Nulls are left out of what is rendered, so that they are no mistakes.
    const broken = fc
      .sample(mutations(objects), SAMPLE)
      .map(prune)
      .filter((object) => kinds.has(keyOf(object)));
    const texts = broken.map((object) => streamOf([object]));
    const said = refused(texts);
    const missed = texts.filter((text, i) => said.has(i) && errorsIn(text).filter((item) => !known.has(line(item))).length === 0);
    expect(missed).toEqual([]);
  }, 300_000);

  test.each(DIFFERENCES)('differs still: $why', ({ example }) => {
    expect(refused([example]).size).toBe(1);
    expect(errorsIn(example).map(line)).toEqual([]);
  });
});
