import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { BAD_INPUT } from './bad-input.js';
import { fairlead } from './fairlead.js';
import { contents, project } from './project.js';

/** What is said of each mistake: a `# name` line, then every line of `validate --format text`. UPDATE=1 writes it anew. */
const messages = new URL('messages.txt', import.meta.url);
const update = process.env['UPDATE'] === '1';
const expected = new Map(
  (existsSync(messages) ? readFileSync(messages, 'utf8') : '').split(/^# /m).map((part): [string, string] => {
    const [name = '', ...lines] = part.trimEnd().split('\n');
    return [name, lines.map((line) => `${line}\n`).join('')];
  }),
);
const seen = new Map<string, string>();
afterAll(() => {
  if (update) writeFileSync(messages, [...seen].map(([name, lines]) => `# ${name}\n${lines}`).join('\n'));
});

test.each(BAD_INPUT)('$name', ({ name, files, args = [], code }) => {
  const dir = project(files);
  const before = contents(dir);
  const validate = fairlead(dir, ['validate', ...args]);
  const render = fairlead(dir, ['render', '--output', 'out', ...args]);
  const set = args.filter((_, i) => args[i - 1] === '--set').flatMap((value) => ['--set', value]);
  const environment = args[0] === '-e' ? String(args[1]) : 'dev';
  const generate = fairlead(join(dir, 'apps/web'), ['generate', ...set], { ARGOCD_ENV_ENVIRONMENT: environment });

  seen.set(name, validate.out.replaceAll('apps/web/', ''));
  if (!update) expect(seen.get(name)).toBe(expected.get(name));
  expect(validate).toMatchObject({ code, err: expect.stringMatching(/^\d+ apps?, .* \([\d.]+ s\)\n$/) });
  expect(render).toEqual({ code, out: '', err: validate.out });
  expect(generate).toEqual({ code, out: '', err: expect.stringMatching(/^.{10,2002}$/s) });
  expect(contents(dir)).toEqual(before);
  for (const text of [validate.out, validate.err, generate.err]) {
    expect(text).not.toMatch(/^ {4}at |canary|a bug in Fairlead/m);
    expect(text).not.toContain(dir);
  }
});

test.each(['pretty', 'text', 'json', 'github'])('no secret is printed as %s', (format) => {
  const dir = project({
    'apps/web/environments/dev.yaml': 'password: canary\n',
    'apps/web/environments/prod.yaml': 'password: [canary]\n',
  });
  const { code, out, err } = fairlead(dir, ['validate', '--format', format]);
  expect(code).toBe(1);
  expect(out).toMatch(/values\/plain-secret.*values\/wrong-type/s);
  expect(out + err).not.toContain('canary');
});

test('every mistake has its messages, and every message its mistake', () => {
  expect([...expected.keys()].filter((name) => name !== '')).toEqual(BAD_INPUT.map(({ name }) => name));
});
