import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

interface Case {
  readonly name: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: string;
}

/**
 * Some of the 80 values files hold mistakes that the chart renders without a word. They are errors here too, and no others: tokens in plain
 * text (an error by design), mounts of volumes that the pod does not have (the API server refuses the pod), annotations that are numbers (it
 * cannot read them), an argument of an analysis that nobody gives, and limits that no measurement can reach (the controller refuses the metric).
 */
const MISTAKES = new Set([
  'values/plain-secret',
  'pod/unknown-volume',
  'values/wrong-type',
  'analysis/arguments',
  'analysis/limits',
]);

test('the checks find no error in the conformance cases but for the mistakes that they hold', async () => {
  const cases: readonly Case[] = JSON.parse(readFileSync('test/conformance/cases.json', 'utf8'));
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-conformance-'));
  const clean: string[] = [];
  const codes = new Set<string>();
  for (const { name, release, namespace, values } of cases) {
    const file = join(dir, 'values.yaml');
    writeFileSync(file, values);
    const from = ['--bundle', 'fastapi-gitops-starter', '--release', release, '--namespace', namespace];
    const layers = ['-f', 'test/conformance/defaults.yaml', '-f', file];
    const command = ['dist/cli/index.js', 'render', ...from, ...layers, '--format', 'text'];
    const { stderr } = await run(process.execPath, command).catch((error: { stderr: string }) => error);
    const found = [...stderr.matchAll(/: error (\S+): /g)].map(([, code = '']) => code);
    if (found.length === 0) clean.push(name);
    for (const code of found) codes.add(code);
  }
  rmSync(dir, { recursive: true });
  expect([...codes].filter((code) => !MISTAKES.has(code))).toEqual([]);
  expect(clean.length).toBe(49);
});
