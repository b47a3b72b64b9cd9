import type { Answer, Route } from './answer.js';
import { failed } from './answer.js';
import type { Person } from './repository.js';

export type Scope = 'contents' | 'pull_requests' | 'issues' | 'checks' | 'statuses';
export type Access = 'read' | 'write';

/** What a token may do, by the names of `x-accepted-github-permissions`; a scope that is not there is denied. */
export interface Permissions extends Readonly<Partial<Record<Scope, Access>>> {
  /** Login of the person whose token it is; without, it is the installation token of a job. */
  readonly user?: string;
  /** Slug of the App whose installation token it is. */
  readonly app?: string;
}

/** Whose token it is. */
export interface Actor extends Person {
  readonly login: string;
  readonly type: 'Bot' | 'User';
}

/** The token of a job that may do everything, and that of one that was started from a fork. */
export const READ_WRITE: Permissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  statuses: 'write',
};
export const READ_ONLY: Permissions = {
  contents: 'read',
  pull_requests: 'read',
  issues: 'read',
  checks: 'read',
  statuses: 'read',
};

export const BOT: Actor = {
  login: 'github-actions[bot]',
  type: 'Bot',
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};

const appOf = (slug: string): Actor => {
  const login = `${slug}[bot]`;
  return { login, type: 'Bot', name: login, email: `${login}@users.noreply.github.com` };
};

export const actorOf = ({ user, app }: Permissions): Actor =>
  app !== undefined
    ? appOf(app)
    : user === undefined
      ? BOT
      : { login: user, type: 'User', name: user, email: `${user}@users.noreply.github.com` };

/** The login that GitHub knows an address of a commit by; undefined for the addresses of others. */
export const loginOf = (email: string): string | undefined => /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1];

const LINKS = 'followers following gists starred subscriptions organizations repos events received_events'.split(' ');

export function userJson(login: string, api: string) {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  const type = login.endsWith('[bot]') ? 'Bot' : 'User';
  const id = [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000, 7);
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `https://github.example/${login}.png`,
    gravatar_id: '',
    url,
    ...Object.fromEntries(LINKS.map((link) => [`${link}_url`, `${url}/${link}`])),
    html_url: `https://github.example/${login}`,
    type,
    site_admin: false,
  };
}

export const badCredentials = failed(401, 'Bad credentials');
export const notAccessible = failed(403, 'Resource not accessible by integration');

/** Whether a token lacks all of these scopes. */
export const mayNot = (permissions: Permissions, access: Access, scopes: readonly Scope[]): boolean =>
  !scopes.some((scope) => permissions[scope] === 'write' || permissions[scope] === access);

/** The refusal of a route for a token; undefined if it may pass. Several scopes are alternatives, which GitHub parts by `;`. */
export function refusal(permissions: Permissions, { method, scopes, access }: Route): Answer | undefined {
  const needed = access ?? (method === 'GET' ? 'read' : 'write');
  if (scopes.length === 0 || !mayNot(permissions, needed, scopes)) return undefined;
  const header = scopes.map((scope) => `${scope}=${needed}`).join('; ');
  return { ...notAccessible, headers: { 'x-accepted-github-permissions': header } };
}

const PUBLIC = {
  ...Object.fromEntries(['name', 'company', 'location', 'email', 'hireable', 'bio', 'blog'].map((key) => [key, null])),
  ...Object.fromEntries(['public_repos', 'public_gists', 'followers', 'following'].map((key) => [key, 0])),
  created_at: '2024-01-01T00:00:00Z',
  updated_at: '2024-01-01T00:00:00Z',
  user_view_type: 'public',
};

/** `GET /user`: only a person has one. */
export const currentUser = (actor: Actor, api: string): Answer =>
  actor.type === 'User' ? { status: 200, body: { ...userJson(actor.login, api), ...PUBLIC } } : notAccessible;
