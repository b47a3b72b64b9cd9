import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { APP, Caches, copyOfProgram, expected, OFF, PLANTED, plant, run, warm } from './code-cache.js';
import { CLI } from './fairlead.js';
import { folder } from './project.js';

const modeOf = (path: string) => statSync(path).mode & 0o777;

test('without anything kept, the example renders', () => {
  expect(expected).toMatchObject({ code: 0, err: '' });
  expect(expected.out).toContain('kind: Rollout');
});

describe('what is kept', () => {
  test('is for the user alone, and used as it is by the next run', () => {
    const caches = warm();
    expect([modeOf(caches.folder), modeOf(caches.file())]).toEqual([0o700, 0o600]);
    const before = statSync(caches.file());
    expect(run(caches.env)).toEqual(expected);
    expect(statSync(caches.file())).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    plant(caches.file());
    expect(run(caches.env)).toEqual(PLANTED);
  });

  test('is a file for each command and build: those of other builds go, what else is there stays', () => {
    const caches = warm();
    for (const name of ['0123456789abcdef-1.2-x64-generate', '0123456789abcdef-1.2-x64-generate.12.34', 'README'])
      writeFileSync(join(caches.folder, name), 'x');
    expect(run(caches.env, ['schema', 'fairlead']).code).toBe(0);
    const kept = caches.names().map((name) => name.replace(/^[0-9a-f]{16}-.*-/, ''));
    expect(kept.toSorted()).toEqual(['README', 'generate', 'schema']);
  });

  test('is of successful runs of known commands only', () => {
    const caches = new Caches();
    for (const args of [
      ['generate', '--set', 'replicaCount=many'],
      ['generate', '--no'],
      ['--version'],
      ['--help'],
      [],
      ['../x'],
      ['constructor'],
    ])
      run(caches.env, args);
    expect(readdirSync(caches.path)).toEqual([]);
  });

  test('stands below HOME where there is no other place, and nowhere that is not there or not absolute', () => {
    const home = folder();
    expect(run({ HOME: home, XDG_CACHE_HOME: 'relative' })).toEqual(expected);
    expect(readdirSync(join(home, '.cache'))).toEqual(['fairlead']);
    const cwd = folder();
    for (const HOME of ['relative', '.', '', join(cwd, 'missing')])
      expect(run({ HOME }, ['schema', 'fairlead'], { cwd }).code).toBe(0);
    expect(run({ ...OFF, HOME: cwd }, ['schema', 'fairlead'], { cwd }).code).toBe(0);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('with and without what is kept', () => {
  test('output, streams and exit codes are the same, of bugs too', () => {
    const cli = copyOfProgram();
    const caches = new Caches();
    const calls = [
      ['generate'],
      ['generate', '--set', 'replicaCount=many'],
      ['generate', '--no'],
      ['generate', '-h'],
      ['schema', 'x'],
      ['parameters'],
    ];
    const all = (env: Readonly<Record<string, string>>) => calls.map((args) => run(env, args, { cli }));
    const plain = all(OFF);
    expect(plain.map(({ code }) => code)).toEqual([0, 1, 2, 0, 1, 0]);
    expect(all(caches.env)).toEqual(plain);
    expect(all(caches.env)).toEqual(plain);
    const asset = join(dirname(cli), 'assets/fairlead.schema.json');
    writeFileSync(asset, '{');
    const bug = run(OFF, ['generate'], { cli });
    expect(bug).toMatchObject({ code: 70, out: '' });
    expect(run(caches.env, ['generate'], { cli })).toEqual(bug);
    expect(run(new Caches().env, ['generate'], { cli })).toEqual(bug);
  });

  test('an error stands at the same place of main.js', () => {
    const cli = copyOfProgram();
    const caches = new Caches();
    writeFileSync(
      join(dirname(cli), 'main.js'),
      'const place = () => new Error().stack.split("\\n")[1]; console.log(place());\n  console.log(place(), new Error().stack.split("\\n")[1]);',
    );
    const places = ({ out }: { out: string }) => out.match(/main\.js:\d+:\d+/g);
    const plain = places(run(OFF, ['generate'], { cli }));
    expect(plain).toEqual(['main.js:1:21', 'main.js:1:21', 'main.js:2:24']);
    expect(places(run(caches.env, ['generate'], { cli }))).toEqual(plain);
    expect(places(run(caches.env, ['generate'], { cli }))).toEqual(plain);
  });
});

test('the program can be started by a link to it', () => {
  const link = join(folder(), 'fairlead');
  symlinkSync(CLI, link);
  const env = { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, ARGOCD_ENV_ENVIRONMENT: 'prod' };
  expect(execFileSync(link, ['generate'], { cwd: APP, env, encoding: 'utf8' })).toBe(expected.out);
});

describe('many at once', () => {
  test('all print the same, and one file is left', async () => {
    const caches = new Caches();
    const env = { PATH: process.env['PATH'], ARGOCD_ENV_ENVIRONMENT: 'prod', ...caches.env };
    const outputs = await Promise.all(
      Array.from(
        { length: 12 },
        () =>
          new Promise<string>((resolve) => {
            const child = spawn(process.execPath, [CLI, 'generate'], { cwd: APP, env, stdio: ['ignore', 'pipe', 'pipe'] });
            let text = '';
            child.stdout.on('data', (data) => {
              text += data;
            });
            child.stderr.on('data', (data) => {
              text += data;
            });
            child.on('close', () => resolve(text));
          }),
      ),
    );
    expect(new Set(outputs)).toEqual(new Set([expected.out]));
    expect(run(caches.env)).toEqual(expected);
    expect(existsSync(caches.file())).toBe(true);
  });
});
