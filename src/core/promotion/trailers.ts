import { TAG } from './tag.js';

/** One app's part of a commit that promotes. */
export interface Promoted {
  readonly app: string;
  readonly environment: string;
  /** Empty where only a hold is lifted. */
  readonly tag: string;
}

const NAME = 'Fairlead-Promotion';
const LINE = new RegExp(`^${NAME}: ([a-z0-9-]+)/([a-z0-9-]+)(?: (\\S+))?[ \\t]*$`, 'gm');

/**
 * The message of a commit that promotes: a subject, and a Git trailer for each app (git-interpret-trailers), by which the commit is known
 * again and its tags can be read from Git alone. `released`: when the release was published, ISO 8601.
 */
export const promotionMessage = (subject: string, parts: readonly Promoted[], released?: string): string =>
  [
    subject,
    '',
    ...parts.map(({ app, environment, tag }) => `${NAME}: ${app}/${environment} ${tag}`.trimEnd()),
    ...(released === undefined ? [] : [`Fairlead-Released: ${released}`]),
    '',
  ].join('\n');

/** What a commit promotes; empty for the commits of people. Tags that could not be any are left out. */
export const promotedIn = (message: string): readonly Promoted[] =>
  [...message.matchAll(LINE)].flatMap(([, app = '', environment = '', tag = '']) =>
    tag === '' || TAG.test(tag) ? [{ app, environment, tag }] : [],
  );

/** When the release of a commit was published, in milliseconds since 1970, as far as it says so. */
export function releasedIn(message: string): number | undefined {
  const time = Date.parse(/^Fairlead-Released: (\S+)[ \t]*$/m.exec(message)?.[1] ?? '');
  return Number.isNaN(time) ? undefined : time;
}
