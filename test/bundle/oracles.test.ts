import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { writeSchemas } from '../kubeconform/schemas.js';
import { describeWith } from '../oracle.js';
import { CASES, metricsOf, ROOT, renderText, TESTS } from './render.js';

const expectedOf = (name: string) => readFileSync(join(TESTS, name, 'expected.yaml'), 'utf8');
const run = (tool: string, args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8', input });
  return { status, output: `${stdout}${stderr}` };
};
const example = spawnSync(process.execPath, [join(ROOT, 'dist/cli/index.js'), 'render', 'examples/shop'], {
  cwd: ROOT,
  encoding: 'utf8',
}).stdout;
const streams: [string, string][] = [
  ...CASES.map((name): [string, string] => [name, expectedOf(name)]),
  ['examples/shop', example],
];
const readsList = (condition: string) => /\bresult\s*\[/.test(condition);

describeWith(['kubeconform', 'kubernetes-schemas'], 'kubeconform -strict', (tools) => {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-schemas-'));
  const schemas = writeSchemas(tools['kubernetes-schemas'], folder);
  afterAll(() => rmSync(folder, { recursive: true }));
  const check = (stream: string) => run(tools.kubeconform, ['-strict', '-summary', '-schema-location', schemas, '-'], stream);

  test.each(streams)('accepts every object of %s', (_, stream) => {
    expect(stream).toContain('kind: Service\n');
    expect(check(stream)).toMatchObject({ status: 0, output: expect.stringMatching(/Invalid: 0, Errors: 0/) });
  });

  test('rejects an unknown field', () =>
    expect(check(expectedOf('basic').replace('  replicas: 2', '  replcas: 2')).status).toBe(1));
});

describeWith(['promql-parse'], 'PromQL', ({ 'promql-parse': promql }) => {
  test.each(streams)('every query of %s parses, and is what its conditions read', (_, stream) => {
    for (const { successCondition, provider } of metricsOf(stream)) {
      if (!provider.prometheus || !successCondition) continue;
      const { type } = JSON.parse(run(promql, [], `${JSON.stringify(provider.prometheus.query)}\n`).output);
      expect([provider.prometheus.query, type]).toEqual([
        provider.prometheus.query,
        readsList(successCondition) ? 'vector' : 'scalar',
      ]);
    }
  });
});

describeWith(['rollouts-oracle'], 'Argo Rollouts', ({ 'rollouts-oracle': rollouts }) => {
  const rolledOut = streams.filter(([, stream]) => stream.includes('kind: Rollout\n'));
  test.each(rolledOut)('its linter accepts %s', (name, stream) => {
    // The linter takes one release at a time.
    const file = name === 'examples/shop' ? undefined : join(TESTS, name, 'expected.yaml');
    if (file) expect(run(rollouts, ['lint', '-f', file])).toMatchObject({ status: 0 });
    expect(stream).toContain('strategy:');
  });

  /** What the controller's own evaluator makes of the conditions of a metric for a result. */
  function verdict(stream: string, metric: string, result: unknown): string {
    const found = metricsOf(stream).find(({ name }) => name === metric);
    const [success, failure] = [found?.successCondition, found?.failureCondition].map((condition) => {
      const { output } = run(rollouts, ['condition'], `${JSON.stringify({ condition, result })}\n`);
      return condition === undefined ? undefined : JSON.parse(output);
    });
    const says = (answer: unknown) => JSON.stringify(answer) ?? '';
    if (says(success).includes('error') || says(failure).includes('error')) return `error ${says(success)} ${says(failure)}`;
    if (says(failure).includes('true')) return 'fail';
    if (says(success).includes('true')) return 'pass';
    return failure === undefined ? 'fail' : 'inconclusive';
  }

  test.each([
    ['canary', 'success-rate', 0.99, 'pass'],
    ['canary', 'success-rate', 0.5, 'fail'],
    ['canary', 'success-rate', 'NaN', 'fail'],
    ['no-data-pass', 'success-rate', 'NaN', 'pass'],
    ['no-data-pass', 'success-rate', 0.5, 'fail'],
    ['no-data-inconclusive', 'success-rate', 'NaN', 'inconclusive'],
    ['no-data-inconclusive', 'success-rate', 0.99, 'pass'],
    ['no-data-inconclusive', 'success-rate', 0.5, 'fail'],
    ['no-data-inconclusive', 'response-time', [], 'inconclusive'],
    ['no-data-inconclusive', 'response-time', ['NaN'], 'inconclusive'],
    ['no-data-inconclusive', 'response-time', [0.2], 'pass'],
    ['no-data-inconclusive', 'response-time', [2], 'fail'],
    ['custom-metrics', 'memory-usage', [5], 'pass'],
    ['custom-metrics', 'cpu-usage', 0.9, 'fail'],
  ])('%s: %s of %j is a %s', (name, metric, result, answer) => {
    const analysed = name === 'canary' ? expectedOf('canary-with-analysis') : expectedOf(name);
    expect(verdict(analysed, metric, result)).toBe(answer);
  });
});

test('the default conditions and queries agree without any tool', () => {
  const { stdout } = renderText('rollout: {enabled: true, analysis: {enabled: true, prometheus: {address: "http://p:9090"}}}\n');
  for (const { provider } of metricsOf(stdout)) expect(provider.prometheus?.query).toMatch(/^scalar\(/);
});
