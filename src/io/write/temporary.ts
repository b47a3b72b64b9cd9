import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './refusal.js';

/** What a run puts beside a file while it writes: new bytes, old ones, and a lock. All end alike, so that what a killed run leaves can be told. */
const OURS = /^\..*\.(?:[0-9a-f]{16}|lock)\.fairlead-tmp$/s;

/** No run takes as long. */
const HOUR = 3_600_000;

/** Short enough that a long name with our ending is no longer than a name may be. */
const beside = (file: string, mark: string) => join(dirname(file), `.${basename(file).slice(0, 60)}.${mark}.fairlead-tmp`);

/** The file that only one run can make for another file at a time. */
export const lockOf = (file: string): string => beside(file, 'lock');

/** Gives whether it could be taken: another run may have it. */
export function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Writes bytes to a new file with a random name beside the one that they are for, with the mode and the owner of it. */
export function writeTemporary(file: string, bytes: Uint8Array, old: Stats | undefined): string {
  const temporary = beside(file, randomBytes(8).toString('hex'));
  const descriptor = openSync(temporary, 'wx', old ? 0o600 : 0o666);
  try {
    writeFileSync(descriptor, bytes);
    if (old) takeAfter(descriptor, old);
  } catch (error) {
    rmSync(temporary);
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return temporary;
}

function takeAfter(descriptor: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Only root gives files away.
  }
  fchmodSync(descriptor, mode & 0o7777);
}

/** Waits until a file, or the renames in a folder, are on the disk. */
export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes what runs that were killed have left in a folder. */
export function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!OURS.test(name)) continue;
    const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (stats?.isFile() && stats.mtimeMs < Date.now() - HOUR) rmSync(join(folder, name), { force: true });
  }
}
