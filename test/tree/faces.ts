import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, type Finding } from '../../src/core/index.js';
import { type Assets, loadAssets } from '../../src/io/assets.js';
import type { Tree } from '../../src/io/tree.js';
import { filesOf, findApps, loadApp, renderEnvironment } from '../../src/use/apps.js';
import { type Change, writeBranch } from '../github/write.js';
import type { Content, Repository } from './repositories.js';

export const assets: Assets = loadAssets('dist/cli/assets');
const SOMEONE = { name: 'Mona', email: 'mona@example.com', date: '2026-01-01T00:00:00Z' };
const OTHER_COMMIT = '1'.repeat(40);

const change = (path: string, content: Content): Change => {
  if (typeof content === 'string' || Buffer.isBuffer(content)) return { path, content };
  if ('link' in content) return { path, mode: '120000', content: content.link };
  if ('script' in content) return { path, mode: '100755', content: content.script };
  return { path, mode: '160000', sha: OTHER_COMMIT };
};

const contents = ({ files }: Repository) =>
  Object.entries(files).flatMap(([path, content]) => (content === undefined ? [] : [[path, content] as const]));

/** Puts a repository on a branch of its own, which has no history. */
export const commitOf = (dir: string, branch: string, repository: Repository): string =>
  writeBranch(
    dir,
    branch,
    undefined,
    contents(repository).map(([path, content]) => change(path, content)),
    SOMEONE,
    repository.name,
  );

/** Writes a repository as a checkout has it; of submodules there are empty folders, or with `full` their files. */
export function checkOut(root: string, repository: Repository, full: boolean): void {
  // The character of names that are not UTF-8 is one byte here.
  const place = (path: string) =>
    Buffer.from(Buffer.from(join(root, path)).toString('latin1').replaceAll('\u00EF\u00BF\u00BD', '\u00FF'), 'latin1');
  const folder = (path: string) => mkdirSync(place(path), { recursive: true });
  folder('');
  const submodules: string[] = [];
  for (const [path, content] of contents(repository)) {
    folder(dirname(path) === '.' ? '' : dirname(path));
    if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(place(path), content);
    else if ('link' in content) symlinkSync(content.link, place(path));
    else if ('script' in content) writeFileSync(place(path), content.script, { mode: 0o755 });
    else {
      folder(path);
      submodules.push(path);
      if (!full) continue;
      for (const [name, text] of [
        ['.git', 'gitdir: elsewhere\n'],
        ['fairlead.yaml', 'fairlead: v1\n'],
        ['dev.yaml', 'note: of a submodule\n'],
        ['a.hbs', 'a'],
      ] as const)
        writeFileSync(join(root, path, name), text);
    }
  }
  if (submodules.length > 0)
    writeFileSync(
      join(root, '.gitmodules'),
      submodules.map((path) => `[submodule "${path}"]\n\tpath = ${path}\n\turl = ../other\n`).join(''),
    );
}

const lineOf = (dir: string) => (item: Finding) =>
  `${dir}${item.origin?.from === 'file' ? `${item.origin.path}:${item.origin.line}` : '-'} ${item.code}: ${item.message}`;

/** What a face makes of a tree: the apps, and what each renders to. */
export async function seenIn(tree: Tree): Promise<readonly string[]> {
  const out: string[] = [];
  for (const path of findApps(tree, [''])) {
    const app = await loadApp(path, tree, assets);
    out.push(`app ${JSON.stringify(path)}`, ...app.findings.map(lineOf('  ')));
    if (!app.ok) continue;
    for (const environment of app.value.app.environments) {
      const rendered = renderEnvironment(app.value, environment, { validate: true });
      const made = rendered.ok ? `${rendered.value.objects.length} ${digestOf(rendered.value.stream).slice(0, 15)}` : 'nothing';
      out.push(`  ${environment.name} ${JSON.stringify(environment.values)} ${made}`, ...rendered.findings.map(lineOf('    ')));
    }
  }
  return out;
}

/** What each file that the apps read holds, as base64, or the code of what is said of it. */
export const bytesIn = (tree: Tree): readonly string[] =>
  findApps(tree, ['']).flatMap((app) =>
    filesOf(app, tree, assets).paths.map((path) => {
      const bytes = tree.bytes(path);
      return `${path} ${bytes.ok ? Buffer.from(bytes.value).toString('base64') : bytes.findings[0]?.code}`;
    }),
  );

/** A work tree that shares the objects of a bare repository. */
export function workTree(root: string, objects: string): void {
  execFileSync('git', ['init', '-q', root]);
  writeFileSync(join(root, '.git/objects/info/alternates'), `${join(objects, 'objects')}\n`);
}
