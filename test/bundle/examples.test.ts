import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { CASES, ROOT, renderText } from './render.js';

const update = process.env['UPDATE'] === '1';

test('the examples of the chart, and every repair', () => {
  const args = ['dist/cli/index.js', 'test', 'templates/fastapi-gitops-starter', ...(update ? ['--update'] : [])];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (!update) expect(stdout + stderr).toBe(`${CASES.length} passed, 0 failed\n`);
});

describe('what cannot work is an error', () => {
  const analysis = (more: string) => `rollout:\n  enabled: true\n  analysis:\n    enabled: true\n${more}`;
  test.each([
    ['no Prometheus address', analysis(''), /rollout\.analysis|its address is empty/],
    [
      'no metric',
      analysis(
        '    prometheus: {address: "http://p:9090"}\n    metrics: {successRate: {enabled: false}, responseTime: {enabled: false}, errorRate: {enabled: false}}\n',
      ),
      /no metric is/,
    ],
    ['an unknown strategy', 'rollout: {enabled: true, strategy: recreate}\n', /canary, blueGreen/],
    [
      'a condition that reads a number beside one that reads a list',
      analysis(
        '    prometheus: {address: "http://p:9090"}\n    metrics: {custom: {x: {successCondition: "result > 1", failureCondition: "result[0] < 1", prometheus: {query: up}}}}\n',
      ),
      /one condition reads `result` as a list/,
    ],
    ['a token in a file', 'registry: {username: bot, token: secret-token}\n', /plain-secret/],
    ['a key of another chart', 'hpa: {enabled: true}\n', /did you mean `autoscaling`/],
  ])('%s', (_, values, message) => {
    const { status, stdout, stderr } = renderText(values);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('secret-token');
  });

  test('an unknown strategy also without validation', () => {
    const { status, stderr } = renderText('rollout: {enabled: true, strategy: recreate}\n', '--validate', 'off');
    expect(status).toBe(1);
    expect(stderr).toMatch(/values\.yaml:1:26: error values\/rejected: there are two strategies: `canary` and `blueGreen`/);
  });
});
