import { isTag } from '../image/tag.js';

/** One app's part of a commit that promotes. */
export interface Promoted {
  readonly app: string;
  readonly environment: string;
  /** Empty where only a hold is lifted. */
  readonly tag: string;
}

/** A file that a commit changes, by Git's names of its contents before and after; before: what the branch began with, zeros if it is new. */
export interface FileEdit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const TIME = /^[\d:.TZ+-]+$/;
const NAME = 'Fairlead-Promotion';
const LINE = new RegExp(`^${NAME}: ([a-z0-9-]+)/([a-z0-9-]+)(?: (\\S+))?[ \\t]*$`, 'gm');
const EDIT = /^Fairlead-Edit: ([0-9a-f]{40})\.\.([0-9a-f]{40}) (\S+)[ \t]*$/gm;

/** Nothing in it is a mention, a reference or a wish to skip checks. */
const encoded = (path: string): string =>
  encodeURIComponent(path.replace(/\p{Cs}/gu, '\ufffd'))
    .replaceAll('%2F', '/')
    .replaceAll('*', '%2A');

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The message of a commit that promotes: a subject, and Git trailers (git-interpret-trailers) by which the commit is known again: one for
 * each app, so that its tags can be read from Git alone, and one for each file. `released`: when the release was published, ISO 8601. What has
 * another form is left out, since it could say something else in the message.
 */
export const promotionMessage = (
  subject: string,
  parts: readonly Promoted[],
  edits: readonly FileEdit[],
  released?: string,
): string =>
  [
    subject,
    '',
    ...parts.map(({ app, environment, tag }) => `${NAME}: ${app}/${environment} ${isTag(tag) ? tag : ''}`.trimEnd()),
    ...edits.map(({ path, before, after }) => `Fairlead-Edit: ${before}..${after} ${encoded(path)}`),
    ...(released !== undefined && TIME.test(released) ? [`Fairlead-Released: ${released}`] : []),
    '',
  ].join('\n');

/** The trailers of the last commit of ours in a message: a squash merge keeps those of all commits, of which the last one came about. */
const lastOf = (message: string): string => message.split(/\n[ \t]*\n/).findLast((part) => part.includes(`${NAME}: `)) ?? '';

/** What a commit promotes; empty for the commits of users. Tags that could not be any are left out. */
export const promotedIn = (message: string): readonly Promoted[] =>
  [...lastOf(message).matchAll(LINE)].flatMap(([, app = '', environment = '', tag = '']) =>
    tag === '' || isTag(tag) ? [{ app, environment, tag }] : [],
  );

/** The files that a commit of ours says to change. */
export const editsIn = (message: string): readonly FileEdit[] =>
  [...lastOf(message).matchAll(EDIT)].map(([, before = '', after = '', path = '']) => ({ path: decoded(path), before, after }));

/** When the release of a commit was published, in milliseconds since 1970, as far as it says so. */
export function releasedIn(message: string): number | undefined {
  const time = Date.parse(/^Fairlead-Released: (\S+)[ \t]*$/m.exec(lastOf(message))?.[1] ?? '');
  return Number.isNaN(time) ? undefined : time;
}
