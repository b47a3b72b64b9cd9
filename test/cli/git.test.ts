import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { folder, project } from './project.js';

// What git does not give is said with git's own reason, and never taken for files that went; and git runs nothing of the repository.
const git = (root: string, ...args: string[]) =>
  execFileSync('git', [
    '-C',
    root,
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.com',
    '-c',
    'protocol.file.allow=always',
    ...args,
  ]);
const commit = (root: string) => {
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'a commit');
};
const other = (name: string) => ({
  [`apps/${name}/fairlead.yaml`]: `fairlead: v1\nname: ${name}\nbundle: ../../bundle\nschemas: [../../bundle/kinds]\nenvironments:\n  dev:\n`,
  [`apps/${name}/environments/dev.yaml`]: 'image: { tag: v1 }\n',
});
const VALUES = 'apps/web/environments/dev.yaml';
const NOTHING = 'no difference in 2 environments\n';
let root: string;
beforeEach(() => {
  root = project(other('api'));
  commit(root);
});

/** A clone that is made with these arguments. */
function clone(...args: string[]): string {
  const dir = join(folder(), 'clone');
  execFileSync('git', ['clone', '-q', ...args, `file://${root}`, dir]);
  return dir;
}

describe('diff', () => {
  test('of a sparse checkout compares what is there, and says what is not', () => {
    const dir = clone('--no-checkout');
    git(dir, 'sparse-checkout', 'set', '--cone', 'apps/web', 'bundle');
    git(dir, 'checkout', '-q');
    expect(fairlead(dir, ['diff'])).toEqual({
      code: 0,
      out: NOTHING,
      err: 'apps/api/fairlead.yaml is not compared: apps/api/fairlead.yaml is not in this sparse checkout; `git sparse-checkout add apps/api` brings it\n',
    });
    git(dir, 'sparse-checkout', 'set', '--cone', 'apps/web');
    expect(fairlead(dir, ['diff', 'apps/web']).err).toContain('`git sparse-checkout add bundle` brings it');
  });

  test('of an app that was removed says so, and so it does where its folder is named', () => {
    rmSync(join(root, 'apps/api'), { recursive: true });
    for (const args of [['diff'], ['diff', 'apps']]) expect(fairlead(root, args).out).toMatch(/apps\/api.*\n.*removed/s);
  });

  test('with a submodule compares its own files only', () => {
    const top = project();
    git(top, 'submodule', '--quiet', 'add', `file://${root}`, 'sub');
    commit(top);
    expect(fairlead(top, ['diff'])).toEqual({ code: 0, out: NOTHING, err: '' });
    writeFileSync(join(top, 'apps/web/.git'), 'gitdir: ../../.git/modules/web\n');
    expect(fairlead(top, ['diff']).out).toMatch(/apps\/web.*\n.*removed/s);
  });

  test.each([
    ['a bare repository', () => clone('--bare'), {}, 'git: this operation must be run in a work tree'],
    [
      'another owner',
      () => root,
      { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' },
      /git: detected dubious ownership .* git config --global --add safe\.directory/,
    ],
    ['no git program', () => root, { PATH: '/nonexistent' }, 'there is no program `git` on the PATH'],
  ])('in %s says what is the matter', (_, at, env, reason) => {
    const { code, out, err } = fairlead(at(), ['diff', '--base', 'HEAD'], env);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(reason);
  });

  test('against a commit beyond a shallow clone says that it is one', () => {
    writeFileSync(join(root, VALUES), 'image: { tag: v3 }\n');
    commit(root);
    const { code, err } = fairlead(clone('--depth', '1'), ['diff', '--base', 'HEAD~1']);
    expect([code, err]).toEqual([2, expect.stringContaining('this clone is shallow, `git fetch --unshallow` brings the rest')]);
  });

  test('in a clone without contents says how to get them, and fetches none', () => {
    git(root, 'config', 'uploadpack.allowFilter', 'true');
    const dir = clone('--filter=blob:none');
    writeFileSync(join(root, VALUES), 'image: { tag: v3 }\n');
    commit(root);
    git(dir, 'fetch', '-q');
    const { code, err } = fairlead(dir, ['diff', '--base', 'origin/HEAD']);
    expect([code, err]).toEqual([2, expect.stringContaining('from promisor remote: this clone was made with --filter')]);
    git(dir, 'fetch', '-q', '--refetch', '--no-filter');
    expect(fairlead(dir, ['diff', '--base', 'origin/HEAD']).code).toBe(0);
  });

  test('of a damaged repository names the file', () => {
    const blob = git(root, 'rev-parse', `HEAD:${VALUES}`).toString().trim();
    rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const { code, err } = fairlead(root, ['diff']);
    expect([code, err]).toEqual([
      2,
      `fairlead: git does not have the contents of ${VALUES}: \`git fsck\` says what is damaged\n`,
    ]);
  });

  test('reads a commit as it is pushed, not what a clone puts in its place', () => {
    const name = (revision: string) => git(root, 'rev-parse', revision).toString().trim();
    writeFileSync(join(root, VALUES), 'image: { tag: v3 }\n');
    const blob = git(root, 'hash-object', '-w', VALUES).toString().trim();
    git(root, 'replace', name(`HEAD:${VALUES}`), blob);
    expect(fairlead(root, ['diff', 'apps/web', '-e', 'dev']).out).toContain('v3');
  });
});

test('log without a git program says so', () => {
  const { code, err } = fairlead(root, ['log'], { PATH: '/nonexistent' });
  expect([code, err]).toEqual([2, 'fairlead: there is no program `git` on the PATH\n']);
});

test('nothing that a repository says runs', () => {
  const canary = join(folder(), 'canary');
  const script = `${canary}.sh`;
  writeFileSync(script, `#!/bin/sh\ntouch ${canary}\n`);
  chmodSync(script, 0o755);
  const blob = git(root, 'rev-parse', `HEAD:${VALUES}`).toString().trim();
  const settings = {
    'core.fsmonitor': script,
    'core.pager': script,
    'core.sshCommand': script,
    'core.askPass': script,
    'core.alternateRefsCommand': script,
    'diff.external': script,
    'diff.yaml.textconv': script,
    'filter.yaml.smudge': script,
    'gpg.program': script,
    'log.showSignature': 'true',
    'pager.log': script,
    'remote.origin.url': `ext::${script} %S`,
    'remote.origin.promisor': 'true',
    'extensions.partialClone': 'origin',
    'core.repositoryformatversion': '1',
    'protocol.ext.allow': 'always',
  };
  for (const hook of ['post-index-change', 'reference-transaction']) symlinkSync(script, join(root, '.git/hooks', hook));
  writeFileSync(join(root, '.git/info/attributes'), '*.yaml diff=yaml filter=yaml\n');
  for (const [name, value] of Object.entries(settings))
    execFileSync('git', ['config', '--file', join(root, '.git/config'), name, value]);
  writeFileSync(join(root, VALUES), 'image: { tag: v9 }\n');
  rmSync(join(root, 'apps/api'), { recursive: true });
  const run = (...args: string[]) => fairlead(root, args);
  expect(run('diff').code).toBe(0);
  renameSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)), join(root, 'blob'));
  expect(run('diff').code).toBe(2);
  for (const args of [['log'], ['rollback', '-e', 'dev', 'apps/web'], ['promote', '--tag', 'v9', 'apps/web']]) run(...args);
  expect(existsSync(canary)).toBe(false);
  expect(readFileSync(script, 'utf8')).toContain(canary);
});

test('settings of how git prints change nothing', () => {
  writeFileSync(join(root, 'apps/api/fairlead.yaml'), `${other('api')['apps/api/fairlead.yaml']}promote: { strategy: each }\n`);
  writeFileSync(join(root, 'apps/api/environments/dev.yaml'), 'image: { tag: v1.0.0 }\n');
  commit(root);
  for (const tag of ['v1.1.0', 'v1.2.0', 'v1.3.0']) git(root, 'tag', tag);
  const seen = () => [fairlead(root, ['log']).out, fairlead(root, ['promote']).out.replace(/[\d.]+ s$/m, '')];
  const before = seen();
  expect(before[1]).toContain('v1.0.0 → v1.1.0');
  git(root, 'config', 'column.ui', 'always');
  git(root, 'config', 'i18n.logOutputEncoding', 'UTF-16');
  expect(seen()).toEqual(before);
});

test('outside of a repository, that of the path is meant', () => {
  const link = join(folder(), 'link');
  symlinkSync(root, link);
  for (const [cwd, path] of [
    [dirname(root), basename(root)],
    [dirname(link), 'link/apps'],
    ['/', join(root, 'apps')],
  ] as const)
    expect(fairlead(cwd, ['diff', path])).toMatchObject({ code: 0, out: expect.stringContaining('no difference') });
});
