import { expect, test } from '@jest/globals';
import { FAN_IN, planOf, release, type Situation, UNCOMPARED } from './situation.js';

const CHAIN = { dev: release, staging: { after: ['dev'] }, prod: { after: ['staging'] } };

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'a release goes to the first environment, the next waits for it': {
    order: CHAIN,
    runs: { dev: 'v1', staging: 'v1', prod: 'v1' },
    input: { tag: 'v2' },
    plan: [
      `bump v1 → v2: it takes the release${UNCOMPARED}`,
      'wait v1 → v2: dev takes v2 first',
      'wait v1 → v2: staging takes v2 first',
    ],
  },
  'a merged bump carries the tag onward': {
    order: CHAIN,
    runs: { dev: 'v1.1.0', staging: 'v1.0.0', prod: 'v1.0.0' },
    plan: [
      'none v1.1.0: only releases are promoted here',
      'bump v1.0.0 → v1.1.0: dev runs v1.1.0',
      'wait v1.0.0 → v1.1.0: staging takes v1.1.0 first',
    ],
  },
  'everything runs the release': {
    order: CHAIN,
    runs: { dev: 'v1', staging: 'v1', prod: 'v1' },
    input: { tag: 'v1' },
    plan: ['none v1 → v1: it runs v1 already', 'none v1 → v1: it runs v1 already', 'none v1 → v1: it runs v1 already'],
  },
  'an environment that runs the coming tag already does not wait': {
    order: CHAIN,
    runs: { dev: 'v1', staging: 'v2', prod: 'v2' },
    input: { tag: 'v2' },
    plan: [
      `bump v1 → v2: it takes the release${UNCOMPARED}`,
      'none v2 → v2: it runs v2 already',
      'none v2 → v2: it runs v2 already',
    ],
  },
  'a new environment takes its first tag': {
    order: CHAIN,
    runs: { dev: '-', staging: '-', prod: '-' },
    input: { tag: 'v1' },
    plan: ['bump v1: it takes the release', 'wait v1: dev takes v1 first', 'wait v1: staging takes v1 first'],
  },
  'environments stand in any order in the file': {
    order: { prod: { after: ['dev'] }, dev: release },
    runs: { prod: '1.0.0', dev: '1.0.0' },
    input: { tag: '1.1.0' },
    plan: ['wait 1.0.0 → 1.1.0: dev takes 1.1.0 first', 'bump 1.0.0 → 1.1.0: it takes the release'],
  },
  'two environments before differ': {
    order: FAN_IN,
    runs: { eu: '1.1.0', us: '1.0.0', prod: '1.0.0' },
    plan: [
      'none 1.1.0: only releases are promoted here',
      'none 1.0.0: only releases are promoted here',
      'wait 1.0.0: eu runs 1.1.0, us runs 1.0.0; they must run the same',
    ],
  },
  'two environments before agree': {
    order: FAN_IN,
    runs: { eu: '1.1.0', us: '1.1.0', prod: '1.0.0' },
    plan: [
      'none 1.1.0: only releases are promoted here',
      'none 1.1.0: only releases are promoted here',
      'bump 1.0.0 → 1.1.0: eu runs 1.1.0, us runs 1.1.0',
    ],
  },
  'one of two environments before has no tag': {
    order: FAN_IN,
    runs: { eu: '1.1.0', us: '-', prod: '1.0.0' },
    plan: [
      'none 1.1.0: only releases are promoted here',
      'none: only releases are promoted here',
      'wait 1.0.0: eu runs 1.1.0, us runs no tag; they must run the same',
    ],
  },
  'one of two environments before is about to change': {
    order: FAN_IN,
    runs: { eu: '1.1.0', us: '1.0.0', prod: '1.0.0' },
    input: { tag: '1.1.0' },
    plan: [
      'none 1.1.0 → 1.1.0: it runs 1.1.0 already',
      'bump 1.0.0 → 1.1.0: it takes the release',
      'wait 1.0.0 → 1.1.0: us takes 1.1.0 first',
    ],
  },
  'a refused release keeps nobody waiting': {
    order: { dev: { ...release, tags: '1.x' }, prod: { after: ['dev'] } },
    runs: { dev: '1.1.0', prod: '1.0.0' },
    input: { tag: '2.0.0' },
    plan: ['refuse 1.1.0 → 2.0.0: 2.0.0 is not in `1.x`', 'bump 1.0.0 → 1.1.0: dev runs 1.1.0'],
  },
};

test.each(Object.entries(SITUATIONS))('%s', (_, situation) => {
  expect(planOf(situation)).toEqual(situation.plan);
});
