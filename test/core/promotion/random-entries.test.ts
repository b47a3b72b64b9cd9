import { expect, test } from '@jest/globals';
import { Lexer } from 'yaml';
import { at, dotted, equal, isMap, type Json } from '../../../src/core/index.js';
import { removeEntry, setEntry } from '../../../src/core/promotion/index.js';
import { seed } from '../../seed.js';
import { files } from './people.js';
import { ask, runs, shortest } from './questions.js';
import { READERS, rangeOf } from './readers.js';

const HOLD = { tag: '1.10', reason: 'it: "broke" #1', until: '2027-01-31' };

test(`${runs} files, SEED=${seed}: an entry is set, and removed again; nothing else changes`, () => {
  const wrong: unknown[] = [];
  const done = { refused: 0, set: 0, back: 0, removed: 0 };
  for (const { text, path, isNew, anchors } of ask(files)) {
    const key = dotted(path);
    const said = { text, key };
    const outcome = anchors && !isNew ? removeEntry({ path: 'f', text }, path) : setEntry({ path: 'f', text }, path, HOLD);
    if (!outcome.ok) {
      done.refused++;
      continue;
    }
    const after = outcome.value.text;
    const [start, end] = isNew ? [text.length, 0] : linesOf(text, path);
    const kept = comments(after).map((comment) => comment.text);
    for (const comment of comments(text))
      if ((comment.at < start || comment.at > end) && !takes(kept, comment.text))
        wrong.push({ ...said, after, lost: comment.text });
    for (const [name, read] of Object.entries(READERS)) {
      const before = read(text);
      if (before === undefined || (!isNew && at(before, path) === undefined)) continue;
      const now = read(after);
      const wanted = anchors && !isNew ? without(before, path) : withEntry(before, path);
      if (!equal(now, wanted)) wrong.push({ ...said, after, name, now });
    }
    if (anchors && !isNew) {
      done.removed++;
      continue;
    }
    done.set++;
    if (!isNew) continue;
    const back = removeEntry({ path: 'f', text: after }, path);
    if (!back.ok) wrong.push({ ...said, after, refused: back.findings[0]?.message });
    // A map or a file that was empty stays a map.
    else if (back.value.text === text) done.back++;
    else if (!back.value.text.includes('{')) wrong.push({ ...said, after, back: back.value.text });
  }
  expect({ seed, count: wrong.length, wrong: shortest(wrong) }).toEqual({ seed, count: 0, wrong: [] });
  expect(done.refused).toBeLessThan(runs * 0.15);
  expect(Math.min(done.set, done.back, done.removed)).toBeGreaterThan(runs * 0.1);
}, 600_000);

/** The comments of a text, by the library's lexer; what follows its mark U+001F is a scalar. */
function comments(text: string): readonly { readonly at: number; readonly text: string }[] {
  const found: { at: number; text: string }[] = [];
  let at = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isMark = '\u0002\u0018\u001f'.includes(token);
    if (token.startsWith('#') && before !== '\u001f') found.push({ at, text: token });
    if (!isMark) at += token.length;
    before = token;
  }
  return found;
}

function withEntry(data: Json | undefined, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return HOLD;
  const map = isMap(data) ? data : {};
  return { ...map, [step]: withEntry(map[step], rest) };
}

function without(data: Json | undefined, [step = '', ...rest]: readonly string[]): Json {
  const { [step]: inner, ...others } = isMap(data) ? data : {};
  return rest.length === 0 ? others : { ...others, [step]: without(inner, rest) };
}

/** Whether a text comes in the list; takes all up to it away. */
function takes(list: string[], text: string): boolean {
  const at = list.indexOf(text);
  if (at >= 0) list.splice(0, at + 1);
  return at >= 0;
}

/** The lines of an entry, with the one before for a key that stands there. */
function linesOf(text: string, path: readonly string[]): readonly [start: number, end: number] {
  const [start, end] = rangeOf(text, path, 'own') ?? [0, text.length];
  const last = text.indexOf('\n', end - 1);
  return [text.lastIndexOf('\n', text.lastIndexOf('\n', start - 1) - 1) + 1, last < 0 ? text.length : last];
}
