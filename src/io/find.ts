import { isUtf8 } from 'node:buffer';
import { type Finding, type FindingCode, finding, type Origin, seenFrom } from '../core/index.js';
import { type Kind, kindsIn, type Store } from './store.js';

/** What a path leads to behind all links, or why that cannot be said. */
export type Found =
  | {
      readonly ok: true;
      readonly kind: Exclude<Kind, 'link' | 'submodule'>;
      readonly value: string;
      readonly findings: readonly [];
    }
  | Broken;
export interface Broken {
  readonly ok: false;
  readonly findings: readonly [Finding];
}

/** As many as Linux follows. */
const MOST_LINKS = 40;
const INSIDE = 'let it lead to a file or folder of the repository';

const startOf = (path: string): Origin => ({ from: 'file', path, line: 1, column: 1, length: 1 });

/** What cannot be read stands at the path that is to be fixed. */
export const broken = (code: FindingCode, path: string, message: string, fix?: string): Broken => ({
  ok: false,
  findings: [finding(code, message, { origin: startOf(path), ...(fix ? { fix } : {}) })],
});

export const submodule = (path: string): Broken =>
  broken('file/submodule', path, 'a submodule: its files are not in this repository', 'put a copy of them here');

export const badName = (path: string): Broken => broken('file/bad-name', path, 'the name is not UTF-8', 'rename it');

export const circle = (path: string): Broken => broken('file/bad-link', path, 'the symbolic link leads in a circle', INSIDE);

const outside = (path: string): Broken =>
  broken('file/outside-root', path, 'a symbolic link leads out of the repository', 'copy the file into the repository');

const hidden = (folder: string): Broken => {
  const what = folder.endsWith('node_modules') ? 'node_modules' : 'a folder whose name begins with a dot';
  return broken('file/hidden-folder', folder, `nothing in ${what} is read`, 'move the files to another folder');
};

/** Folders that no face looks into: those of tools, git's own among them. */
export const isHiddenFolder = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** A name that is not UTF-8 has this character, on disk as in what git and GitHub say. */
export const isBadName = (name: string): boolean => name.includes('\uFFFD');

export const below = (dir: string, name: string): string => (dir === '' ? name : `${dir}/${name}`);

/** The last one first. */
const stepsOf = (path: string): string[] =>
  path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .toReversed();

/**
 * Follows paths link by link, never out of the store: a link has a relative target, and `..` ends at the root. Undefined where nothing is
 * and no link is to blame.
 */
export function finder(store: Store): (path: string) => Found | undefined {
  const known = new Map<string, Found | undefined>();
  const kindOf = kindsIn(store);

  /** One step from a folder without links. A text: the link's target. */
  function step(here: string, name: string, isLast: boolean): Found | undefined | string {
    const path = below(here, name);
    if (isBadName(name)) return badName(path);
    if (isHiddenFolder(name) && (!isLast || name === '.git')) return hidden(path);
    const kind = kindOf(here, name);
    if (kind === undefined) return undefined;
    if (kind === 'unreadable') return broken('file/unreadable', here, 'the folder cannot be read');
    if (kind === 'submodule') return submodule(path);
    if (kind === 'folder' && isHiddenFolder(name)) return hidden(path);
    if (kind !== 'link') return { ok: true, kind, value: path, findings: [] };
    const target = store.target(path);
    if (typeof target === 'string') return broken('file/unreadable', path, `the symbolic link cannot be read (${target})`);
    return isUtf8(target) ? Buffer.from(target).toString() : broken('file/bad-link', path, 'its target is not UTF-8', INSIDE);
  }

  function follow(path: string): Found | undefined {
    const steps = stepsOf(path);
    let at: Found & { readonly ok: true } = { ok: true, kind: 'folder', value: '', findings: [] };
    let link: string | undefined;
    let dotted: string | undefined;
    for (let links = 0; steps.length > 0; ) {
      const name = steps.pop() ?? '';
      if (name === '..') {
        if (at.value === '') return outside(link ?? path);
        at = { ...at, kind: 'folder', value: at.value.slice(0, Math.max(0, at.value.lastIndexOf('/'))) };
        continue;
      }
      const next: Found | string | undefined = at.kind === 'folder' ? step(at.value, name, steps.length === 0) : undefined;
      if (typeof next === 'string') {
        link = below(at.value, name);
        if (isHiddenFolder(name)) dotted = link;
        if (++links > MOST_LINKS)
          return broken(
            'file/bad-link',
            path,
            `the symbolic link leads in a circle, or over more than ${MOST_LINKS} others`,
            INSIDE,
          );
        if (next.startsWith('/')) return outside(link);
        steps.push(...stepsOf(next));
      } else if (!next) {
        return link === undefined ? undefined : broken('file/bad-link', link, 'the symbolic link leads to nothing', INSIDE);
      } else if (!next.ok) {
        return link === undefined ? next : { ok: false, findings: [seenFrom(next.findings[0], startOf(link))] };
      } else {
        at = next;
      }
    }
    return dotted !== undefined && at.kind === 'folder' ? hidden(dotted) : at;
  }

  return (path) => {
    if (!known.has(path)) known.set(path, follow(path));
    return known.get(path);
  };
}
