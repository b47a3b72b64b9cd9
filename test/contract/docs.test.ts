import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { describeWith } from '../oracle.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'plugin/README.md', 'examples/shop/README.md'].concat(
  readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
);
const workflows = pages.flatMap((page) =>
  [...read(page).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text).filter((text) => /^jobs:/m.test(text)),
);

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => !/^https:/.test(link) && !existsSync(join(ROOT, dirname(page), link)));
  expect(broken).toEqual([]);
});

test('the workflows that the pages show use inputs that there are', () => {
  const known = Object.keys(parse(read('action.yml')).inputs);
  expect(workflows.length).toBe(11);
  const steps = workflows.flatMap((text) =>
    Object.values<{ steps: { uses: string; with?: object }[] }>(parse(text).jobs).flatMap((job) => job.steps),
  );
  const ours = steps.filter((step) => step.uses.startsWith('OWNER/fairlead@'));
  expect(ours.length).toBe(workflows.length);
  expect(ours.flatMap((step) => Object.keys(step.with ?? {})).filter((name) => !known.includes(name))).toEqual([]);
});

describeWith(['actionlint'], 'the workflows that the pages show', ({ actionlint }) => {
  test('pass actionlint', () => {
    const dir = mkdtempSync(join(tmpdir(), 'fairlead-workflows-'));
    try {
      const files = workflows.map((text, i) => {
        writeFileSync(join(dir, `${i}.yml`), text);
        return join(dir, `${i}.yml`);
      });
      expect(execFileSync(actionlint, ['-no-color', ...files], { encoding: 'utf8' })).toBe('');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
