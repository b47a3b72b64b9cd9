import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startStandin } from '../github/standin.js';
import { exampleFiles } from './example.js';
import { ROOT, runAction } from './harness.js';

/** What the CLI says: `<folder> <environment>: <n> objects, <digest>`. */
function digestsOfCli(output: string): Record<string, string> {
  const out = execFileSync(process.execPath, [join(ROOT, 'dist/cli/index.js'), 'render', 'examples/shop', '--output', output], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return Object.fromEntries(
    [...out.matchAll(/^\S+ (\S+): \d+ objects, (sha256:[0-9a-f]{64})$/gm)].map(([, name = '', digest = '']) => [name, digest]),
  );
}

test('the Action, which reads a commit through the API, and the CLI, which reads the disk, give the same digests', async () => {
  const github = await startStandin();
  const output = mkdtempSync(join(tmpdir(), 'fairlead-digests-'));
  try {
    const repository = github.createRepository('acme', 'shop', exampleFiles());
    const result = await runAction({
      url: `${github.url}/api/v3`,
      repository: 'acme/shop',
      event: 'workflow_dispatch',
      sha: repository.resolve('refs/heads/main') ?? '',
      payload: {},
      inputs: { command: 'validate' },
    });
    const digests = digestsOfCli(output);
    expect(Object.keys(digests)).toEqual(['dev', 'staging', 'prod']);
    expect(JSON.parse(result.outputs['digests'] ?? '')).toEqual({ 'apps/web': digests });
  } finally {
    await github.close();
    rmSync(output, { recursive: true });
  }
});
