import type { ObjectChange } from '../core/diff/index.js';
import { cleanStart } from './clean.js';
import { counted } from './counts.js';
import { objectLines } from './object-lines.js';
import { painter } from './paint.js';

/** What a change does to the environments of an app. */
export interface AppDiff {
  readonly app: string;
  readonly environments: readonly { readonly environment: string; readonly changes: readonly ObjectChange[] }[];
}

/** The difference for a terminal: per environment the objects that change, and one line of counts. */
export function formatDiff(apps: readonly AppDiff[], colour: boolean): string {
  const paint = painter(colour);
  const parts = apps.flatMap(({ app, environments }) =>
    environments
      .filter(({ changes }) => changes.length > 0)
      .map(({ environment, changes }) =>
        [
          `${paint.bold(cleanStart(app))} ${cleanStart(environment)}`,
          ...changes.flatMap((change) => objectLines(change, paint)),
        ].join('\n'),
      ),
  );
  const all = apps.flatMap(({ environments }) => environments);
  const changed = all.filter(({ changes }) => changes.length > 0);
  const objects = all.reduce((sum, { changes }) => sum + changes.length, 0);
  const last =
    objects === 0
      ? `no difference in ${counted(all.length, 'environment')}`
      : `${counted(objects, 'object')} in ${changed.length} of ${counted(all.length, 'environment')}`;
  return `${[...parts, last].join('\n\n')}\n`;
}
