import { isAbsolute, resolve } from 'node:path';
import { FINDINGS_FORMATS, type FindingsFormat } from '../report/index.js';
import { type Arguments, strings } from './arguments.js';
import { UsageError, type World } from './world.js';

/** A format that was asked for; printed if it has no file. */
export interface Asked {
  readonly as: FindingsFormat;
  readonly file?: string;
}

/** Every `--format`: `NAME` is printed, `NAME=FILE` written. Throws UsageError, so it is read before anything is done. */
export function formatsOf(args: Arguments, world: World): readonly Asked[] {
  const asked = strings(args, 'format').map((text): Asked => {
    const [name = '', ...rest] = text.split('=');
    const as = FINDINGS_FORMATS.find((known) => known === name);
    if (!as) throw new UsageError(`--format ${name}: there are ${FINDINGS_FORMATS.join(', ')}`);
    const file = rest.join('=');
    if (rest.length > 0 && file === '') throw new UsageError(`--format ${name}=: the name of the file is missing`);
    return file === '' ? { as } : { as, file: isAbsolute(file) ? file : resolve(world.cwd, file) };
  });
  const files = asked.flatMap(({ file }) => (file === undefined ? [] : [file]));
  if (asked.length - files.length > 1)
    throw new UsageError('two formats cannot be printed at once: write one to a file, `--format sarif=FILE`');
  const twice = files.find((file, i) => files.indexOf(file) < i);
  if (twice !== undefined) throw new UsageError(`two formats cannot be written to one file: ${twice}`);
  return asked;
}
