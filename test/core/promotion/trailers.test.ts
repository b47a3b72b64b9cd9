import { expect, test } from '@jest/globals';
import { editsIn, promotedIn, promotionMessage, releasedIn } from '../../../src/core/promotion/index.js';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];
const PATH = 'apps/web site/ü\n%20.yaml';
const of = (tag: string, after: string, released?: string) =>
  promotionMessage(
    `Promote web to dev: ${tag}`,
    [{ app: 'web', environment: 'dev', tag }],
    [{ path: PATH, before: A, after }],
    released,
  );

test('a message says what its commit promotes and edits, whatever the path is', () => {
  const message = of('v1.1.0', B, '2026-01-20T08:00:00Z');
  expect(message.split('\n')).toHaveLength(6);
  expect([promotedIn(message), editsIn(message)]).toEqual([
    [{ app: 'web', environment: 'dev', tag: 'v1.1.0' }],
    [{ path: PATH, before: A, after: B }],
  ]);
});

test('of a squashed message the last commit of ours counts, with its release alone', () => {
  const squashed = (last: string) =>
    `Promote (#1)\n\n* ${of('v1.1.0', B, '2026-01-20T08:00:00Z')}\n* ${last}\nCo-authored-by: Mona <mona@example.com>\n`;
  const message = squashed(of('v1.2.0', C, '2026-01-21T08:00:00Z'));
  expect([promotedIn(message).map(({ tag }) => tag), editsIn(message).map(({ after }) => after)]).toEqual([['v1.2.0'], [C]]);
  expect(releasedIn(message)).toBe(Date.parse('2026-01-21T08:00:00Z'));
  expect(releasedIn(squashed(of('v1.2.0', C)))).toBeUndefined();
});
