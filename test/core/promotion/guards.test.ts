import { expect, test } from '@jest/globals';
import { decisionsOf, FAN_IN, HOUR, planOf, release, type Situation, UNCOMPARED } from './situation.js';

const NOW = Date.UTC(2026, 0, 1, 12);
const DIGEST = (c: string) => `@sha256:${c.repeat(64)}`;

const RANGE = { dev: { ...release, tags: '>=1.0.0' } };
const SOAK = { dev: release, prod: { after: ['dev'], soak: 2 * HOUR } };

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'a leading v in a range': {
    order: RANGE,
    runs: { dev: 'v1.0.0' },
    input: { tag: 'v1.2.0' },
    plan: ['bump v1.0.0 → v1.2.0: it takes the release'],
  },
  'below the range': {
    order: RANGE,
    runs: { dev: '-' },
    input: { tag: 'v0.9.0' },
    plan: ['refuse v0.9.0: v0.9.0 is not in `>=1.0.0`'],
  },
  'a pre-release that the range does not name': {
    order: RANGE,
    runs: { dev: '-' },
    input: { tag: '2.0.0-rc.1' },
    plan: ['refuse 2.0.0-rc.1: 2.0.0-rc.1 is not in `>=1.0.0`, which names no pre-releases'],
  },
  'a pre-release that the range names': {
    order: { dev: { ...release, tags: '>=1.0.0-0' } },
    runs: { dev: '-' },
    input: { tag: '2.0.0-rc.1' },
    plan: ['bump 2.0.0-rc.1: it takes the release'],
  },
  'no version where a range is set': {
    order: RANGE,
    runs: { dev: '1.0.0' },
    input: { tag: 'main-1a2b' },
    plan: ['refuse 1.0.0 → main-1a2b: main-1a2b is not a semantic version, and only `>=1.0.0` may come here'],
  },
  'the range looks at the version before a digest': {
    order: RANGE,
    runs: { dev: '1.0.0' },
    input: { tag: `1.1.0${DIGEST('a')}` },
    plan: [`bump 1.0.0 → 1.1.0${DIGEST('a')}: it takes the release`],
  },
  'a downgrade': {
    order: { dev: release },
    runs: { dev: 'v1.10.0' },
    input: { tag: 'v1.9.0' },
    plan: ['refuse v1.10.0 → v1.9.0: v1.9.0 is older than v1.10.0, and a downgrade was not asked for'],
  },
  'a downgrade to a pre-release of what runs': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { tag: '1.0.0-rc.1' },
    plan: ['refuse 1.0.0 → 1.0.0-rc.1: 1.0.0-rc.1 is older than 1.0.0, and a downgrade was not asked for'],
  },
  'a downgrade that was asked for': {
    order: { dev: release },
    runs: { dev: 'v1.10.0' },
    input: { tag: 'v1.9.0', allowDowngrade: true },
    plan: ['bump v1.10.0 → v1.9.0: it takes the release, a downgrade'],
  },
  'the same version with another digest': {
    order: { dev: release },
    runs: { dev: `1.0.0${DIGEST('a')}` },
    input: { tag: `1.0.0${DIGEST('b')}` },
    plan: [`bump 1.0.0${DIGEST('a')} → 1.0.0${DIGEST('b')}: it takes the release`],
  },
  'the digest of another image is not that of the tag that comes': {
    order: { dev: { ...release, image: { platforms: [], digest: true } } },
    promotion: {
      images: [
        { path: ['image', 'tag'], from: 'release' },
        { path: ['sidecar', 'tag'], from: 'release' },
      ],
    },
    runs: { dev: [`1.1.0${DIGEST('a')}`, '1.0.0'] },
    input: { tag: '1.1.0' },
    known: { verdicts: { 'image dev': { ok: true, digest: `sha256:${'c'.repeat(64)}` } } },
    plan: [`bump 1.1.0${DIGEST('a')} → 1.1.0: it takes the release`],
  },
  'commits have no order': {
    order: { dev: release },
    runs: { dev: '1a2b3c4' },
    input: { tag: '0f0f0f0' },
    plan: [`bump 1a2b3c4 → 0f0f0f0: it takes the release${UNCOMPARED}`],
  },
  'soaked long enough': {
    order: SOAK,
    runs: { dev: '1.1.0', prod: '1.0.0' },
    input: { now: NOW },
    known: { arrivals: { dev: NOW - 2 * HOUR } },
    plan: ['none 1.1.0: only releases are promoted here', 'bump 1.0.0 → 1.1.0: dev runs 1.1.0'],
  },
  'still soaking': {
    order: SOAK,
    runs: { dev: '1.1.0', prod: '1.0.0' },
    input: { now: NOW },
    known: { arrivals: { dev: NOW - HOUR } },
    plan: [
      'none 1.1.0: only releases are promoted here',
      'wait 1.0.0 → 1.1.0: dev must run it for 2h, until 2026-01-01 13:00 UTC',
    ],
  },
  'soaking counts from the last of several': {
    order: { ...FAN_IN, prod: { after: ['eu', 'us'], soak: 90 * 60_000 } },
    runs: { eu: '1.1.0', us: '1.1.0', prod: '1.0.0' },
    input: { now: NOW },
    known: { arrivals: { eu: NOW - 9 * HOUR, us: NOW - HOUR } },
    plan: [
      'none 1.1.0: only releases are promoted here',
      'none 1.1.0: only releases are promoted here',
      'wait 1.0.0 → 1.1.0: eu and us must run it for 90m, until 2026-01-01 12:30 UTC',
    ],
  },
  'no history to soak by': {
    order: SOAK,
    runs: { dev: '1.1.0', prod: '1.0.0' },
    input: { now: NOW },
    plan: [
      'none 1.1.0: only releases are promoted here',
      'wait 1.0.0 → 1.1.0: the history of Git does not say since when dev runs it; it must for 2h',
    ],
  },
  'a refusal is told before a wait': {
    order: SOAK,
    runs: { dev: '1.0.0', prod: '1.1.0' },
    input: { now: NOW },
    known: { arrivals: { dev: NOW } },
    plan: [
      'none 1.0.0: only releases are promoted here',
      'refuse 1.1.0 → 1.0.0: 1.0.0 is older than 1.1.0, and a downgrade was not asked for',
    ],
  },
};

test.each(Object.entries(SITUATIONS))('%s', (_, situation) => {
  expect(planOf(situation)).toEqual(situation.plan);
});

test('the end of a wait comes as a number too, and one beyond all dates does not break it', () => {
  const until = (soak: number) =>
    decisionsOf({
      order: { dev: release, prod: { after: ['dev'], soak } },
      runs: { dev: '1.1.0', prod: '1.0.0' },
      input: { now: NOW },
      known: { arrivals: { dev: NOW } },
    })[1]?.until;
  expect(until(HOUR)).toBe(NOW + HOUR);
  expect(until(1e30)).toBe(8.64e15);
});
