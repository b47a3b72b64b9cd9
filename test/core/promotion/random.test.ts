import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, dotted } from '../../../src/core/index.js';
import { type Edit, editScalar } from '../../../src/core/promotion/index.js';
import { describeWith } from '../../oracle.js';
import { askHelm } from '../yaml/helm.js';
import { soup } from '../yaml/soup.js';
import { files, tags } from './people.js';
import { differences, placesIn, READERS, rangeOf } from './readers.js';

const runs = process.env['CI'] ? 10_000 : 1500;
const seed = Number(process.env['SEED'] ?? (process.env['CI'] ? 20_261_124 : Math.floor(Math.random() * 2 ** 31)));

/** The only reasons not to edit a file that can be read, and the share of files that each may have, in percent. */
const REFUSALS: readonly (readonly [reason: RegExp, percent: number])[] = [
  [/ is the alias | comes from a merge key | cannot change alone/, 12],
  [/ is a block scalar that holds more than a tag$/, 4],
  [/ has the YAML tag `/, 4],
  [/there is no place for /, 0.5],
];

interface Question {
  readonly text: string;
  readonly path: readonly string[];
  readonly isNew: boolean;
  readonly tag: string;
  readonly anchors: boolean;
}
interface Answer extends Question {
  readonly edit: Edit;
}

const questions = (texts: fc.Arbitrary<string>) =>
  fc.record({
    text: texts,
    place: fc.nat(),
    tag: tags,
    anchors: fc.boolean(),
    added: fc.constantFrom<readonly string[]>(['new'], ['new', 'tag'], ['tag'], ['on', 'a b']),
  });

/** A scalar of the file, or a key that it does not have yet. */
function questionOf({
  text,
  place,
  added,
  ...rest
}: Omit<Question, 'path' | 'isNew'> & { readonly place: number; readonly added: readonly string[] }): Question | undefined {
  const data = READERS['ours']?.(text);
  const places = data === undefined ? [] : placesIn(data);
  const chosen = places[place % places.length];
  if (!chosen) return undefined;
  if (!chosen.map) return { text, path: chosen.path, isNew: false, ...rest };
  const path = [...chosen.path, ...added];
  return at(data, [...chosen.path, ...added.slice(0, 1)]) === undefined ? { text, path, isNew: true, ...rest } : undefined;
}

/** Asks all questions; what is refused is counted by its reason. */
function answers(asked: readonly Question[]) {
  const refused = REFUSALS.map(() => 0);
  const wrong: unknown[] = [];
  const edited: Answer[] = [];
  for (const question of asked) {
    const { text, path, tag, anchors } = question;
    const outcome = editScalar({ path: 'values.yaml', text }, path, tag, { anchors });
    if (outcome.ok) edited.push({ ...question, edit: outcome.value });
    else {
      const { message = '' } = outcome.findings[0] ?? {};
      const i = REFUSALS.findIndex(([reason]) => reason.test(message));
      if (i < 0) wrong.push({ text, path, message });
      else refused[i] = (refused[i] ?? 0) + 1;
    }
  }
  return { edited, refused, wrong };
}

const expected = ({ path, tag, edit }: Answer) =>
  [dotted(path), ...edit.also].map((key) => `${key} = ${JSON.stringify(tag)}`).toSorted();

/** What one reader sees besides the change that was asked for; undefined if it does not read the file, or reads its keys otherwise. */
function misread(read: (text: string) => ReturnType<(typeof READERS)[string]>, answer: Answer): unknown {
  const before = read(answer.text);
  if (before === undefined || (!answer.isNew && !placesIn(before).some(({ path }) => dotted(path) === dotted(answer.path))))
    return undefined;
  const after = read(answer.edit.text);
  const seen = after === undefined ? ['it cannot be read any more'] : differences(before, after);
  // A scalar may have been the tag before.
  const wanted = expected(answer);
  return seen.every((item) => wanted.includes(item)) && (seen.length === wanted.length || seen.length === 0) ? [] : seen;
}

/** What happened to bytes outside of the scalar. */
function misplaced({ text, path, edit, isNew, tag }: Answer): string | undefined {
  const range = isNew ? undefined : rangeOf(text, path);
  const [start, end] = range ?? [text.length, 0];
  if (start < end) {
    const tail = text.length - end;
    const written = edit.text.slice(start, edit.text.length - tail);
    if (!edit.text.startsWith(text.slice(0, start)) || !edit.text.endsWith(text.slice(end))) return 'other bytes';
    return [tag, `"${tag}"`, `'${tag}'`].includes(written) || /^[|>]/.test(written) ? undefined : `it is ${written}`;
  }
  let same = 0;
  while (same < text.length && text[same] === edit.text[same]) same++;
  // What is new stands in one place, and takes nothing away but a null.
  const rest = text.slice(same);
  const isKept = edit.text.endsWith(rest) || /^(~|null|Null|NULL)/.test(rest) || rangeOf(text, path) === undefined;
  const isNewline = !/(^|[^\r])\n/.test(text) && text.includes('\n') && /(^|[^\r])\n/.test(edit.text);
  return isKept && !isNewline ? undefined : 'more than one place';
}

const shortest = (wrong: readonly unknown[]) =>
  wrong
    .map((item) => JSON.stringify(item))
    .toSorted((a, b) => a.length - b.length)
    .slice(0, 5);

test(`${runs} files that people write, SEED=${seed}: one scalar reads differently, and every other byte stays`, () => {
  const asked = fc.sample(questions(files), { numRuns: runs, seed }).flatMap((item) => questionOf(item) ?? []);
  const { edited, refused, wrong } = answers(asked);
  const read = { ours: 0, 'yaml 1.1': 0, 'yaml 1.2': 0 };
  for (const answer of edited) {
    const bytes = misplaced(answer);
    if (bytes !== undefined) wrong.push({ ...answer, bytes });
    for (const name of ['ours', 'yaml 1.1', 'yaml 1.2'] as const) {
      const seen = misread((text) => READERS[name]?.(text), answer);
      if (seen === undefined) continue;
      read[name]++;
      if (Array.isArray(seen) && seen.length > 0) wrong.push({ ...answer, name, seen });
    }
  }
  expect({ seed, count: wrong.length, wrong: shortest(wrong) }).toEqual({ seed, count: 0, wrong: [] });
  expect(asked.length).toBeGreaterThan(runs * 0.9);
  for (const [i, [reason, percent]] of REFUSALS.entries())
    expect({ reason, few: (refused[i] ?? 0) <= (runs * percent) / 100 }).toEqual({ reason, few: true });
  for (const count of Object.values(read)) expect(count).toBeGreaterThan(runs * 0.7);
}, 600_000);

describeWith(['helm-values'], 'Helm', (tools) => {
  test.each([
    ['that people write', files],
    ['of all that readers stumble over', soup],
  ])(
    `${runs} files %s, SEED=${seed}: Helm sees the one scalar change`,
    (_, texts) => {
      const asked = fc.sample(questions(texts), { numRuns: runs, seed }).flatMap((item) => questionOf(item) ?? []);
      const { edited } = answers(asked);
      const seen = askHelm(
        tools['helm-values'],
        edited.flatMap(({ text, edit }) => [{ defaults: text }, { defaults: edit.text }]),
      );
      const wrong = edited.flatMap((answer, i) => {
        const read = (text: string) => {
          const said = seen[text === answer.text ? 2 * i : 2 * i + 1];
          return said && 'values' in said ? said.values : undefined;
        };
        // Helm drops keys without value.
        const difference = misread(read, { ...answer, isNew: true });
        return Array.isArray(difference) && difference.length === 0 ? [] : [{ ...answer, difference, said: seen[2 * i] }];
      });
      expect({ seed, count: wrong.length, wrong: shortest(wrong) }).toEqual({ seed, count: 0, wrong: [] });
      expect(edited.length).toBeGreaterThan(runs / 100);
    },
    600_000,
  );
});
