import { spawn } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CLI, fairlead } from './fairlead.js';
import { APP, history, valuesOf } from './history.js';
import { contents, emptyProject, folder, project } from './project.js';

const DEV = valuesOf('dev');

/** A command that writes to a file that is there, and the folder that it may not leave. */
interface Writer {
  readonly dir: () => string;
  readonly args: readonly string[];
  readonly target: string;
  readonly within?: string;
}

const cases = { 'bundle/tests/a/values.yaml': '{}\n', 'bundle/tests/a/expected.yaml': 'old\n' };
const WRITERS: Readonly<Record<string, Writer>> = {
  'promote --write': { dir: () => history().dir, args: ['promote', '--tag', 'v2.0.0', '--write'], target: DEV },
  'rollback --write': {
    dir: () => {
      const repo = history();
      repo.bump('2026-01-02T00:00:00Z', { dev: 'v1.1.0' });
      return repo.dir;
    },
    args: ['rollback', '-e', 'dev', '--write'],
    target: APP,
  },
  'validate --fix': { dir: () => project({ [DEV]: 'replcas: 3\n' }), args: ['validate', '--fix'], target: DEV },
  'validate --write-baseline': {
    dir: () => project({ '.fairlead-baseline.json': '{"version":1,"findings":[]}' }),
    args: ['validate', '--write-baseline'],
    target: '.fairlead-baseline.json',
  },
  'validate --format sarif=FILE': {
    dir: () => project({ 'reports/o.sarif': 'old\n' }),
    args: ['validate', '--format', 'sarif=reports/o.sarif'],
    target: 'reports/o.sarif',
  },
  'test --update': { dir: () => project(cases), args: ['test', '--update'], target: 'bundle/tests/a/expected.yaml' },
  'render --output': {
    dir: () => project({ 'out/apps/web/dev.yaml': 'old\n' }),
    args: ['render', '-o', 'out'],
    target: 'out/apps/web/dev.yaml',
    within: 'out',
  },
};

const temporaries = (dir: string) => Object.keys(contents(dir)).filter((path) => path.endsWith('fairlead-tmp'));
const text = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');

describe.each(Object.entries(WRITERS))('%s', (_, { dir: make, args, target, within = '' }) => {
  const name = join(dirname(target), `.${basename(target)}`);

  test('follows no link beside the file, keeps its mode, and leaves nothing behind', () => {
    const dir = make();
    const victim = join(folder(), 'victim');
    writeFileSync(victim, 'keep');
    for (const link of [`${target}.partial`, `${target}.tmp`, `${name}.fairlead-tmp`, `${name}.0123456789abcdef.fairlead-tmp`])
      symlinkSync(victim, join(dir, link));
    chmodSync(join(dir, target), 0o600);
    const [before, links] = [text(dir, target), temporaries(dir)];
    fairlead(dir, args);
    expect(text(dir, target)).not.toBe(before);
    expect([statSync(join(dir, target)).mode & 0o777, readFileSync(victim, 'utf8'), temporaries(dir)]).toEqual([
      0o600,
      'keep',
      links,
    ]);
  });

  test('writes to the target of a link inside, which stays a link', () => {
    const dir = make();
    const real = join(dir, within, 'shared/real');
    mkdirSync(dirname(real));
    renameSync(join(dir, target), real);
    symlinkSync(relative(join(dir, dirname(target)), real), join(dir, target));
    const before = readFileSync(real, 'utf8');
    fairlead(dir, args);
    expect(readFileSync(real, 'utf8')).not.toBe(before);
    expect([lstatSync(join(dir, target)).isSymbolicLink(), lstatSync(real).isFile()]).toEqual([true, true]);
  });

  /** Moves the file, or its folder, out, and a link in its place. */
  function moved(path: string, to = 'it') {
    const [dir, outside] = [make(), folder()];
    renameSync(join(dir, path), join(outside, 'it'));
    symlinkSync(join(outside, to), join(dir, path));
    const before = [contents(dir), contents(outside)];
    const { code, out, err } = fairlead(dir, args);
    expect([contents(dir), contents(outside)]).toEqual(before);
    return [code, (out + err).includes('error file/outside-root: ')];
  }

  test('refuses a link that leads out, to nothing too, and changes nothing', () => {
    expect(moved(target)).toEqual([2, true]);
    expect(moved(target, 'none')).toEqual([2, true]);
    // Below such a folder most commands find nothing to do.
    if (target.includes('/')) moved(dirname(target));
  });
});

test('init makes all of its files or none, and follows no link out', () => {
  const victim = folder();
  const dir = emptyProject({ 'bundle/manifests': { link: victim } });
  const { code, err } = fairlead(dir, ['init', 'bundle']);
  expect([code, err]).toEqual([1, expect.stringContaining('error file/outside-root: ')]);
  expect([Object.keys(contents(dir)), contents(victim)]).toEqual([['bundle/manifests'], {}]);
});

test('of several runs at once one wins, the others say so, and no file is of two runs', async () => {
  const apps = Array.from({ length: 8 }, (_, i) => `apps/a${i}`);
  const files = apps.flatMap((dir, i) => [
    [
      `${dir}/fairlead.yaml`,
      `fairlead: v1\nname: a${i}\nbundle: ../../bundle\nschemas: [../../bundle/kinds]\nenvironments:\n  dev:\n`,
    ],
    [`${dir}/environments/dev.yaml`, 'image:\n  tag: v1.0.0\n'],
  ]);
  const dir = project(Object.fromEntries(files));
  rmSync(join(dir, 'apps/web'), { recursive: true });
  const promote = (tag: string) =>
    new Promise<{ readonly tag: string; readonly code: number | null; readonly err: string }>((resolve) => {
      const child = spawn(process.execPath, [CLI, 'promote', '--tag', tag, '--write'], {
        cwd: dir,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let err = '';
      child.stderr.on('data', (data) => {
        err += data;
      });
      child.on('close', (code) => resolve({ tag, code, err }));
    });
  for (const round of [1, 2, 3]) {
    const runs = await Promise.all([1, 2, 3].map((n) => promote(`v${round}.${n}.1`)));
    const tags = new Set(apps.map((app) => /tag: (\S+)/.exec(text(dir, `${app}/environments/dev.yaml`))?.[1]));
    expect(tags.size).toBe(1);
    expect(runs.filter(({ code }) => code === 0).map(({ tag }) => tag)).toContain([...tags][0]);
    for (const { code, err } of runs)
      expect([code, code === 0 || / file\/busy: |promotion\/|downgrade/.test(err)]).toEqual([code, true]);
    expect(temporaries(dir)).toEqual([]);
  }
});
