import { relative, join } from 'node:path';
import type { Finding } from '../core/index.js';
import { formatFindings, groupFindings } from '../report/index.js';
import type { Project } from './project.js';
import { type World } from './world.js';

/** The findings of one environment, or of an app as a whole (environment empty). */
export interface FindingsOf {
  readonly app: string;
  readonly environment: string;
  readonly findings: readonly Finding[];
}

/** Prints findings, each once with the environments that have it. */
export function findingsText(list: readonly FindingsOf[], format: string | undefined, project: Pick<Project, 'root' | 'tree'>, world: World): string {
  const as = format ?? (world.terminal ? 'pretty' : 'text');
  if (as !== 'pretty' && as !== 'text' && as !== 'json' && as !== 'github') throw new Error(`unknown format ${as}`);
  const grouped = groupFindings(list);
  return formatFindings(grouped, as, {
    colour: world.terminal,
    sources: (path) => {
      const file = project.tree.read(path);
      return file.ok ? file.value.text : undefined;
    },
    show: (path) => relative(world.cwd, join(project.root, path)) || path,
  });
}
