// Compiled code that one run of the command line leaves to the next. It is loaded before everything else, so it imports nothing of ours.
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';

/** The id of a build, a digest, with which the name of its every file begins. */
const BUILD = /^[0-9a-f]{16}-/;

/**
 * Where the code of this build, this engine and this command is kept, without links on the way to the folder; nowhere if it is turned off, if we
 * cannot tell whose files are whose, or if it could come with what we work on.
 */
export function codeFile(build: string, command: string, args: readonly string[]): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE: off, XDG_CACHE_HOME: xdg = '', HOME: home = '' } = process.env;
  if (off || !process.getuid) return undefined;
  const caches = isAbsolute(xdg) ? xdg : isAbsolute(home) ? join(home, '.cache') : undefined;
  try {
    const folder = caches && join(realPath(caches), 'fairlead');
    if (!folder || isInWorkTree(folder, args)) return undefined;
    return join(folder, `${build}-${process.versions.v8}-${process.arch}-${command}`);
  } catch {
    return undefined;
  }
}

/** The folder itself may be missing, and is made then; what is above it has to be there. */
const realPath = (path: string): string =>
  existsSync(path) ? realpathSync.native(path) : join(realpathSync.native(dirname(path)), basename(path));

/** Whether a folder is at or below a Git work tree, the working directory, Argo CD's checkout, or the folder of something that an argument names. */
function isInWorkTree(folder: string, args: readonly string[]): boolean {
  const above: string[] = [];
  for (let here = folder; above.at(-1) !== here; here = dirname(here)) above.push(here);
  const cwd = process.cwd();
  const steps = (process.env['ARGOCD_APP_SOURCE_PATH'] ?? '').split('/').filter((step) => step !== '' && step !== '.');
  const source = `/${steps.join('/')}`;
  const places = [cwd, ...(cwd.endsWith(source) ? [cwd.slice(0, -source.length)] : [])];
  const named = args.flatMap((arg) => [arg, arg.slice(arg.indexOf('=') + 1), arg.slice(2)]).filter((path) => existsSync(path));
  for (const path of named) places.push(statSync(path).isDirectory() ? path : dirname(path));
  return above.some((path) => existsSync(join(path, '.git'))) || places.some((path) => above.includes(realpathSync.native(path)));
}

/** Shipped code is ASCII: there is nothing to decode. */
export const readSource = (file: string): string => readFileSync(file, 'latin1');

/**
 * A process that can write these files decides what runs. So they belong to the user alone, as no file of a checkout does, or to root: an image may
 * have some that all can read.
 */
const trusted = ({ uid, mode }: Stats): boolean =>
  uid === process.getuid?.() ? (mode & 0o077) === 0 : uid === 0 && (mode & 0o022) === 0;

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
