import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { checkTag, editScalar } from '../../../src/core/promotion/index.js';
import { tags } from './tags.js';

const HEX = 'a1'.repeat(32);

describe('checkTag', () => {
  test.each(['v1.2.3', '1', '_x', 'main-1234abc', 'a'.repeat(128), `v1@sha256:${HEX}`])('%s is a tag', (tag) => {
    expect(checkTag(tag)).toEqual([]);
  });

  test.each([
    ['', 'is empty'],
    ['a'.repeat(129), 'longer than 128'],
    [`${'a'.repeat(129)}@sha256:${HEX}`, 'longer than 128'],
    ['v1\n', String.raw`"v1\n"`],
    ['v1\u0000', String.raw`"v1\u0000"`],
    ['-v1', '"-v1"'],
    ['.v1', '".v1"'],
    ['v1.0.0+build', '"v1.0.0+build"'],
    ['feature/x', '"feature/x"'],
    ['v1 ', '"v1 "'],
    ['vé', '"vé"'],
    [`@sha256:${HEX}`, 'cannot be'],
    [`v1@sha256:${HEX.toUpperCase()}`, 'cannot be'],
    [`v1@sha256:${HEX}0`, 'cannot be'],
  ])('%j is none', (tag, message) => {
    const origin = { from: 'flag', name: '--tag' } as const;
    expect(checkTag(tag, origin)).toMatchObject([
      {
        code: 'promotion/bad-tag',
        severity: 'error',
        origin,
        message: expect.stringContaining(message),
        fix: expect.any(String),
      },
    ]);
  });
});

test('a plain tag gets quotes where a reader needs them, and few where none does', () => {
  fc.assert(
    fc.property(tags, (tag) => {
      const outcome = editScalar({ path: 'values.yaml', text: 'a: v1' }, ['a'], tag);
      if (!outcome.ok) throw new Error(outcome.findings[0]?.message);
      const isText = (['1.1', '1.2'] as const).every((version) => parse(`a: ${tag}`, { version, logLevel: 'silent' }).a === tag);
      const isQuoted = outcome.value.text === `a: "${tag}"`;
      if (!isText) expect(isQuoted).toBe(true);
      // Helm takes more words and numbers for something else than the library does.
      else if (!/^([yn]|\d[\d_xobe.-]*)$/i.test(tag)) expect(outcome.value.text).toBe(`a: ${tag}`);
    }),
    { numRuns: 600 },
  );
});
