import { type Answer, failed, paged, type Request, type Route } from './answer.js';
import { readCommits } from './objects.js';
import { commitsOf, pullJson, startOf } from './pull-json.js';
import type { Pull } from './pull-state.js';
import type { Repository } from './repository.js';

/** Pull requests that a commit is part of, or that it merged. */
export const pullsWith = (repository: Repository, sha: string): readonly Pull[] =>
  repository.pulls.filter(
    (pull) => pull.mergeCommit === sha || commitsOf({ repository }, pull, startOf({ repository }, pull)).includes(sha),
  );

function pullsOf(request: Request): Answer {
  const [ref = ''] = request.match;
  const [commit] = readCommits(request.repository.dir, [ref]);
  if (!commit) return failed(422, `No commit found for SHA: ${ref}`);
  return paged(pullsWith(request.repository, commit.sha), request, (pull) => pullJson(request, pull));
}

export const COMMIT_PULLS: readonly Route[] = [
  { method: 'GET', path: /^\/commits\/(.+)\/pulls$/, scopes: ['pull_requests', 'contents'], answer: pullsOf },
];
