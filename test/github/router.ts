import { actorOf, badCredentials, currentUser, type Permissions, refusal } from './access.js';
import { type Answer, failed, notFound, type Route } from './answer.js';
import { CHECKS } from './checks.js';
import { COMMENTS } from './comments.js';
import { COMMIT_PULLS } from './commit-pulls.js';
import { COMMITS } from './commits.js';
import { TREES } from './create-tree.js';
import type { Asked } from './faults.js';
import { GIT_DATA } from './git-data.js';
import { isGraphql, serveGraphql } from './graphql/serve.js';
import { ISSUES } from './issues.js';
import { LABELS } from './labels.js';
import { MILESTONES } from './milestones.js';
import { PULLS } from './pulls.js';
import { REFS } from './refs.js';
import { RELEASES } from './releases.js';
import { REPOS } from './repos.js';
import type { Repository } from './repository.js';
import { REVIEW_COMMENTS } from './review-comments.js';

/** Every operation below a repository; the first that fits answers. */
export const ROUTES: readonly Route[] = [
  ...REPOS,
  ...REFS,
  ...GIT_DATA,
  ...TREES,
  ...CHECKS,
  ...COMMIT_PULLS,
  ...COMMITS,
  ...PULLS,
  ...ISSUES,
  ...LABELS,
  ...COMMENTS,
  ...REVIEW_COMMENTS,
  ...MILESTONES,
  ...RELEASES,
];

/** A request with what HTTP says beside it. */
export interface Incoming extends Asked {
  readonly token: string;
  readonly accept: string;
  readonly url: string;
  /** Where the API of that address begins. */
  readonly api: string;
}

/** What GitHub has and knows when a request comes. */
export interface State {
  /** By `owner/name` in small letters. */
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly tokens: ReadonlyMap<string, Permissions>;
  readonly actionsMayCreatePulls: boolean;
}

/** Carries a request out, whole and at once: no other request comes in between. */
export function route(state: State, { method, path, query, body, token, accept, url, api }: Incoming): Answer {
  const permissions = state.tokens.get(token);
  if (!permissions) return badCredentials;
  const actor = actorOf(permissions);
  if (method === 'GET' && path === '/user') return currentUser(actor, api);
  if (isGraphql({ method, path })) return serveGraphql(body, { repositories: state.repositories, permissions, actor });
  const [, owner = '', name = '', below = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const repository = state.repositories.get(`${owner}/${name}`.toLowerCase());
  const found = ROUTES.find((item) => item.method === method && item.path.test(below));
  if (!found) throw new Error(`${method} ${path} is described, but no route serves it`);
  if (!repository) return notFound;
  const refused = refusal(permissions, found);
  if (refused) return refused;
  if (method === 'POST' && below === '/pulls' && actor.type === 'Bot' && !state.actionsMayCreatePulls)
    return failed(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  const match = (found.path.exec(below) ?? []).slice(1).map((group) => decodeURIComponent(group ?? ''));
  return found.answer({ repository, permissions, actor, match, query: new URLSearchParams(query), body, accept, url, api });
}
