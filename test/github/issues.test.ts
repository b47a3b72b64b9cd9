import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { at } from '../../src/core/base/json.js';
import { type Client, client, refusals, said } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a.txt': 'a\n' });
  shop.commit('change', { 'a.txt': 'A\n' });
  await api.post('/pulls', { head: 'change', base: 'main', title: 'Change' });
});
afterEach(() => github.close());

const comment = (body: string, number = 1) => api.post(`/issues/${number}/comments`, { body });

test('comments are made, changed and taken away, each issue its own', async () => {
  const made = await comment('first');
  expect([made.status, made.body]).toMatchObject([201, { body: 'first', user: { login: 'github-actions[bot]' } }]);
  await comment('elsewhere', 2);
  const path = `/issues/comments/${said(made, 'id')}`;
  expect((await api.call('PATCH', path, { body: 'second' })).body).toMatchObject({ body: 'second' });
  expect(shop.commentsOf(1).map(({ body }) => body)).toEqual(['second']);
  expect((await api.get('/issues/1/comments')).body).toMatchObject([{ id: at(made.body, ['id']), body: 'second' }]);
  expect((await api.get('/pulls/1')).body).toMatchObject({ comments: 1 });
  expect((await api.call('DELETE', path)).status).toBe(204);
  expect([(await api.call('DELETE', path)).status, (await api.call('PATCH', path, { body: 'x' })).status]).toEqual([404, 404]);
  expect((await api.get('/issues/1/comments')).body).toEqual([]);
});

test('a comment is neither blank nor longer than 65536 characters', async () => {
  expect((await comment('x'.repeat(65_536))).status).toBe(201);
  const long = await comment('x'.repeat(65_537));
  expect([long.status, refusals(long)]).toEqual([422, ['Validation Failed', 'Body is too long (maximum is 65536 characters)']]);
  expect((await comment(' ')).status).toBe(422);
  const path = `/issues/comments/${shop.comments[0]?.id}`;
  expect((await api.call('PATCH', path, { body: 'x'.repeat(65_537) })).status).toBe(422);
  expect(shop.comments).toHaveLength(1);
});

test('labels are added once each, or put in place of the old ones', async () => {
  const names = async (method: string, labels: readonly unknown[]) => {
    const { body } = await api.call(method, '/issues/1/labels', { labels });
    return Array.isArray(body) ? body.map((label) => at(label, ['name'])) : body;
  };
  expect(await names('POST', ['production'])).toEqual(['production']);
  expect(await names('POST', ['urgent', { name: 'production' }])).toEqual(['production', 'urgent']);
  expect((await api.get('/pulls/1')).body).toMatchObject({ labels: [{ name: 'production' }, { name: 'urgent' }] });
  expect(await names('PUT', ['later'])).toEqual(['later']);
  expect((await api.get('/issues/1/labels')).body).toMatchObject([{ name: 'later' }]);
  expect((await api.post('/issues/1/labels', { labels: ['x'.repeat(51)] })).status).toBe(422);
  expect((await api.post('/issues/9/labels', { labels: ['x'] })).status).toBe(404);
});

test('people are asked for a review; a team that the token cannot see fails the whole call', async () => {
  const ask = (body: object) => api.post('/pulls/1/requested_reviewers', body);
  expect((await ask({ reviewers: ['mona'], team_reviewers: ['platform'] })).status).toBe(422);
  expect(shop.pulls[0]?.reviewers).toEqual([]);
  shop.teams.add('platform');
  const asked = await ask({ reviewers: ['mona'], team_reviewers: ['platform'] });
  expect([asked.status, asked.body]).toMatchObject([
    201,
    { requested_reviewers: [{ login: 'mona' }], requested_teams: [{ slug: 'platform' }] },
  ]);
  expect(said(await ask({ reviewers: ['github-actions[bot]'] }), 'message')).toBe(
    'Review cannot be requested from pull request author.',
  );
});

test('people are assigned, a milestone is set; strangers are passed over', async () => {
  const { issues } = getOctokit('good', { baseUrl: github.url }).rest;
  const at = { owner: 'acme', repo: 'shop', issue_number: 1 };
  shop.strangers.add('eve');
  const assigned = (data: { assignees?: readonly { login: string }[] | null }) => data.assignees?.map(({ login }) => login);
  expect(assigned((await issues.addAssignees({ ...at, assignees: ['mona', 'eve', 'ada'] })).data)).toEqual(['mona', 'ada']);
  expect(assigned((await issues.removeAssignees({ ...at, assignees: ['mona'] })).data)).toEqual(['ada']);
  shop.milestone('next');
  const { data: milestones } = await issues.listMilestones({ owner: 'acme', repo: 'shop' });
  expect(milestones.map(({ number, title, open_issues }) => [number, title, open_issues])).toEqual([[1, 'next', 0]]);
  const { data: issue } = await issues.update({ ...at, milestone: 1, labels: ['urgent'], assignees: ['mona'] });
  expect([issue.milestone?.title, issue.title, assigned(issue)]).toEqual(['next', 'Change', ['mona']]);
  expect((await api.get('/pulls/1')).body).toMatchObject({
    milestone: { number: 1, open_issues: 1 },
    assignees: [{ login: 'mona' }],
    labels: [{ name: 'urgent' }],
  });
  await expect(issues.update({ ...at, milestone: 2 })).rejects.toMatchObject({ status: 422 });
  expect((await issues.update({ ...at, milestone: null, state: 'closed' })).data).toMatchObject({
    milestone: null,
    state: 'closed',
  });
  expect((await api.get('/pulls/1')).body).toMatchObject({ state: 'closed', merged: false });
  await issues.removeLabel({ ...at, name: 'urgent' });
  expect(shop.pulls[0]?.labels).toEqual([]);
  await expect(issues.removeLabel({ ...at, name: 'urgent' })).rejects.toMatchObject({ status: 404 });
});
