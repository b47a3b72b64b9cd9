import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pullRequest, pushed } from '../action/example.js';
import { runAction } from '../action/harness.js';
import { reviewComments } from '../github/review-comments.js';
import { type Standin, startStandin } from '../github/standin.js';
import { filesOf, formsOf, nameOf, PLANTED, VALUES, valuesOf } from './project.js';

const secretOf = (side: string) => (i: number) => `Q${nameOf(i)}${side}w3Zk9`;

let github: Standin;
beforeEach(async () => {
  github = await startStandin();
});
afterEach(() => github.close());

test.each([false, true])(
  'the Action says none: log, comment, suggestions, summary, outputs; with mistakes: %s',
  async (broken) => {
    const repository = github.createRepository('acme', 'shop', {
      ...filesOf(broken),
      [VALUES]: valuesOf(PLANTED, secretOf('old')),
    });
    repository.commit('change', { [VALUES]: valuesOf(PLANTED, secretOf('new')) });
    const sha = (branch: string) => repository.resolve(`refs/heads/${branch}`) ?? '';
    const common = { url: github.url, repository: 'acme/shop' };
    const preview = { ...common, event: 'pull_request', payload: pullRequest(7, sha('main'), sha('change')) };
    const check = { ...common, event: 'push', payload: pushed, sha: sha('change'), inputs: { command: 'validate' } };
    const results = [await runAction(preview), await runAction(check)];
    expect(results.map(({ code }) => code)).toEqual(broken ? [1, 1] : [0, 0]);
    const said = JSON.stringify([results, repository.comments, reviewComments(repository)]);
    expect(said).toContain(broken ? 'values/not-allowed' : '(new secret)');
    const leaks = PLANTED.flatMap(({ key }, i) =>
      [...formsOf(secretOf('old')(i)), ...formsOf(secretOf('new')(i))]
        .filter((form) => said.includes(form))
        .map((form) => [key, form]),
    );
    expect(leaks).toEqual([]);
  },
);
