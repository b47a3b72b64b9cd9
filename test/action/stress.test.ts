import { expect, test } from '@jest/globals';
import { stress } from './fleet.js';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6));

test.each([
  ['each with pull requests of its own', false],
  ['in one group', true],
])(
  '24 releases of 4 apps at once, %s',
  async (_, group) => {
    const { verdicts } = await stress({ apps: 4, releases: 6, processes: 8, seed: SEED, group });
    const wrong = verdicts.flatMap(({ check, wrong: list }) => list.map((one) => `${check}: ${one}`));
    expect({ seed: SEED, wrong }).toEqual({ seed: SEED, wrong: [] });
  },
  180_000,
);
