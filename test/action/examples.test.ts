import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Example, examples, expectedOf, filesOf, update } from '../cli/examples.js';
import { failed } from '../github/answer.js';
import { always } from '../github/faults.js';
import { startStandin } from '../github/standin.js';
import { exampleFiles, released } from './example.js';
import { runAction } from './harness.js';

/** What the Action prints at a release, with the permissions and inputs of the workflow if the example is one. */
async function printed(example: Example, side: 'bad' | 'good'): Promise<string> {
  const { file = '' } = example;
  const workflow = file.startsWith('.github/') ? parse(example[side] ?? '') : {};
  const { contents = 'write', 'pull-requests': pulls = 'write' } = workflow.permissions ?? {};
  const { fault } = example;
  const refuses = fault && side === 'bad' ? always(fault.request, failed(fault.status, fault.message ?? '')) : undefined;
  const github = await startStandin(refuses ? { fault: refuses } : {});
  const files = Object.entries(fault ? {} : filesOf(example, side)).map(([path, text]) => [path, String(text)]);
  const repository = github.createRepository('acme', 'shop', { ...exampleFiles(), ...Object.fromEntries(files) });
  repository.autoMergeAllowed = true;
  repository.requiredChecks.add('test');
  github.tokens.set('job', { contents, pull_requests: pulls });
  const { stdout } = await runAction({
    url: github.url,
    repository: 'acme/shop',
    event: 'release',
    ref: 'refs/tags/v1.1.0',
    payload: released('v1.1.0'),
    inputs: { token: 'job', ...workflow.jobs?.promote.steps[0].with },
  });
  await github.close();
  return stdout;
}

test.each(examples.filter(({ run }) => run === 'action'))('$code', async (example) => {
  const { code } = example;
  const bad = await printed(example, 'bad');
  const [, said = ''] =
    new RegExp(`^::(?:error|warning)[^\\n]*title=${code}[^\\n]*?::(.*?)(?: \\(.*|%0A.*)?$`, 'm').exec(bad) ?? [];
  if (process.env['UPDATE']) update(example, { message: said });
  else expect({ message: said }).toEqual(expectedOf(example));
  expect(said).not.toBe('');

  const good = await printed(example, 'good');
  expect(good).not.toContain(code);
  expect(good).not.toContain('::error');
});
