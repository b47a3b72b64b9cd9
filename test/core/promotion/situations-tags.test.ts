import { expect, test } from '@jest/globals';
import { HOUR, planOf, release, type Situation, UNCOMPARED } from './situation.js';

const CHAIN = { dev: release, prod: { after: ['dev'] } };
const EACH = { strategy: 'each' } as const;
const none = 'only releases are promoted here';

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'one of two pins the digest: they run the same': {
    order: { eu: release, us: release, prod: { after: ['eu', 'us'] } },
    runs: { eu: '1.1.0', us: `1.1.0@sha256:${'a'.repeat(64)}`, prod: '1.0.0' },
    plan: [
      `none 1.1.0: ${none}`,
      `none 1.1.0@sha256:${'a'.repeat(64)}: ${none}`,
      `bump 1.0.0 → 1.1.0@sha256:${'a'.repeat(64)}: eu runs 1.1.0, us runs 1.1.0@sha256:${'a'.repeat(64)}`,
    ],
  },
  'they pin different digests: a tag was moved': {
    order: { eu: release, us: release, prod: { after: ['eu', 'us'] } },
    runs: { eu: `1.1.0@sha256:${'b'.repeat(64)}`, us: `1.1.0@sha256:${'a'.repeat(64)}`, prod: '1.0.0' },
    plan: [
      `none 1.1.0@sha256:${'b'.repeat(64)}: ${none}`,
      `none 1.1.0@sha256:${'a'.repeat(64)}: ${none}`,
      `wait 1.0.0: eu runs 1.1.0@sha256:${'b'.repeat(64)}, us runs 1.1.0@sha256:${'a'.repeat(64)}; they must run the same`,
    ],
  },

  // Schemes and strategies.
  'a declared scheme refuses what is none of it': {
    order: { dev: release },
    promotion: { scheme: 'calver' },
    runs: { dev: '2026.01.01' },
    input: { tag: 'v1.0.0-rc' },
    plan: [
      'refuse 2026.01.01 → v1.0.0-rc: v1.0.0-rc is not a calendar version such as 2026.11.25 or 26.11, which `scheme: calver` requires',
    ],
  },
  'a calendar knows what is older': {
    order: { dev: release },
    promotion: { scheme: 'calver' },
    runs: { dev: '2026.01.10' },
    input: { tag: '2026.01.9' },
    plan: ['refuse 2026.01.10 → 2026.01.9: 2026.01.9 is older than 2026.01.10, and a downgrade was not asked for'],
  },
  'releases that waited are not forgotten': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { releases: ['1.2.0', '1.1.0', '1.0.0', '0.9.0', 'nightly'] },
    plan: ['bump 1.0.0 → 1.2.0: 1.2.0 was released'],
  },
  'each release in turn': {
    order: CHAIN,
    promotion: EACH,
    runs: { dev: '1.0.0', prod: '1.0.0' },
    input: { tag: '1.2.0', releases: ['1.2.0', '1.1.0', '1.0.0'] },
    plan: [
      'bump 1.0.0 → 1.1.0: 1.1.0 was released before 1.2.0; 1 more waits in the queue',
      'wait 1.0.0 → 1.1.0: dev takes 1.1.0 first',
    ],
  },
  'what is on its way comes to its end first': {
    order: { dev: release },
    promotion: EACH,
    runs: { dev: '1.0.0' },
    input: { tag: '1.3.0', releases: ['1.3.0', '1.2.0', '1.1.0'], pulls: new Map([['dev', { tag: '1.2.0', pull: 7 }]]) },
    plan: ['bump 1.0.0 → 1.2.0: #7 has 1.2.0 before 1.3.0; 2 more wait in the queue'],
  },
  'the next environment takes each in turn too, in the order in which it came': {
    order: CHAIN,
    promotion: EACH,
    runs: { dev: '1.2.0', prod: '1.0.0' },
    input: { releases: ['1.3.0', '1.2.0', '1.1.0', '1.0.0'] },
    known: {
      stays: {
        dev: [
          ['1.0.0', 0],
          ['1.1.0', 1],
          ['1.2.0', 2],
        ],
      },
    },
    plan: ['bump 1.2.0 → 1.3.0: 1.3.0 was released', 'bump 1.0.0 → 1.1.0: it comes before 1.2.0; dev runs 1.2.0'],
  },
  'but none that never came to the one before': {
    order: CHAIN,
    promotion: EACH,
    runs: { dev: '1.2.0', prod: '1.0.0' },
    input: { releases: ['1.2.0', '1.1.0', '1.0.0'] },
    known: { stays: { dev: [['1.2.0', 2]] } },
    plan: [`none 1.2.0: ${none}`, 'bump 1.0.0 → 1.2.0: dev runs 1.2.0'],
  },
  'commits in turn: the history knows their order': {
    order: CHAIN,
    promotion: EACH,
    runs: { dev: 'ccccccc', prod: 'aaaaaaa' },
    known: {
      stays: {
        dev: [
          ['aaaaaaa', 0],
          ['bbbbbbb', 1],
          ['ccccccc', 2],
        ],
      },
    },
    plan: [`none ccccccc: ${none}`, `bump aaaaaaa → bbbbbbb: it comes before ccccccc; dev runs ccccccc${UNCOMPARED}`],
  },
  'each soaks since it came itself': {
    order: { dev: release, prod: { after: ['dev'], soak: 2 * HOUR } },
    promotion: EACH,
    runs: { dev: '1.2.0', prod: '1.0.0' },
    input: { now: 3 * HOUR },
    known: {
      stays: {
        dev: [
          ['1.0.0', 0],
          ['1.1.0', HOUR],
          ['1.2.0', 2.5 * HOUR],
        ],
      },
    },
    plan: [`none 1.2.0: ${none}`, 'bump 1.0.0 → 1.1.0: it comes before 1.2.0; dev runs 1.2.0'],
  },
  'with a history that nobody has, what runs now': {
    order: CHAIN,
    promotion: EACH,
    runs: { dev: '1.2.0', prod: '1.0.0' },
    known: { arrivals: { dev: null } },
    plan: [`none 1.2.0: ${none}`, 'bump 1.0.0 → 1.2.0: dev runs 1.2.0'],
  },

  // Several images.
  'an image that comes from the environment before': {
    order: CHAIN,
    promotion: {
      images: [
        { path: ['image', 'tag'], from: 'release' },
        { path: ['sidecar', 'tag'], from: 'before' },
      ],
    },
    runs: { dev: ['1.0.0', 'b'], prod: ['1.0.0', 'a'] },
    plan: [`none 1.0.0: ${none}`, 'bump 1.0.0 → 1.0.0: it runs 1.0.0, its other images do not'],
  },
};

test.each(Object.entries(SITUATIONS))('%s', (_, situation) => {
  expect(planOf(situation)).toEqual(situation.plan);
});
