import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SCHEMES, type Scheme } from '../../../src/core/config/scheme.js';
import { type Age, compareTags, fits } from '../../../src/core/promotion/scheme.js';

const DIGEST = `@sha256:${'a'.repeat(64)}`;

test.each([
  ['semver', 'v1.9.0', 'v1.10.0', 'older'],
  ['semver', '1.0.0', '1.0.0-rc.1', 'newer'],
  ['semver', 'v1.0.0', `1.0.0${DIGEST}`, 'same'],
  ['semver', '1.0.0', 'main', 'unknown'],
  [undefined, '1.0.0', '2.0.0', 'older'],
  [undefined, '2026.11.25', '2026.11.26', 'older'],
  [undefined, '2026.11.05', '2026.11.06', 'unknown'],
  [undefined, '1a2b3c4', '0f0f0f0', 'unknown'],
  ['calver', '2026.9.30', '2026.11.25', 'older'],
  ['calver', '2026-11-25', '2026.11.25', 'same'],
  ['calver', '20261125', '2026.11.24', 'newer'],
  ['calver', '2026.11.25', '2026.11.25-1', 'older'],
  ['calver', '2026.11.25-9', '2026.11.25-10', 'older'],
  ['calver', '20261125143000', '20261125150000', 'older'],
  ['calver', '26.04', '26.10', 'older'],
  ['calver', 'v26.10', '2026.9', 'newer'],
  ['calver', '2026.11.25-1a2b3c4', '2026.11.26-0f0f0f0', 'older'],
  ['calver', '2026.11.25-1a2b3c4', '2026.11.25-0f0f0f0', 'unknown'],
  ['calver', '2026.11.25-1234567', '2026.11.25-1', 'unknown'],
  ['calver', '2026.11.25', '2026.11.25-rc1', 'unknown'],
  ['calver', '2026.11.25', '1a2b3c4', 'unknown'],
  ['lexical', 'build-0009', 'build-0010', 'older'],
  ['lexical', 'build-9', 'build-10', 'newer'],
  ['any', '1.0.0', '2.0.0', 'unknown'],
  ['any', '1.0.0', `1.0.0${DIGEST}`, 'same'],
] as [Scheme | undefined, string, string, Age][])('%s: %s to %s is %s', (scheme, a, b, age) => {
  expect(compareTags(scheme, a, b)).toBe(age);
});

test.each([
  ['semver', ['1.2.3', 'v1.2.3-rc.1', `1.2.3${DIGEST}`], ['1.2', 'main', 'web-v1.2.3', '2026.11.05']],
  [
    'calver',
    [
      '2026.11.25',
      '2026-11-25',
      '2026_11',
      '20261125',
      '20261125-1a2b3c4',
      '202611251430',
      '2026.11.25-1',
      '2026.11.1a2b3c4',
      '26.11',
      'v26.11.0-rc1',
    ],
    [
      '1.2.3',
      '2026',
      '20261325',
      '20261100',
      '3026.1.1',
      'main',
      '26.x',
      '2026.',
      '2026.11.',

      '1a2b3c4',
      '202611',
    ],
  ],
  ['lexical', ['1.2.3', 'main'], []],
  ['any', ['1.2.3', 'main'], []],
] as [Scheme, string[], string[]][])('what fits %s', (scheme, good, bad) => {
  expect(good.map((tag) => fits(scheme, tag))).toEqual(good.map(() => undefined));
  expect(bad.map((tag) => fits(scheme, tag))).toEqual(
    bad.map((tag) =>
      expect.stringMatching(new RegExp(`^${tag} is not a (semantic|calendar) version such as .*\`scheme: ${scheme}\``)),
    ),
  );
});

describe('an order', () => {
  const part = fc.nat({ max: 3 });
  const separator = fc.constantFrom('.', '-', '_');
  const rest = fc.constantFrom('', '', '-a1b', '.rc1', '-1234567');
  const semver = fc
    .tuple(fc.constantFrom('', 'v'), part, part, part, fc.constantFrom('', '-rc.1', '-rc.10', '-1', '-a'))
    .map(([v, major, minor, patch, pre]) => `${v}${major}.${minor}.${patch}${pre}`);
  const calver = fc
    .tuple(
      fc.constantFrom('2026', '26', '2025', 'v25'),
      fc.array(fc.tuple(separator, part), { minLength: 1, maxLength: 3 }),
      rest,
    )
    .map(([year, parts, end]) => `${year}${parts.flat().join('')}${end}`);
  const compact = fc.tuple(fc.constantFrom('20260101', '20260102', '202601020304'), rest).map((parts) => parts.join(''));
  const any = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,4}$/);
  const tag = fc.oneof(semver, calver, compact, any);
  const scheme = fc.constantFrom(undefined, ...SCHEMES);
  const opposite = { older: 'newer', newer: 'older', same: 'same', unknown: 'unknown' } as const;

  test('is the same from both sides', () => {
    fc.assert(
      fc.property(scheme, tag, tag, (scheme, a, b) => {
        expect(compareTags(scheme, b, a)).toBe(opposite[compareTags(scheme, a, b)]);
        expect(compareTags(scheme, a, a)).toBe('same');
      }),
      { numRuns: 2000 },
    );
  });

  test('has no circles', () => {
    const three = fc.oneof(fc.tuple(calver, calver, calver), fc.tuple(tag, tag, tag), fc.tuple(semver, semver, semver));
    fc.assert(
      fc.property(scheme, three, (scheme, [a, b, c]) => {
        const [ab, bc, ac] = [compareTags(scheme, a, b), compareTags(scheme, b, c), compareTags(scheme, a, c)];
        if (ab === 'older' && bc === 'older') expect(ac).toBe('older');
        if (ab === 'same') expect(ac).toBe(bc);
      }),
      { numRuns: 5000 },
    );
  });

  test('is total among tags that fit, but for what calendar versions end in and `any`', () => {
    const ended = /[._-](a1b|rc1|1234567)$/;
    const scheme = fc.constantFrom('semver' as const, 'calver' as const, 'lexical' as const);
    fc.assert(
      fc.property(scheme, tag, tag, (scheme, a, b) => {
        fc.pre([a, b].every((one) => fits(scheme, one) === undefined && !ended.test(one) && !/[A-Za-z]/.test(one.slice(1))));
        expect(compareTags(scheme, a, b)).not.toBe('unknown');
      }),
      { numRuns: 1000 },
    );
  });
});
