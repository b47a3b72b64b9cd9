import { loginOf, userJson } from './access.js';
import type { Request } from './answer.js';
import type { Commit } from './objects.js';

export const repositoryUrl = ({ api, repository }: Request): string => `${api}/repos/${repository.owner}/${repository.name}`;
export const htmlUrl = ({ repository }: Request): string => `https://github.example/${repository.owner}/${repository.name}`;

const verification = (request: Request, sha: string) =>
  request.repository.verified.has(sha)
    ? { verified: true, reason: 'valid', signature: '-----BEGIN PGP SIGNATURE-----', payload: '', verified_at: null }
    : { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** A commit as the Git Data API shows it. */
export function gitCommitJson(request: Request, commit: Commit) {
  const at = `${repositoryUrl(request)}/git`;
  const { sha, tree, author, committer, message } = commit;
  return {
    sha,
    node_id: `C_${sha}`,
    url: `${at}/commits/${sha}`,
    html_url: `${htmlUrl(request)}/commit/${sha}`,
    author,
    committer,
    message,
    tree: { sha: tree, url: `${at}/trees/${tree}` },
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${at}/commits/${parent}`,
      html_url: `${htmlUrl(request)}/commit/${parent}`,
    })),
    verification: verification(request, sha),
  };
}

/** A commit as the lists of commits show it. Author and committer are null where GitHub knows no user of that address. */
export function commitJson(request: Request, commit: Commit) {
  const at = `${repositoryUrl(request)}/commits`;
  const { sha, parents, verification: signed, html_url, node_id, ...inner } = gitCommitJson(request, commit);
  const user = (email: string) => {
    const login = loginOf(email);
    return login === undefined ? null : userJson(login, request.api);
  };
  return {
    sha,
    node_id,
    commit: { ...inner, comment_count: 0, verification: signed },
    url: `${at}/${sha}`,
    html_url,
    comments_url: `${at}/${sha}/comments`,
    author: user(commit.author.email),
    committer: user(commit.committer.email),
    parents: parents.map((parent) => ({ ...parent, url: `${at}/${parent.sha}` })),
  };
}
