import { type Answer, failed, paged, type Request, type Route } from './answer.js';
import { readCommits } from './objects.js';
import { commitsOf, pullJson, startOf } from './pull-json.js';

/** Pull requests that a commit is part of, or that it merged. */
function pullsOf(request: Request): Answer {
  const [ref = ''] = request.match;
  const [commit] = readCommits(request.repository.dir, [ref]);
  if (!commit) return failed(422, `No commit found for SHA: ${ref}`);
  const found = request.repository.pulls.filter(
    (pull) => pull.mergeCommit === commit.sha || commitsOf(request, pull, startOf(request, pull)).includes(commit.sha),
  );
  return paged(found, request, (pull) => pullJson(request, pull));
}

export const COMMIT_PULLS: readonly Route[] = [
  { method: 'GET', path: /^\/commits\/(.+)\/pulls$/, scopes: ['pull_requests', 'contents'], answer: pullsOf },
];
