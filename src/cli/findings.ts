import { join } from 'node:path';
import type { Origin } from '../core/index.js';
import { loadAssets } from '../io/assets.js';
import { writeFileWhole } from '../io/output.js';
import { belowRoot } from '../io/tree.js';
import {
  type EnvironmentFinding,
  type FindingEntry,
  type FindingsFormat,
  type FindingsOf,
  formatFindings,
  groupFindings,
} from '../report/index.js';
import type { Asked } from './formats.js';
import { fromHere, type Project } from './project.js';
import { VERSION } from './version.js';
import { UsageError, type World } from './world.js';

type Where = Pick<Project, 'root' | 'tree'>;

/** Grouped findings in a format: people read paths from where they are, programs from the repository's root. */
function formatted(list: readonly EnvironmentFinding[], as: FindingsFormat, project: Where, world: World): string {
  if (as === 'sarif') {
    const entries = loadAssets(world.assets).findings();
    const told = (code: string) => (Object.hasOwn(entries, code) ? (entries[code] as FindingEntry) : undefined);
    return formatFindings(
      list.map((item) => inRepository(item, project)),
      as,
      { version: VERSION, entries: told },
    );
  }
  if (as !== 'pretty' && as !== 'text') return formatFindings(list, as);
  return formatFindings(fromHere(list, project, world), as, {
    colour: world.terminal,
    sources: (path) => {
      const file = project.tree.read(belowRoot(project.root, join(world.cwd, path)) ?? path);
      return file.ok ? file.value.text : undefined;
    },
  });
}

/** Code scanning takes places in the repository only; a built-in bundle is none of its files. */
function inRepository(item: EnvironmentFinding, { tree }: Where): EnvironmentFinding {
  const { origin, template, ...rest } = item;
  const isThere = (place: Origin | undefined) => place?.from !== 'file' || tree.exists(place.path);
  return { ...rest, ...(origin && isThere(origin) ? { origin } : {}), ...(template && isThere(template) ? { template } : {}) };
}

/** Findings for people, each once with the environments that have it. */
export const findingsText = (list: readonly FindingsOf[], project: Where, world: World): string =>
  formatted(groupFindings(list), world.terminal ? 'pretty' : 'text', project, world);

/** Prints findings in the format that was asked for, then writes those that go to files. */
export function printFindings(
  list: readonly EnvironmentFinding[],
  asked: readonly Asked[],
  project: Where,
  world: World,
  print: (text: string) => void,
): void {
  const printed = asked.find(({ file }) => file === undefined)?.as ?? (world.terminal ? 'pretty' : 'text');
  print(formatted(list, printed, project, world));
  for (const { as, file } of asked) if (file !== undefined) writeReport(file, formatted(list, as, project, world));
}

function writeReport(file: string, text: string): void {
  try {
    writeFileWhole(file, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`${file} cannot be written (${String(error.code)})`);
  }
}
