import { describe, expect, test } from '@jest/globals';
import { checkTag } from '../../../src/core/promotion/index.js';

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
