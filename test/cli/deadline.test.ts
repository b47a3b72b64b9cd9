import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Deadline, TimeUp } from '../../src/io/deadline.js';
import { fairlead } from './fairlead.js';
import { project } from './project.js';

test.each<[string, () => unknown]>([
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  ['a regular expression', () => /^(a+)+$/.test(`${'a'.repeat(50)}!`)],
])('%s is ended', (name, work) => {
  const deadline = new Deadline(0.1);
  expect(() => deadline.run('outside', () => deadline.run(name, work))).toThrow(TimeUp);
  expect(deadline.step).toBe(name);
  expect(() => deadline.run('what comes after', () => 1)).toThrow(TimeUp);
});

test('work in time gives what it gives, and throws what it throws', () => {
  const { run } = new Deadline(60);
  expect(run('a', () => run('b', () => 1) + 1)).toBe(2);
  expect(() =>
    run('c', () => {
      throw new RangeError('mine');
    }),
  ).toThrow('mine');
});

const large = `labels:\n${Array.from({ length: 30_000 }, (_, i) => `  key-${i}: value\n`).join('')}`;
const app = join(project({ 'apps/web/environments/prod.yaml': large }), 'apps/web');

test.each<[string, string[], Record<string, string>]>([
  ['a flag', ['-e', 'prod', '--deadline', '0.1'], {}],
  ["the plugin's environment", [], { ARGOCD_ENV_ENVIRONMENT: 'prod', FAIRLEAD_DEADLINE: '0.1' }],
])('%s ends a process of too much, with nothing printed but the reason', (_, args, env) => {
  const { code, out, err } = fairlead(app, ['generate', ...args], env);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^error render\/deadline: (web, prod|the app in this folder): not done after 0.1 s, in [^\n]+\n$/);
  expect(fairlead(app, ['parameters', ...args.slice(4)], env)).toEqual({
    code: 0,
    out: expect.stringMatching(/^\[.*\]\n$/),
    err: '',
  });
});

test('a deadline that is none', () => {
  expect(fairlead(app, ['generate', '--deadline', '1h'])).toEqual({
    code: 2,
    out: '',
    err: 'fairlead: the deadline 1h: write a number of seconds, at most 86400\n',
  });
});
