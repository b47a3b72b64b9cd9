import { join, resolve } from 'node:path';
import type { Finding } from '../core/index.js';
import { writeFileWhole } from '../io/output.js';
import { belowRoot } from '../io/tree.js';
import {
  type EnvironmentFinding,
  FINDINGS_FORMATS,
  type FindingsFormat,
  type FindingsOf,
  formatFindings,
  groupFindings,
} from '../report/index.js';
import { type Arguments, strings } from './arguments.js';
import { fromHere, type Project } from './project.js';
import { VERSION } from './version.js';
import { UsageError, type World } from './world.js';

type Where = Pick<Project, 'root' | 'tree'>;

/** Grouped findings in a format, with paths as seen from the working directory; sarif names them from the repository's root. */
function formatted(list: readonly EnvironmentFinding[], as: FindingsFormat, project: Where, world: World): string {
  // Code scanning takes places in the repository only; a built-in bundle is none of its files.
  const inRepository = (item: EnvironmentFinding): EnvironmentFinding => {
    const { origin, ...rest } = item;
    return origin?.from !== 'file' || project.tree.exists(origin.path) ? item : rest;
  };
  if (as === 'sarif') return formatFindings(list.map(inRepository), as, { version: VERSION });
  return formatFindings(fromHere(list, project, world), as, {
    colour: world.terminal,
    version: VERSION,
    sources: (path) => {
      const file = project.tree.read(belowRoot(project.root, join(world.cwd, path)) ?? path);
      return file.ok ? file.value.text : undefined;
    },
  });
}

/** Findings for people, each once with the environments that have it. */
export const findingsText = (list: readonly FindingsOf[], project: Where, world: World): string =>
  formatted(groupFindings(list), world.terminal ? 'pretty' : 'text', project, world);

/** Prints findings in every `--format` asked for: `NAME` is printed, `NAME=FILE` written to the file. */
export function printFindings(
  list: readonly EnvironmentFinding[],
  args: Arguments,
  project: Where,
  world: World,
  print: (text: string) => void,
): void {
  const asked = strings(args, 'format').map((text) => {
    const [name = '', ...file] = text.split('=');
    const as = FINDINGS_FORMATS.find((known) => known === name);
    if (!as) throw new UsageError(`--format ${name}: there are ${FINDINGS_FORMATS.join(', ')}`);
    return { as, file: file.join('=') };
  });
  const printed = asked.filter(({ file }) => file === '');
  if (printed.length > 1)
    throw new UsageError('two formats cannot be printed at once: write one to a file, `--format sarif=FILE`');
  for (const { as, file } of asked)
    if (file !== '') writeFileWhole(resolve(world.cwd, file), formatted(list, as, project, world));
  print(formatted(list, printed[0]?.as ?? (world.terminal ? 'pretty' : 'text'), project, world));
}

/** The certain changes that findings carry. */
export const editsIn = (list: readonly FindingsOf[]) =>
  list.flatMap(({ findings }) => findings.flatMap(({ edit }: Finding) => (edit ? [edit] : [])));
