import { lstatSync, readFileSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, type Outcome } from '../core/index.js';
import { belowRoot } from './disk.js';
import { LARGEST_LEDGER, LEDGER, type Ledger, readLedger, writeLedger } from './ledger.js';
import type { OutputFile } from './output-files.js';
import { writeFiles } from './write/files.js';
import { nothingWritten, refusal, refusalOf } from './write/refusal.js';
import { fileAt, placed, realPath, typedPath } from './write/target.js';

/** What was done in an output folder. */
export interface Output {
  readonly written: number;
  readonly same: number;
  readonly removed: number;
  /** Why files stay that an earlier run may have written and this one does not make. */
  readonly notes: readonly string[];
}

/** Without links, and as findings call it. */
interface Folder {
  readonly root: string;
  readonly real: string;
  readonly shown: string;
}

/**
 * Writes files below a folder that the user named by its absolute path; those of the same groups that an earlier run wrote and this one does not
 * make are removed, if they are as they were written. Unchanged files are not touched. All is done, or nothing.
 */
export function writeOutput(root: string, dir: string, files: readonly OutputFile[]): Outcome<Output> {
  try {
    const { path: shown, place } = typedPath(root, dir);
    return writeBelow({ root, real: placed(shown, place), shown }, files);
  } catch (error) {
    return { ok: false, findings: nothingWritten([refusalOf(belowRoot(root, dir) ?? dir, error)]) };
  }
}

function writeBelow(folder: Folder, files: readonly OutputFile[]): Outcome<Output> {
  const before = textAt(folder, LEDGER);
  const ledger = readLedger(before ?? '');
  const changed = files.filter(({ path, text }) => textAt(folder, path) !== text);
  const inputs = changed.filter((file) => isInput(folder, file, ledger?.get(file.group)?.get(file.path)));
  if (inputs.length > 0) return { ok: false, findings: nothingWritten(inputs.map(({ path }) => refuseInput(folder, path))) };
  const { gone, notes } = obsolete(folder, ledger ?? new Map(), files);
  const findings = writeFiles(
    [
      ...changed,
      ...gone.map(([path, text]) => ({ path, text: undefined, before: text })),
      { path: LEDGER, text: writeLedger(withFiles(ledger, files)), before },
    ].map((change) => ({ ...change, path: join(folder.shown, change.path) })),
    { root: folder.root, within: folder.real },
  );
  if (findings.length > 0) return { ok: false, findings };
  for (const [path] of gone) removeEmpty(folder.real, dirname(path));
  const unknown = before === null || ledger ? [] : [`nothing was removed, since ${join(folder.shown, LEDGER)} holds no digests`];
  const value = {
    written: changed.length,
    same: files.length - changed.length,
    removed: gone.length,
    notes: [...unknown, ...notes],
  };
  return { ok: true, value, findings };
}

/** Beside a `fairlead.yaml` a file that no run of ours wrote, such as the values of an environment, is the user's own. */
function isInput(folder: Folder, { path }: OutputFile, digest: string | undefined): boolean {
  const text = textAt(folder, path);
  return typeof text === 'string' && digestOf(text) !== digest && neighbourOf(folder.real, path, ['fairlead.yaml']) !== undefined;
}

const refuseInput = ({ shown }: Folder, path: string) =>
  refusal(
    'file/unwritable',
    join(shown, path),
    'stands beside a `fairlead.yaml`, and `render` did not write it',
    'name another output folder',
  );

/** What a file of the folder holds: `null` for nothing, `undefined` for what cannot be read here, such as a folder or a link that leads out. */
function textAt({ root, real, shown }: Folder, path: string): string | null | undefined {
  try {
    const file = fileAt(join(shown, path), { root, within: real });
    if (!file.stats) return null;
    const isRead = file.stats.isFile() && (path !== LEDGER || file.stats.size <= LARGEST_LEDGER);
    return isRead ? readFileSync(file.real, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** The files of earlier runs that are to be removed, with their texts, and why others stay. */
function obsolete(folder: Folder, ledger: Ledger, files: readonly OutputFile[]) {
  const made = new Set(files.map(({ path }) => path));
  const groups = new Set(files.map(({ group }) => group));
  const notes = new Set<string>();
  const gone = [...groups].flatMap((group) =>
    [...(ledger.get(group) ?? [])].flatMap(([path, digest]): readonly (readonly [string, string])[] => {
      const text = made.has(path) ? null : textAt(folder, path);
      if (text === null) return [];
      const neighbour = neighbourOf(folder.real, path, ['.git', 'fairlead.yaml']);
      if (neighbour !== undefined) notes.add(`nothing was removed beside ${join(folder.shown, neighbour)}`);
      else if (text === undefined || digestOf(text) !== digest || isLinked(folder.real, path))
        notes.add(`${join(folder.shown, path)} was not removed, since it was changed`);
      else return [[path, text]];
      return [];
    }),
  );
  return { gone, notes };
}

const isLinked = (top: string, path: string): boolean => realPath(join(top, path)) !== join(top, path);

/** The first of some names that stands beside a file or in a folder around it. What users or Git keep there is not ours to remove or replace. */
function neighbourOf(top: string, path: string, names: readonly string[]): string | undefined {
  const dir = dirname(path);
  const found = names.find((name) => lstatSync(join(top, dir, name), { throwIfNoEntry: false }));
  if (found !== undefined) return join(dir, found);
  return dir === '.' ? undefined : neighbourOf(top, dir, names);
}

function withFiles(ledger: Ledger | undefined, files: readonly OutputFile[]): Ledger {
  const made = new Map<string, Map<string, string>>();
  for (const { group, path, text } of files) made.set(group, (made.get(group) ?? new Map()).set(path, digestOf(text)));
  return new Map([...(ledger ?? []), ...made]);
}

/** Removes a folder, and those around it, as long as they are empty; one that stays harms nobody. */
function removeEmpty(top: string, dir: string): void {
  if (dir === '.') return;
  try {
    rmdirSync(join(top, dir));
  } catch {
    return;
  }
  removeEmpty(top, dirname(dir));
}
