import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from '../../core/index.js';
import { nothingWritten, refusal, refusalOf, Unwritable } from './refusal.js';
import { lockOf, removeOld, sync, takeLock, writeTemporary } from './temporary.js';

/** What a file is to hold. */
export interface Change {
  /** Below the repository; absolute, where it is not there. */
  readonly path: string;
  /** Without a text, the file goes. */
  readonly text: string | undefined;
  /** What it held when that was decided, `null` for nothing; left out where it does not matter. */
  readonly before?: string | null | undefined;
}

/** A change with the file that it is about, links resolved. */
export interface Step extends Change {
  readonly real: string;
}

/** A file whose new and old bytes are on the disk beside it. */
interface Prepared extends Step {
  /** None, if the file goes. */
  readonly fresh: string | undefined;
  /** None, if the file was not there. */
  readonly backup: string | undefined;
}

/** Makes all changes, or none and says why; also of files that could not be taken back then. */
export function transaction(changes: readonly Step[]): readonly Finding[] {
  // Always in the same order, so that of several runs one gets all its locks.
  const steps = changes.toSorted((a, b) => (a.real < b.real ? -1 : 1));
  const folders = new Set(steps.map(({ real }) => dirname(real)));
  const made: string[] = [];
  const litter = new Set<string>();
  const replaced: Prepared[] = [];
  let current = '';
  let done = false;
  const each = <T extends Step, R>(list: readonly T[], work: (step: T) => R): readonly R[] =>
    list.map((step) => {
      current = step.path;
      return work(step);
    });
  try {
    each(steps, ({ real }) => makeFolder(dirname(real), made));
    for (const folder of folders) attempt(() => removeOld(folder));
    each(steps, ({ path, real }) => lock(path, real, litter));
    const prepared = each(steps, (step) => prepare(step, litter)).flat();
    // When all are written: the first then takes most of the time, and the others little.
    each(prepared, ({ fresh }) => fresh !== undefined && sync(fresh));
    each(prepared, (item) => {
      replace(item);
      replaced.push(item);
    });
    done = true;
    return [];
  } catch (error) {
    const left = replaced.toReversed().flatMap((item) => takeBack(item, litter));
    const refused = [refusalOf(current, error)];
    return left.length > 0 ? [...refused, ...left] : nothingWritten(refused);
  } finally {
    for (const file of litter) attempt(() => rmSync(file));
    if (!done) for (const folder of made.toReversed()) attempt(() => rmdirSync(folder));
    // Some systems cannot, and need not.
    for (const folder of folders) attempt(() => sync(folder));
  }
}

function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), made);
  // Another run may have made it meanwhile, which is then not ours to remove.
  if (mkdirSync(folder, { recursive: true }) !== undefined) made.push(folder);
}

/** Held from before the old bytes are compared until the new ones are there. */
function lock(path: string, real: string, litter: Set<string>): void {
  const file = lockOf(real);
  if (litter.has(file)) return;
  if (!takeLock(file)) {
    const fix = `run it again; if nothing else runs here, remove \`${file}\``;
    throw new Unwritable(refusal('file/busy', path, 'is being written by another run of Fairlead', fix));
  }
  litter.add(file);
}

function prepare(step: Step, litter: Set<string>): readonly Prepared[] {
  const { path, real, text, before } = step;
  const stats = lstatSync(real, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) throw new Unwritable(refusal('file/unwritable', path, 'is not a regular file'));
  const old = stats && readFileSync(real);
  if (before !== undefined && before !== (old?.toString() ?? null))
    throw new Unwritable(refusal('file/busy', path, 'was changed since it was read', 'run it again'));
  const bytes = text === undefined ? undefined : Buffer.from(text);
  if (bytes === undefined ? old === undefined : old?.equals(bytes)) return [];
  const write = (content: Buffer): string => {
    const temporary = writeTemporary(real, content, stats);
    litter.add(temporary);
    return temporary;
  };
  return [{ ...step, fresh: bytes && write(bytes), backup: old && write(old) }];
}

function replace({ real, fresh }: Prepared): void {
  if (fresh === undefined) rmSync(real);
  else renameSync(fresh, real);
}

/** Puts back what was there. */
function takeBack({ path, real, backup }: Prepared, litter: Set<string>): readonly Finding[] {
  try {
    if (backup === undefined) rmSync(real);
    else renameSync(backup, real);
    return [];
  } catch {
    if (backup !== undefined) litter.delete(backup);
    const old = backup === undefined ? '' : `; what it held is in \`${backup}\``;
    return [refusal('file/unwritable', path, `was written, and could not be taken back${old}`)];
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {}
}
