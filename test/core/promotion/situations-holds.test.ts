import { expect, test } from '@jest/globals';
import { HOUR, planOf, release, type Situation } from './situation.js';

const NOW = Date.UTC(2026, 0, 1, 12);
const origin = { from: 'file', path: 'fairlead.yaml', line: 1, column: 1, length: 1 } as const;
const FREEZE = { kind: 'deny', rule: '0 0 1 1 *', for: '2d', zone: 'UTC', reason: 'new year', origin } as const;
const hold = { tag: '1.0.0', reason: 'broken login', origin } as const;
const none = 'only releases are promoted here';

const SITUATIONS: Readonly<Record<string, Situation>> = {
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
    plan: [`none 1.1.0: ${none}`, 'none 0.9.0: held at 1.0.0 until 2026-01-01 13:00 UTC: broken login, but it runs 0.9.0'],
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
  'also where the tag has to wait': {
    order: { dev: { ...release, hold, windows: [FREEZE] } },
    runs: { dev: '1.0.0' },
    input: { tag: '1.1.0', lift: ['dev'], now: NOW },
    plan: ['bump 1.0.0: the hold at 1.0.0 is lifted; frozen by `0 0 1 1 *` (new year) until 2026-01-03 00:00 UTC'],
  },
  'a pull request that lifts it stays open, and takes what may come': {
    order: { dev: release, prod: { after: ['dev'], hold } },
    runs: { dev: '1.2.0', prod: '1.0.0' },
    input: { pulls: new Map([['prod', { tag: '1.1.0', pull: 8, lift: true }]]) },
    plan: [
      `none 1.2.0: ${none}`,
      'supersede 1.0.0 → 1.2.0: dev runs 1.2.0; the hold at 1.0.0 is lifted; it takes the place of 1.1.0 in #8',
    ],
  },
  'also where no tag moves': {
    order: { dev: { ...release, hold } },
    runs: { dev: '1.0.0' },
    input: { pulls: new Map([['dev', { tag: '1.0.0', pull: 8, lift: true }]]) },
    plan: [`bump 1.0.0: the hold at 1.0.0 is lifted; ${none}`],
  },
  'once somebody else lifted it, it is closed': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { pulls: new Map([['dev', { tag: '1.0.0', pull: 8, lift: true }]]) },
    plan: ['close 1.0.0: it runs 1.0.0 already; #8 for 1.0.0 is closed'],
  },
  'there may be none to lift': {
    order: { dev: release },
    runs: { dev: '1.0.0' },
    input: { lift: ['dev'] },
    plan: [`none 1.0.0: ${none}; it has no hold to lift`],
  },
  'a hold at a tag that runs with its digest': {
    order: { dev: { ...release, hold } },
    runs: { dev: `1.0.0@sha256:${'a'.repeat(64)}` },
    plan: [`none 1.0.0@sha256:${'a'.repeat(64)}: held at 1.0.0 until it is lifted: broken login`],
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
};

test.each(Object.entries(SITUATIONS))('%s', (_, situation) => {
  expect(planOf(situation)).toEqual(situation.plan);
});
