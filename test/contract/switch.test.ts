import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/switch.md'), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'fairlead-switch-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const git = (...args: string[]) =>
  execFileSync('git', ['-C', dir, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);

/** What the page shows, in its order: files (a path in bold, then a block) and commands with what they print. */
const steps = [...page.matchAll(/^(?:\*\*(\S+)\*\*\n\n```yaml|```console)\n([\s\S]*?)^```$/gm)].map(([, path, text = '']) => ({
  path,
  text,
}));

test('docs/switch.md, step by step', () => {
  git('init', '-q', '.');
  const seen: string[] = [];
  for (const { path, text } of steps) {
    if (path === undefined) {
      const [first = '', ...output] = text.split('\n');
      git('add', '-A', '.', ':!fairlead.yaml');
      if (!seen.includes('fairlead.yaml')) git('commit', '-q', '--allow-empty', '-m', 'before');
      const run = spawnSync(process.execPath, [join(ROOT, 'dist/cli/index.js'), ...first.split(' ').slice(2)], {
        cwd: dir,
        encoding: 'utf8',
      });
      expect(run.stderr).not.toMatch(/^error |: error /m);
      expect(run.stdout).toBe(output.join('\n'));
    } else if (path === 'fairlead.yaml' && !seen.includes(path)) {
      expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
      git('add', '-A');
      git('commit', '-qm', 'the app that init made');
    } else {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    seen.push(path ?? '$');
  }
  expect(seen.filter((path) => path === '$').length).toBe(2);
});
