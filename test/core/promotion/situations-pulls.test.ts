import { expect, test } from '@jest/globals';
import { planOf, release, type Situation, UNCOMPARED } from './situation.js';

const CHAIN = { dev: release, prod: { after: ['dev'] } };
const none = 'only releases are promoted here';

const SITUATIONS: Readonly<Record<string, Situation>> = {
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
};

test.each(Object.entries(SITUATIONS))('%s', (_, situation) => {
  expect(planOf(situation)).toEqual(situation.plan);
});
