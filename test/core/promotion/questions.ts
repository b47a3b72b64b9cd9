import fc from 'fast-check';
import { at } from '../../../src/core/index.js';
import { placesIn, READERS } from './readers.js';
import { tags } from './tags.js';

export const runs = process.env['CI'] ? 10_000 : 1500;

/** A file, and what to write where. */
export interface Question {
  readonly text: string;
  readonly path: readonly string[];
  readonly isNew: boolean;
  readonly tag: string;
  readonly anchors: boolean;
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

/** As many questions as CI asks, or fewer; each about a file that can be read. */
export const ask = (texts: fc.Arbitrary<string>): readonly Question[] =>
  fc.sample(questions(texts), { numRuns: runs }).flatMap((item) => questionOf(item) ?? []);

/** The five shortest of what went wrong. */
export const shortest = (wrong: readonly unknown[]) =>
  wrong
    .map((item) => JSON.stringify(item))
    .toSorted((a, b) => a.length - b.length)
    .slice(0, 5);
