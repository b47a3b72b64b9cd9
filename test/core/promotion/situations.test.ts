import { expect, test } from '@jest/globals';
import { HOUR, planOf, release, type Situation, UNCOMPARED } from './situation.js';

const NOW = Date.UTC(2026, 0, 1, 12);
const origin = { from: 'file', path: 'fairlead.yaml', line: 1, column: 1, length: 1 } as const;
const CHAIN = { dev: release, prod: { after: ['dev'] } };
const FREEZE = { kind: 'deny', rule: '0 0 1 1 *', for: '2d', zone: 'UTC', reason: 'new year', origin } as const;
const hold = { tag: '1.0.0', reason: 'broken login', origin } as const;
const EACH = { strategy: 'each' } as const;
const none = 'it takes releases, and this is none';

const SITUATIONS: Readonly<Record<string, Situation>> = {
  // Pull requests that are open.
  'a rerun finds its pull request': {
    order: CHAIN,
    runs: { dev: '1.0.0', prod: '1.0.0' },
    input: { tag: '1.1.0', pulls: new Map([['dev', { tag: '1.1.0', pull: 7 }]]) },
    plan: ['bump 1.0.0 → 1.1.0: it takes the release', 'wait 1.0.0 → 1.1.0: dev takes 1.1.0 first'],
  },
  'without a release, what is on its way stays on it': {
    order: CHAIN,
    runs: { dev: '1.0.0', prod: '1.0.0' },
    input: { pulls: new Map([['dev', { tag: '1.1.0', pull: 7 }]]) },
    plan: ['bump 1.0.0 → 1.1.0: #7 has 1.1.0', 'wait 1.0.0 → 1.1.0: dev takes 1.1.0 first'],
  },
  'a newer release takes the place of the one on its way': {
    order: CHAIN,
    runs: { dev: '1.0.0', prod: '1.0.0' },
    input: { tag: '1.2.0', pulls: new Map([['dev', { tag: '1.1.0', pull: 7 }]]) },
    plan: [
      'supersede 1.0.0 → 1.2.0: it takes the release; it takes the place of 1.1.0 in #7',
      'wait 1.0.0 → 1.2.0: dev takes 1.2.0 first',
    ],
  },
  'an older release does not': {
    order: CHAIN,
    runs: { dev: '1.0.0', prod: '1.0.0' },
    input: { tag: '1.1.0', pulls: new Map([['dev', { tag: '1.2.0', pull: 7 }]]) },
    plan: ['bump 1.0.0 → 1.2.0: #7 has 1.2.0, and 1.1.0 does not come before it', 'wait 1.0.0 → 1.2.0: dev takes 1.2.0 first'],
  },
  'what the branch says counts before what its pull request says': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { tag: '1.2.0', pulls: new Map([['dev', { tag: '1.2.0', pull: 7 }]]) },
    known: { branches: { dev: { tag: '1.3.0' } } },
    plan: ['bump 1.0.0 → 1.3.0: #7 has 1.3.0, and 1.2.0 does not come before it'],
  },
  'a newer tag on a branch without a pull request yet': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { tag: '1.2.0' },
    known: { branches: { dev: { tag: '1.3.0' } } },
    plan: ['bump 1.0.0 → 1.3.0: 1.3.0 was released, and 1.2.0 does not come before it'],
  },
  'tags without order: the release goes before what is on its way': {
    order: { dev: release },
    runs: { dev: 'aaaaaaa' },
    input: { tag: 'bbbbbbb', pulls: new Map([['dev', { tag: 'ccccccc', pull: 7 }]]) },
    plan: [`supersede aaaaaaa → bbbbbbb: it takes the release${UNCOMPARED}; it takes the place of ccccccc in #7`],
  },
  'a pull request whose tag runs by now is closed': {
    order: CHAIN,
    runs: { dev: '1.1.0', prod: '1.1.0' },
    input: { pulls: new Map([['prod', { tag: '1.1.0', pull: 8 }]]) },
    plan: [`none 1.1.0: ${none}`, 'close 1.1.0 → 1.1.0: it runs 1.1.0 already; #8 for 1.1.0 is closed'],
  },
  'one that the range refuses now is closed': {
    order: { dev: release, prod: { after: ['dev'], tags: '1.x' } },
    runs: { dev: '2.0.0', prod: '1.0.0' },
    input: { pulls: new Map([['prod', { tag: '2.0.0', pull: 8 }]]) },
    plan: [`none 2.0.0: ${none}`, 'close 1.0.0 → 2.0.0: 2.0.0 is not in `1.x`; #8 for 2.0.0 is closed'],
  },
  'an older one that may come stays when the newer is refused': {
    order: { dev: release, prod: { after: ['dev'], tags: '1.x' } },
    runs: { dev: '2.0.0', prod: '1.0.0' },
    input: { pulls: new Map([['prod', { tag: '1.1.0', pull: 8 }]]) },
    plan: [`none 2.0.0: ${none}`, 'refuse 1.0.0 → 2.0.0: 2.0.0 is not in `1.x`'],
  },
  'one that a person closed is not opened again': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0' },
    known: { branches: { dev: { declined: { '1.1.0': 7 } } } },
    plan: ['none 1.0.0 → 1.1.0: #7 for 1.1.0 was closed without merging'],
  },
  'a later release is': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { tag: '1.2.0' },
    known: { branches: { dev: { declined: { '1.1.0': 7 } } } },
    plan: ['bump 1.0.0 → 1.2.0: it takes the release'],
  },
  'nothing takes the place of a rollback': {
    order: CHAIN,
    runs: { dev: '1.2.0', prod: '1.1.0' },
    input: { pulls: new Map([['prod', { tag: '1.0.0', pull: 8, rollback: true }]]) },
    plan: [`none 1.2.0: ${none}`, 'none 1.1.0 → 1.0.0: #8 takes it back to 1.0.0'],
  },

  // Holds.
  'a hold keeps releases out': {
    order: { dev: release, prod: { after: ['dev'], hold } },
    runs: { dev: '1.1.0', prod: '1.0.0' },
    plan: [`none 1.1.0: ${none}`, 'none 1.0.0: held at 1.0.0 until it is lifted: broken login'],
  },
  'and closes what was on its way': {
    order: { dev: { ...release, hold } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0', pulls: new Map([['dev', { tag: '1.1.0', pull: 7 }]]) },
    plan: ['close 1.0.0: held at 1.0.0 until it is lifted: broken login; #7 for 1.1.0 is closed'],
  },
  'one that has ended does not': {
    order: { dev: release, prod: { after: ['dev'], hold: { ...hold, until: NOW } } },
    runs: { dev: '1.1.0', prod: '1.0.0' },
    input: { now: NOW },
    plan: [`none 1.1.0: ${none}`, 'bump 1.0.0 → 1.1.0: dev runs 1.1.0'],
  },
  'one that will end says when': {
    order: { dev: release, prod: { after: ['dev'], hold: { ...hold, until: NOW + HOUR } } },
    runs: { dev: '1.1.0', prod: '0.9.0' },
    input: { now: NOW },
    plan: [`none 1.1.0: ${none}`, 'none 0.9.0: held at 1.0.0 until 2026-01-01T13:00Z: broken login, but it runs 0.9.0'],
  },
  'lifting it lets the tag come': {
    order: { dev: release, prod: { after: ['dev'], hold } },
    runs: { dev: '1.1.0', prod: '1.0.0' },
    input: { lift: ['prod'] },
    plan: [`none 1.1.0: ${none}`, 'bump 1.0.0 → 1.1.0: dev runs 1.1.0; the hold at 1.0.0 is lifted'],
  },
  'lifting it is a change also where no tag moves': {
    order: { dev: { ...release, hold } },
    runs: { dev: '1.0.0' },
    input: { lift: ['dev'] },
    plan: [`bump 1.0.0: the hold at 1.0.0 is lifted; ${none}`],
  },

  // Windows.
  'a freeze makes a release wait': {
    order: { dev: { ...release, windows: [FREEZE] } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0', now: NOW },
    plan: ['wait 1.0.0 → 1.1.0: frozen by `0 0 1 1 *` (new year) until 2026-01-03 00:00 UTC'],
  },
  'a reason lets it through': {
    order: { dev: { ...release, windows: [FREEZE] } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0', now: NOW, override: 'security fix' },
    plan: ['bump 1.0.0 → 1.1.0: it takes the release; outside of its windows: security fix'],
  },
  'a reason is not said where windows are open': {
    order: { dev: { ...release, windows: [FREEZE] } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0', now: NOW + 72 * HOUR, override: 'security fix' },
    plan: ['bump 1.0.0 → 1.1.0: it takes the release'],
  },
  'a pull request stays open while its window is closed': {
    order: { dev: { ...release, windows: [FREEZE] } },
    runs: { dev: '1.0.0' },
    input: { now: NOW, pulls: new Map([['dev', { tag: '1.1.0', pull: 7 }]]) },
    plan: ['wait 1.0.0 → 1.1.0: frozen by `0 0 1 1 *` (new year) until 2026-01-03 00:00 UTC'],
  },

  // Checks and images.
  'checks of the environments before': {
    order: { dev: release, prod: { after: ['dev'], checks: ['e2e'] } },
    runs: { dev: '1.1.0', prod: '1.0.0' },
    known: { verdicts: { 'checks prod': { ok: false, reason: 'the check e2e has not run on abc' } } },
    plan: [`none 1.1.0: ${none}`, 'wait 1.0.0 → 1.1.0: the check e2e has not run on abc'],
  },
  'an image that is not there yet': {
    order: { dev: { ...release, image: { platforms: [], digest: false } } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0' },
    known: { verdicts: { 'image dev': { ok: false, reason: 'ghcr.io/acme/web:1.1.0 is not there' } } },
    plan: ['wait 1.0.0 → 1.1.0: ghcr.io/acme/web:1.1.0 is not there'],
  },
  'an image that cannot be pinned': {
    order: { dev: { ...release, image: { platforms: [], digest: true } } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0' },
    known: { verdicts: { 'image dev': { ok: false, reason: 'two digests', refuse: true } } },
    plan: ['refuse 1.0.0 → 1.1.0: two digests'],
  },
  'a digest is written with the tag': {
    order: { dev: { ...release, image: { platforms: [], digest: true } } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0' },
    known: { verdicts: { 'image dev': { ok: true, digest: `sha256:${'a'.repeat(64)}` } } },
    plan: [`bump 1.0.0 → 1.1.0@sha256:${'a'.repeat(64)}: it takes the release`],
  },
  'a tag that runs with its digest runs already': {
    order: { dev: { ...release, image: { platforms: [], digest: true } } },
    runs: { dev: `1.1.0@sha256:${'a'.repeat(64)}` },
    input: { tag: '1.1.0' },
    plan: [`none 1.1.0@sha256:${'a'.repeat(64)} → 1.1.0: it runs 1.1.0@sha256:${'a'.repeat(64)} already`],
  },

  // Schemes and strategies.
  'a declared scheme refuses what is none of it': {
    order: { dev: release },
    promotion: { scheme: 'calver' },
    runs: { dev: '2026.01.01' },
    input: { tag: 'v1.0.0-rc' },
    plan: [
      'refuse 2026.01.01 → v1.0.0-rc: v1.0.0-rc is no calendar version such as 2026.11.25 or 26.11, which `scheme: calver` asks for',
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
  'the next environment takes each in turn too': {
    order: CHAIN,
    promotion: EACH,
    runs: { dev: '1.2.0', prod: '1.0.0' },
    input: { releases: ['1.3.0', '1.2.0', '1.1.0', '1.0.0'] },
    plan: ['bump 1.2.0 → 1.3.0: 1.3.0 was released', 'bump 1.0.0 → 1.1.0: dev runs 1.2.0'],
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
