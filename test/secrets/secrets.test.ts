import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../../src/cli/run.js';
import { emptyProject } from '../cli/project.js';
import { filesOf, formsOf, LOOK_ALIKES, nameOf, PLANTED, VALUES, valuesOf } from './project.js';

const FORMATS = ['pretty', 'text', 'json', 'github', 'sarif', 'junit'];
const secretOf = (side: string) => (i: number) => `Q${nameOf(i)}${side}w3Zk9`;
const partOf = (side: number) => (i: number) => `4${nameOf(i).slice(1)}7${side}`;

async function fairlead(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  terminal = false,
): Promise<string> {
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  await run(args, { cwd, env, out: print, err: print, terminal, now: Date.now, assets: resolve('dist/cli/assets'), about: '' });
  return printed;
}

/** A repository whose last commit has one side, and its files the other. */
function repository(broken: boolean, before: string, after: string): string {
  const dir = emptyProject({ ...filesOf(broken), [VALUES]: before });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: dir, stdio: 'ignore' });
  git('add', '.');
  git('commit', '--quiet', '-m', 'all');
  writeFileSync(join(dir, VALUES), after);
  return dir;
}

/** What every command prints about a repository, by command. */
async function faces(dir: string): Promise<ReadonlyMap<string, string>> {
  const said = new Map<string, string>();
  const say = async (args: readonly string[], cwd = dir, env: Readonly<Record<string, string>> = {}, terminal = false) =>
    said.set(`${args.join(' ')}${terminal ? ' (terminal)' : ''}`, await fairlead(cwd, args, env, terminal));
  for (const format of FORMATS) await say(['validate', '--format', format]);
  await say(['validate', '--fix'], dir, {}, true);
  await say(['diff']);
  await say(['diff'], dir, {}, true);
  await say(['explain', './app']);
  for (const key of ['configs', 'secrets', 'pods', 'plain', 'secrets.p56', 'plain.p59']) await say(['explain', key, 'app']);
  for (const [i, { kind }] of [...PLANTED.entries()].filter(([i, { kind }]) => i % 6 === 0 || kind !== 'config')) {
    const of = kind === 'config' ? 'ConfigMap' : kind === 'secret' ? 'Secret' : 'Deployment';
    if (kind !== 'value') await say(['explain', '/', 'app', '--object', `${of}/${nameOf(i)}`]);
  }
  await say(['parameters'], join(dir, 'app'), { ARGOCD_ENV_ENVIRONMENT: 'dev' });
  await say(['promote', 'app', '--tag', 'v2.0.0']);
  await say(['promote', 'app', '--tag', 'v2.0.0', '--json']);
  await say(['validate', '--set', 'plain.p59.pin.x=1', '--set', 'plain.p60.token.x=1']);
  return said;
}

/** `fairlead test`, with the manifests of one side expected and those of the other made. */
async function bundleTest(dir: string, before: string, after: string): Promise<string> {
  const folder = join(dir, 'bundle/tests/a');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'values.yaml'), before);
  await fairlead(dir, ['test', 'bundle', '--update']);
  writeFileSync(join(folder, 'values.yaml'), after);
  return fairlead(dir, ['test', 'bundle']);
}

const leaksIn = (said: ReadonlyMap<string, string>): readonly string[] =>
  PLANTED.flatMap(({ key }, i) =>
    ['old', 'new'].flatMap((side) => {
      const forms = formsOf(secretOf(side)(i));
      return [...said].flatMap(([face, text]) =>
        forms.filter((form) => text.includes(form)).map((form) => `${face}: ${nameOf(i)} ${key} as ${form}`),
      );
    }),
  );

describe.each([false, true])('60 secrets, with mistakes: %s', (broken) => {
  const [before, after] = [valuesOf(PLANTED, secretOf('old')), valuesOf(PLANTED, secretOf('new'))];

  test('none is said by any command in any format', async () => {
    const dir = repository(broken, before, after);
    const said = new Map(await faces(dir));
    if (!broken) said.set('test', await bundleTest(dir, before, after));
    expect(leaksIn(said)).toEqual([]);
  });
});

test('that a secret changes is said', async () => {
  const dir = repository(false, valuesOf(PLANTED, secretOf('old')), valuesOf(PLANTED, secretOf('new')));
  const said = await fairlead(dir, ['diff']);
  for (const [i, { kind }] of PLANTED.entries())
    if (kind !== 'value') expect(said).toMatch(new RegExp(`/${nameOf(i)}  1 field.*\n(?:      .*\n)*?.*\\((?:new )?secret`));
});

test('60 look-alikes are hidden nowhere', async () => {
  const [before, after] = [valuesOf(LOOK_ALIKES, partOf(1)), valuesOf(LOOK_ALIKES, partOf(2))];
  const dir = repository(false, before, after);
  const said = await faces(dir);
  for (const [face, text] of said) expect([face, text.match(/.*\((?:new )?secret.*/g)]).toEqual([face, null]);
  const diff = said.get('diff') ?? '';
  for (const [i, { kind, text }] of LOOK_ALIKES.entries())
    if (kind !== 'value' && !text.includes('{b64'))
      expect([LOOK_ALIKES[i], diff.includes(partOf(1)(i)), diff.includes(partOf(2)(i))]).toEqual([LOOK_ALIKES[i], true, true]);
  expect(await bundleTest(dir, before, after)).not.toContain('secret)');
  const broken = await faces(repository(true, before, after));
  for (const [face, text] of broken) expect([face, text.match(/.*(?:\((?:new )?secret|this secret).*/g)]).toEqual([face, null]);
});
