import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { type Rendered, type RenderedObject, toStream } from '../core/index.js';

/** A file to write below the output folder. A group is what one run makes as a whole: an environment of an app. */
export interface OutputFile {
  readonly group: string;
  readonly path: string;
  readonly text: string;
}

/** Remembers what earlier runs wrote, so that what is no longer made can be removed, and nothing else is. */
const LEDGER = '.fairlead-output.json';

function readLedger(dir: string): Record<string, string[]> {
  try {
    const data: unknown = JSON.parse(readFileSync(join(dir, LEDGER), 'utf8'));
    if (typeof data !== 'object' || data === null) return {};
    return Object.fromEntries(
      Object.entries(data).map(([group, files]) => [group, Array.isArray(files) ? files.map(String) : []]),
    );
  } catch {
    return {};
  }
}

/** Written beside and renamed, so that a reader never sees half a file. What is no file, such as a pipe, is written to as it is. */
export function writeFileWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && !statSync(file).isFile()) {
    writeFileSync(file, text);
    return;
  }
  try {
    writeFileSync(`${file}.partial`, text);
    renameSync(`${file}.partial`, file);
  } catch (error) {
    rmSync(`${file}.partial`, { force: true });
    throw error;
  }
}

/** Makes a file hold this text; without one, the file goes. */
export function settle(file: string, text: string | undefined): void {
  if (text === undefined) rmSync(file, { force: true });
  else writeFileWhole(file, text);
}

function removeEmptyFolders(dir: string, top: string): void {
  if (dir === top || !dir.startsWith(top) || !existsSync(dir) || readdirSync(dir).length > 0) return;
  rmdirSync(dir);
  removeEmptyFolders(dirname(dir), top);
}

/** The ledger is a file that people could edit: what it names is removed only if it is a file of this folder, not behind a link. */
function isFileBelow(dir: string, path: string): boolean {
  const top = realpathSync(dir);
  const file = join(top, path);
  return file.startsWith(top + sep) && existsSync(file) && realpathSync(file) === file && lstatSync(file).isFile();
}

/**
 * Writes files below a folder; those of the same groups that an earlier run wrote and this one does not make are removed.
 * Unchanged files are not touched.
 */
export function writeOutput(
  dir: string,
  files: readonly OutputFile[],
): { readonly written: number; readonly same: number; readonly removed: number } {
  const ledger = readLedger(dir);
  const made = new Set(files.map((file) => file.path));
  const groups = new Set(files.map((file) => file.group));
  const changed = files.filter(
    (file) => !existsSync(join(dir, file.path)) || readFileSync(join(dir, file.path), 'utf8') !== file.text,
  );
  for (const file of changed) writeFileWhole(join(dir, file.path), file.text);

  const old = [...groups].flatMap((group) => ledger[group] ?? []).filter((path) => !made.has(path) && isFileBelow(dir, path));
  for (const path of old) {
    rmSync(join(dir, path));
    removeEmptyFolders(dirname(join(dir, path)), dir);
  }
  for (const group of groups) ledger[group] = files.filter((file) => file.group === group).map((file) => file.path);
  const text = `${JSON.stringify(Object.fromEntries(Object.entries(ledger).toSorted(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
  if (!existsSync(join(dir, LEDGER)) || readFileSync(join(dir, LEDGER), 'utf8') !== text) writeFileWhole(join(dir, LEDGER), text);
  return { written: changed.length, same: files.length - changed.length, removed: old.length };
}

/** The files of one environment: its whole stream, or with `split` one per object. */
export function outputFiles(
  group: string,
  { objects, stream }: Pick<Rendered, 'objects' | 'stream'>,
  split: boolean,
): readonly OutputFile[] {
  if (!split) return [{ group, path: `${group}.yaml`, text: stream }];
  const seen = new Map<string, number>();
  return objects.map((object) => {
    const name = fileName(object);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { group, path: `${group}/${name}${count > 1 ? `-${count}` : ''}.yaml`, text: toStream([object]) };
  });
}

const fileName = ({ ref }: RenderedObject) => `${ref.kind}-${ref.name}`.toLowerCase().replace(/[^a-z0-9._-]/g, '_');
