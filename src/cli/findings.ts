import { join } from 'node:path';
import type { Finding, Origin } from '../core/index.js';
import { loadAssets } from '../io/assets.js';
import { belowRoot } from '../io/disk.js';
import { writeTyped } from '../io/write/typed.js';
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
import type { World } from './world.js';

type Where = Pick<Project, 'root' | 'tree'>;

/** Grouped findings in a format: users read paths from where they are, programs from the repository's root. */
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

/** Findings for users, each once with the environments that have it. */
export const findingsText = (list: readonly FindingsOf[], project: Where, world: World): string =>
  formatted(groupFindings(list), world.terminal ? 'pretty' : 'text', project, world);

/** Prints findings in the format that was asked for, then writes those that go to files. Gives, and says, why they could not be written. */
export function printFindings(
  list: readonly EnvironmentFinding[],
  asked: readonly Asked[],
  project: Where,
  world: World,
  print: (text: string) => void,
): readonly Finding[] {
  const printed = asked.find(({ file }) => file === undefined)?.as ?? (world.terminal ? 'pretty' : 'text');
  print(formatted(list, printed, project, world));
  const files = asked.flatMap(({ as, file }) =>
    file === undefined ? [] : [{ path: file, text: formatted(list, as, project, world) }],
  );
  const unwritten = writeTyped(project.root, files);
  world.err(findingsText([{ app: '', environment: '', findings: unwritten }], project, world));
  return unwritten;
}
