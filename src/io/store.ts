import { isUtf8 } from 'node:buffer';

/** What stands under a name; `other` is neither file nor folder: a pipe, a socket, a device. */
export type Kind = 'file' | 'link' | 'folder' | 'submodule' | 'other';

/** What differs between a disk, a commit and GitHub. The paths that it is asked for have no link in them, so that it never follows one. */
export interface Store {
  /** What is in a folder, by name; undefined if it cannot be read. */
  readonly entries: (dir: string) => ReadonlyMap<string, Kind> | undefined;
  /** The bytes of a file; else why there are none. */
  readonly bytes: (path: string) => Uint8Array | string;
  /** Where a link points, as bytes. */
  readonly target: (path: string) => Uint8Array | string;
}

/** No file that is read is larger, schemas of other tools included. */
export const MOST_BYTES = 16 << 20;
/** In the place of the bytes of such a file. */
export const TOO_LARGE = 'it is larger than 16 MiB';

/** What stands under a name of a folder; undefined for nothing. A disk has submodules as folders: with a `.git`, or empty where they are not checked out. */
export function kindsIn(store: Store): (dir: string, name: string) => Kind | 'unreadable' | undefined {
  let named: ReadonlySet<string | undefined> | undefined;
  const namedSubmodules = () => {
    const bytes = store.entries('')?.get('.gitmodules') === 'file' ? store.bytes('.gitmodules') : '';
    const text = typeof bytes === 'string' || !isUtf8(bytes) ? '' : Buffer.from(bytes).toString();
    return new Set(text.split('\n').map((line) => /^path\s*=(.*)/.exec(line.trim())?.[1]?.trim()));
  };
  return (dir, name) => {
    const entries = store.entries(dir);
    if (!entries) return 'unreadable';
    const kind = entries.get(name);
    if (kind !== 'folder') return kind;
    const path = dir === '' ? name : `${dir}/${name}`;
    const inside = store.entries(path);
    if (inside?.has('.git')) return 'submodule';
    if (inside?.size !== 0) return 'folder';
    named ??= namedSubmodules();
    return named.has(path) ? 'submodule' : 'folder';
  };
}
