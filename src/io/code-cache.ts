// Compiled code that one run of the command line leaves to the next. It is loaded before everything else, so it imports nothing of ours.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';

/** The id of a build, a digest, with which the name of its every file begins. */
const BUILD = /^[0-9a-f]{16}-/;

/** Where the code of this build, this engine and this command is kept; nowhere if it is turned off, or if we cannot tell whose files are whose. */
export function codeFile(build: string, command: string): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE: off, XDG_CACHE_HOME: caches = '', HOME: home = '' } = process.env;
  if (off || !process.getuid) return undefined;
  const folder = isAbsolute(caches) ? caches : isAbsolute(home) ? join(home, '.cache') : undefined;
  return folder && join(folder, 'fairlead', `${build}-${process.versions.v8}-${process.arch}-${command}`);
}

/** Shipped code is ASCII: there is nothing to decode. */
export const readSource = (file: string): string => readFileSync(file, 'latin1');

/** Whoever can write these files decides what runs: that has to be the user, or root, and nobody else. */
const trusted = ({ uid, mode }: Stats): boolean => (uid === 0 || uid === process.getuid?.()) && (mode & 0o022) === 0;

/**
 * The code of an earlier run, if there is some that can be trusted and is whole. The engine itself looks at the length of it only, and runs, or crashes on,
 * what a bad disk made of it. So it is written twice, and compared: in a cold process a sum takes longer, and `node:crypto` or `node:zlib` to load far longer.
 */
export function readCode(file: string): Buffer | undefined {
  try {
    const folder = lstatSync(dirname(file));
    if (!folder.isDirectory() || !trusted(folder)) return undefined;
    // Neither follows a link nor waits for a pipe's other end.
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile() || !trusted(stats)) return undefined;
      const bytes = readFileSync(descriptor);
      const code = bytes.subarray(0, bytes.length / 2);
      return code.length > 0 && code.equals(bytes.subarray(code.length)) ? code : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** Keeps code for later runs, where that can be done: what is in the way of it is nobody's mistake, and not spoken of. */
export function keepCode(file: string, code: () => Buffer): void {
  try {
    const folder = dirname(file);
    makeFolder(dirname(folder));
    makeFolder(folder);
    const stats = lstatSync(folder);
    if (!stats.isDirectory() || !trusted(stats) || stats.uid !== process.getuid?.()) return;
    writeWhole(file, code);
    removeOthers(folder, basename(file).slice(0, 17));
  } catch {}
}

/** One folder, for the user alone. What is above it has to be there: a home that does not exist is not made. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, 0o700);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Other processes see all of the file or nothing of it. The code is asked for last, since that takes time, and a disk may be read-only. */
function writeWhole(file: string, code: () => Buffer): void {
  const temporary = `${file}.${process.pid}.${Date.now()}`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    try {
      const bytes = code();
      writeFileSync(descriptor, bytes);
      writeFileSync(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

/** Each build needs files of its own: without those of builds before, the folder does not grow. */
function removeOthers(folder: string, build: string): void {
  for (const name of readdirSync(folder)) if (BUILD.test(name) && !name.startsWith(build)) unlinkSync(join(folder, name));
}
