import { expect, test } from '@jest/globals';
import { dotted } from '../../../src/core/index.js';
import { type Edit, editScalar } from '../../../src/core/promotion/index.js';
import { describeWith } from '../../oracle.js';
import { seed } from '../../seed.js';
import { askHelm } from '../yaml/helm.js';
import { soup } from '../yaml/soup.js';
import { files } from './people.js';
import { ask, type Question, runs, shortest } from './questions.js';
import { differences, placesIn, READERS, rangeOf } from './readers.js';

/** The only reasons not to edit a file that can be read, and the share of files that each may have, in percent. */
const REFUSALS: readonly (readonly [reason: RegExp, percent: number])[] = [
  [/ is the alias | comes from a merge key | cannot change alone/, 12],
  [/ is a block scalar that holds more than a tag$/, 4],
  [/ has the YAML tag `/, 4],
  [/there is no place for | is an alias of a key$/, 0.5],
];

interface Answer extends Question {
  readonly edit: Edit;
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
function misplaced({ text, path, edit, isNew, tag, anchors }: Answer): string | undefined {
  if (!anchors && edit.also.length > 0) return 'other keys without consent';
  const range = isNew ? undefined : rangeOf(text, path);
  const [start, end] = range ?? [text.length, 0];
  if (start < end) {
    const tail = text.length - end;
    const written = edit.text.slice(start, edit.text.length - tail);
    if (!edit.text.startsWith(text.slice(0, start)) || !edit.text.endsWith(text.slice(end))) return 'other bytes';
    const [quote = ''] = /^["']/.exec(text.slice(start)) ?? [];
    const right = quote === '' ? [tag, `"${tag}"`] : [quote + tag + quote];
    return right.includes(written) || /^[|>]/.test(written) ? undefined : `it is ${written}`;
  }
  let same = 0;
  while (same < text.length && text[same] === edit.text[same]) same++;
  // What is new stands in one place, and takes nothing away but a null.
  const rest = text.slice(same);
  const isKept = edit.text.endsWith(rest) || /^(~|null|Null|NULL)/.test(rest) || rangeOf(text, path) === undefined;
  const isNewline = !/(^|[^\r])\n/.test(text) && text.includes('\n') && /(^|[^\r])\n/.test(edit.text);
  return isKept && !isNewline ? undefined : 'more than one place';
}

test(`${runs} files that people write, SEED=${seed}: one scalar reads differently, and every other byte stays`, () => {
  const asked = ask(files);
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
  expect(edited.filter(({ edit }) => edit.also.length > 0).length).toBeGreaterThan(runs * 0.01);
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
      const asked = ask(texts);
      const { edited } = answers(asked);
      const seen = askHelm(
        tools['helm-values'],
        edited.flatMap(({ text, edit }) => [{ defaults: text }, { defaults: edit.text }]),
      );
      let unread = 0;
      const wrong = edited.flatMap((answer, i) => {
        const read = (text: string) => {
          const said = seen[text === answer.text ? 2 * i : 2 * i + 1];
          return said && 'values' in said ? said.values : undefined;
        };
        // Helm drops keys without value.
        const difference = misread(read, { ...answer, isNew: true });
        if (difference === undefined) unread++;
        return Array.isArray(difference) && difference.length > 0 ? [{ ...answer, difference }] : [];
      });
      expect({ seed, count: wrong.length, wrong: shortest(wrong) }).toEqual({ seed, count: 0, wrong: [] });
      expect(edited.length).toBeGreaterThan(runs / 100);
      // What only one of Fairlead and Helm reads is the matter of test/core/yaml.
      expect(unread).toBeLessThanOrEqual(edited.length / 100);
    },
    600_000,
  );
});
