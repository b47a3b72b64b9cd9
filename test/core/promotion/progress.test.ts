import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { satisfies } from '../../../src/core/base/version.js';
import { type Decision, writes } from '../../../src/core/promotion/index.js';
import { compareTags } from '../../../src/core/promotion/scheme.js';
import type { Order } from './apps.js';
import { decisionsOf, type Situation } from './situation.js';

const TAGS = ['1.0.0', '1.1.0', '1.2.0', '2.0.0', '2.1.0-rc.1'] as const;
const RANGES = ['1.x', '>=1.1.0', '>=2.1.0-rc.0', '<2.0.0'] as const;
const NAMES = ['dev', 'eu', 'us', 'prod'] as const;
const hold = { tag: '1.0.0', reason: 'held', origin: { from: 'flag', name: 'test' } } as const;

type Small = Omit<Situation, 'plan'>;

/** Any order without cycles: an environment takes releases, or comes after some of those above it. */
const orders: fc.Arbitrary<Order> = fc
  .tuple(
    ...NAMES.map((_, i) =>
      fc.record({
        after: fc.subarray(NAMES.slice(0, i), { minLength: 0 }),
        tags: fc.option(fc.constantFrom(...RANGES), { nil: undefined, freq: 3 }),
        held: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
      }),
    ),
  )
  .map((rules) =>
    Object.fromEntries(
      rules.map(({ after, tags, held }, i) => [
        NAMES[i],
        {
          ...(after.length === 0 ? { from: 'release' as const } : { after }),
          ...(tags === undefined ? {} : { tags }),
          ...(held ? { hold } : {}),
        },
      ]),
    ),
  );

const tag = fc.constantFrom(...TAGS);
const situations: fc.Arbitrary<Small> = fc.record({
  order: orders,
  promotion: fc.record({ strategy: fc.constantFrom('latest' as const, 'each' as const) }),
  runs: fc.record({ dev: fc.oneof(tag, fc.constant('-')), eu: tag, us: tag, prod: tag }),
  input: fc
    .record({ tag: fc.option(tag, { nil: undefined }), releases: fc.subarray([...TAGS]) })
    .map(({ tag: one, releases }) => ({
      releases,
      ...(one === undefined ? {} : { tag: one }),
    })),
});

const runsOf = ({ runs }: Small, name: string) => String(runs[name] ?? '-');
const rulesOf = ({ order }: Small, name: string) => order[name] ?? {};
const older = (one: string, other: string) => compareTags(undefined, one, other) === 'older';

/** What every decision must keep to, whatever the situation. */
function breaches(situation: Small, decisions: readonly Decision[], stays: Stays): readonly string[] {
  return decisions.filter(writes).flatMap(({ environment: name, from, to = '' }) => {
    const { tags, after = [], hold: held } = rulesOf(situation, name);
    const ran = (other: string) => runsOf(situation, other) === to || (stays[other] ?? []).some(([one]) => one === to);
    return [
      ...(held ? [`${name} is held`] : []),
      ...(tags === undefined || satisfies(to, tags) ? [] : [`${name} takes ${to}, which is not in ${tags}`]),
      ...(from !== undefined && older(to, from) ? [`${name} goes back from ${from} to ${to}`] : []),
      ...(after.every(ran) ? [] : [`${name} takes ${to}, which ${after.join(', ')} did not all run`]),
    ];
  });
}

type Stays = Record<string, (readonly [string, number])[]>;

/** Merges every pull request, round after round, until nothing is left to do. Gives what each environment ran, oldest first. */
function mergeAll(start: Small): { readonly stays: Stays; readonly wrong: readonly string[] } {
  const stays: Stays = Object.fromEntries(
    NAMES.map((name) => [name, runsOf(start, name) === '-' ? [] : [[runsOf(start, name), 0]]]),
  );
  let situation = start;
  for (let round = 1; round < 40; round++) {
    const decisions = decisionsOf({ ...situation, known: { stays } });
    const wrong = breaches(situation, decisions, stays);
    const bumps = decisions.filter(writes);
    if (wrong.length > 0 || bumps.length === 0) return { stays, wrong };
    for (const { environment, to = '' } of bumps) stays[environment]?.push([to, round]);
    const runs = Object.fromEntries(NAMES.map((name) => [name, stays[name]?.at(-1)?.[0] ?? '-']));
    situation = { ...situation, runs };
  }
  return { stays, wrong: ['it never comes to rest'] };
}

test('a plan decides once about every environment, and the same each time', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const decisions = decisionsOf(situation);
      expect(decisions.map(({ environment }) => environment)).toEqual([...NAMES]);
      expect(decisionsOf(situation)).toEqual(decisions);
      expect(decisions.every(({ reason }) => reason !== '')).toBe(true);
    }),
  );
});

test('merged again and again, nothing leaves its range, goes back, or comes out of order; and it comes to rest', () => {
  fc.assert(fc.property(situations, (situation) => expect(mergeAll(situation).wrong).toEqual([])));
});

test('in the end every environment that takes releases runs the highest that may come', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const { stays } = mergeAll(situation);
      const { input: { tag: one, releases = [] } = {} } = situation;
      for (const name of NAMES) {
        const { from, tags, hold: held } = rulesOf(situation, name);
        if (from !== 'release' || held) continue;
        const start = runsOf(situation, name);
        const may = [...releases, ...(one === undefined ? [] : [one])].filter(
          (item) => (tags === undefined || satisfies(item, tags)) && (start === '-' || !older(item, start)),
        );
        const highest = may.reduce((best, item) => (best === '-' || older(best, item) ? item : best), start);
        expect(stays[name]?.at(-1)?.[0] ?? '-').toBe(highest);
      }
    }),
  );
});

test('each: no release that may come is left out, in order', () => {
  fc.assert(
    fc.property(situations, fc.constantFrom(...NAMES), (situation, name) => {
      const { stays } = mergeAll({ ...situation, promotion: { strategy: 'each' } });
      const { tags, after = [], hold: held } = rulesOf(situation, name);
      const ran = (stays[name] ?? []).map(([item]) => item);
      fc.pre(!held && ran.length > 0);
      const before = after.map((other) => (stays[other] ?? []).map(([item]) => item));
      const came =
        after.length === 0
          ? (situation.input?.releases ?? [])
          : TAGS.filter((item) => before.every((list) => list.includes(item)));
      const may = TAGS.filter((item) => came.includes(item) && (tags === undefined || satisfies(item, tags)));
      const expected = may.filter((item) => older(ran[0] ?? '', item) && !older(ran.at(-1) ?? '', item));
      expect(ran.slice(1)).toEqual(expect.arrayContaining(expected));
      expect(ran.slice(1)).toEqual(ran.slice(1).toSorted((a, b) => (older(a, b) ? -1 : 1)));
    }),
  );
});
