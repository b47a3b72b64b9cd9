import { join } from 'node:path';
import type { Finding } from '../core/index.js';
import { belowRoot } from '../io/tree.js';
import { FINDINGS_FORMATS, type FindingsOf, formatFindings, groupFindings } from '../report/index.js';
import { fromHere, type Project } from './project.js';
import { VERSION } from './version.js';
import type { World } from './world.js';

/** Findings as text, each once with the environments that have it, with paths as seen from the working directory. */
export function findingsText(
  list: readonly FindingsOf[],
  format: string | undefined,
  project: Pick<Project, 'root' | 'tree'>,
  world: World,
): string {
  const as = FINDINGS_FORMATS.find((name) => name === (format ?? (world.terminal ? 'pretty' : 'text'))) ?? 'text';
  // Code scanning takes places in the repository only, named from its root; a built-in bundle is none of its files.
  const inRepository = (item: Finding): Finding => {
    const { origin, ...rest } = item;
    return origin?.from !== 'file' || project.tree.exists(origin.path) ? item : rest;
  };
  if (as === 'sarif')
    return formatFindings(groupFindings(list.map((item) => ({ ...item, findings: item.findings.map(inRepository) }))), as, {
      version: VERSION,
    });
  const here = list.map((item) => ({ ...item, findings: fromHere(item.findings, project, world) }));
  return formatFindings(groupFindings(here), as, {
    colour: world.terminal,
    version: VERSION,
    sources: (path) => {
      const file = project.tree.read(belowRoot(project.root, join(world.cwd, path)) ?? path);
      return file.ok ? file.value.text : undefined;
    },
  });
}
