import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
    return Object.fromEntries(Object.entries(data).map(([group, files]) => [group, Array.isArray(files) ? files.map(String) : []]));
  } catch {
    return {};
  }
}

/** Written beside and renamed, so that a reader never sees half a file. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.partial`, text);
  renameSync(`${file}.partial`, file);
}

function removeEmptyFolders(dir: string, top: string): void {
  if (dir === top || !dir.startsWith(top) || !existsSync(dir) || readdirSync(dir).length > 0) return;
  rmdirSync(dir);
  removeEmptyFolders(dirname(dir), top);
}

/**
 * Writes files below a folder; those of the same groups that an earlier run wrote and this one does not make are removed.
 * Unchanged files are not touched.
 */
export function writeOutput(dir: string, files: readonly OutputFile[]): { readonly written: number; readonly same: number; readonly removed: number } {
  const ledger = readLedger(dir);
  const made = new Set(files.map((file) => file.path));
  const groups = new Set(files.map((file) => file.group));
  const changed = files.filter((file) => !existsSync(join(dir, file.path)) || readFileSync(join(dir, file.path), 'utf8') !== file.text);
  for (const file of changed) writeWhole(join(dir, file.path), file.text);

  // The ledger is a file that people could edit: what it names is removed only below the folder.
  const old = [...groups].flatMap((group) => ledger[group] ?? []).filter((path) => !made.has(path) && !path.split('/').includes('..') && existsSync(join(dir, path)));
  for (const path of old) {
    rmSync(join(dir, path));
    removeEmptyFolders(dirname(join(dir, path)), dir);
  }
  for (const group of groups) ledger[group] = files.filter((file) => file.group === group).map((file) => file.path);
  const text = `${JSON.stringify(Object.fromEntries(Object.entries(ledger).toSorted(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
  if (!existsSync(join(dir, LEDGER)) || readFileSync(join(dir, LEDGER), 'utf8') !== text) writeWhole(join(dir, LEDGER), text);
  return { written: changed.length, same: files.length - changed.length, removed: old.length };
}
