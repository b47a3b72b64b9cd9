import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { READ_ONLY, READ_WRITE } from '../github/access.js';
import type { Asked } from '../github/faults.js';
import { git } from '../github/git.js';
import { seed } from '../seed.js';
import { DEV } from './example.js';
import type { ActionResult } from './harness.js';
import { KINDS, type Kind, writes } from './kinds.js';
import { BRANCH, SITUATIONS, type Situation, startWorld, type World } from './situations.js';

/** Of the kinds that are not tried for every request, one in so many. */
const SAMPLE = Number(process.env['SAMPLE'] ?? 4);
const WORKERS = 2;

/** A token that may only read from one request on. */
type Case = { readonly index: number; readonly asked: Asked } & ({ readonly kind: Kind } | { readonly readOnly: true });

const nameOf = (item: Case): string =>
  `${'kind' in item ? item.kind.name : 'a token that may only read from then on'} at ${item.index}, ${item.asked.method} ${item.asked.path}`;
const same = (one: Asked, other: Asked): boolean =>
  one.method === other.method && one.path === other.path && one.body['query'] === other.body['query'];

let worlds: readonly World[];
beforeAll(async () => {
  worlds = await Promise.all(Array.from({ length: WORKERS }, startWorld));
});
afterAll(() => Promise.all(worlds.map(({ github }) => github.close())));

/** Every request that a run makes without faults, and what may go wrong with each. */
async function casesOf(world: World, { run }: Situation): Promise<readonly Case[]> {
  const before = world.github.requests.length;
  await world.run(run);
  const requests = world.github.requests.slice(before);
  return requests.flatMap((asked, index): readonly Case[] => [
    ...KINDS.flatMap((kind, k) =>
      kind.fits(asked) && (kind.thorough || (index + k + seed) % SAMPLE === 0) ? [{ index, asked, kind }] : [],
    ),
    ...(writes(asked) ? [{ index, asked, readOnly: true as const }] : []),
  ]);
}

function inject({ github }: World, item: Case): void {
  let count = 0;
  github.fault = (asked) => {
    const index = count++;
    if ('readOnly' in item) {
      if (index === item.index) github.tokens.set('good', READ_ONLY);
      return undefined;
    }
    const hit = item.kind.always ? index >= item.index && same(asked, item.asked) : index === item.index;
    return hit ? item.kind.fault : undefined;
  };
}

/** What must be true at every moment. */
function broken({ repository }: World, { end }: Situation, result: ActionResult): readonly string[] {
  const wrong: string[] = [];
  const { code, stdout } = result;
  if (/a bug in Fairlead|^ +at .*:\d+/m.test(stdout)) wrong.push(`it crashed: ${stdout}`);
  if (code !== 0 && !/^::error/m.test(stdout)) wrong.push(`exit ${code} without an error: ${stdout}`);
  if (code > 1) wrong.push(`exit ${code}`);
  if (repository.pulls.length > 1) wrong.push(`${repository.pulls.length} pull requests`);
  if (end.state === 'open' && repository.pulls.some(({ state }) => state === 'closed')) wrong.push('its pull request was closed');
  const branch = `refs/heads/${BRANCH}`;
  if (repository.refs().has(branch)) {
    const files = git(repository.dir, ['diff', '--name-only', `main...${branch}`])
      .split('\n')
      .filter(Boolean);
    const added = git(repository.dir, ['diff', '--unified=0', `main...${branch}`, '--', DEV])
      .split('\n')
      .filter((line) => /^\+(?!\+)/.test(line));
    if (files.some((file) => file !== DEV && file !== 'apps/web/fairlead.yaml') || added.length > 1)
      wrong.push(`its branch changes ${files.join()}: ${added.join()}`);
  }
  return wrong;
}

/** What must be true in the end. */
function unfinished({ repository }: World, { end }: Situation, { code, stdout }: ActionResult): readonly string[] {
  const wrong = code === 0 ? [] : [`exit ${code} of the rerun: ${stdout}`];
  const [pull] = repository.pulls;
  if (pull?.state !== end.state || pull.title !== end.title) wrong.push(`the pull request is ${pull?.state} “${pull?.title}”`);
  if (!pull?.body.includes(`environment=dev tag=${end.tag} -->`)) wrong.push(`its body says ${pull?.body.split('\n')[0]}`);
  if (!repository.read(BRANCH, DEV)?.includes(`tag: ${end.tag} `)) wrong.push('its branch has another tag');
  return wrong;
}

async function tried(world: World, situation: Situation, item: Case, back: () => void): Promise<readonly string[]> {
  const { github } = world;
  inject(world, item);
  const faulted = await world.run(situation.run);
  github.fault = () => undefined;
  github.tokens.set('good', READ_WRITE);
  const wrong = [...broken(world, situation, faulted), ...(faulted.code === 0 ? unfinished(world, situation, faulted) : [])];
  const again = await world.run(situation.run);
  const found = [...wrong, ...broken(world, situation, again), ...unfinished(world, situation, again)];
  back();
  return found.map((one) => `${nameOf(item)}: ${one}`);
}

describe(`a fault at every request (SEED=${seed} SAMPLE=${SAMPLE})`, () => {
  test.each(SITUATIONS.map((situation) => [situation.name, situation] as const))(
    '%s',
    async (_, situation) => {
      const resets = worlds.map(({ keep }) => keep());
      const prepared = await Promise.all(
        worlds.map(async (world) => {
          await situation.prepare(world);
          return { world, back: world.keep() };
        }),
      );
      const [{ world, back } = { world: undefined, back: () => {} }] = prepared;
      const cases = world ? await casesOf(world, situation) : [];
      back();
      expect(cases.length).toBeGreaterThan(10);
      const queue = cases[Symbol.iterator]();
      const wrong: string[] = [];
      await Promise.all(
        prepared.map(async (own) => {
          for (const item of queue) wrong.push(...(await tried(own.world, situation, item, own.back)));
        }),
      );
      for (const reset of resets) reset();
      expect(wrong).toEqual([]);
    },
    900_000,
  );
});
