import { expect, test } from '@jest/globals';
import { seed } from '../seed.js';
import { stress } from './fleet.js';

test.each([
  ['each with pull requests of its own', false],
  ['in one group', true],
])(
  '24 releases of 4 apps at once, %s',
  async (_, group) => {
    const { verdicts } = await stress({ apps: 4, releases: 6, processes: 8, seed, group });
    const wrong = verdicts.flatMap(({ check, wrong: list }) => list.map((one) => `${check}: ${one}`));
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  },
  180_000,
);
