import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fairlead } from './fairlead.js';
import { emptyProject } from './project.js';

const FILE = 'apps/web/environments/prod.yaml';
const shop = (prod: string): string =>
  emptyProject({
    'apps/web/fairlead.yaml':
      'fairlead: v1\nname: web\nbundle: fastapi-gitops-starter\nenvironments:\n  prod: { namespace: web-prod }\n',
    [FILE]: prod,
  });
const text = (dir: string, path = FILE): string => readFileSync(join(dir, path), 'utf8');

test('--fix changes the certain mistakes, each byte else stays, and a second run has nothing to do', () => {
  const dir = shop(
    '# keep\r\nimage:\r\n  tag: 1.10 # mine\r\nreplcaCount: 3\r\nhpa: {enabled: "true"}\r\n"service": {\'typ\': ClusterIP}',
  );
  const first = fairlead(dir, ['validate', '--fix']);
  expect(text(dir)).toBe(
    '# keep\r\nimage:\r\n  tag: "1.10" # mine\r\nreplicaCount: 3\r\nautoscaling: {enabled: true}\r\n"service": {"type": ClusterIP}',
  );
  expect(first.err.split('\n').filter((line) => line.startsWith('fixed '))).toEqual([
    `fixed ${FILE}:3:8: 1.10 → "1.10"`,
    `fixed ${FILE}:4:1: replcaCount → replicaCount`,
    `fixed ${FILE}:5:1: hpa → autoscaling`,
    `fixed ${FILE}:6:13: 'typ' → "type"`,
    `fixed ${FILE}:5:24: "true" → true`,
  ]);
  expect(first.code).toBe(0);
  expect(fairlead(dir, ['validate', '--fix']).err).not.toContain('fixed ');
});

test('--fix leaves what is not certain: a key that is there already, an alias, a value that is shared', () => {
  const before = 'image: { tag: v1 }\nreplicaCount: 3\nreplcaCount: 4\n';
  const dir = shop(before);
  expect(fairlead(dir, ['validate', '--fix']).code).toBe(1);
  expect(text(dir)).toBe(before);
  const shared = 'podAnnotations: { a: &x "true" }\nautoscaling: { enabled: *x }\n';
  writeFileSync(join(dir, FILE), shared);
  expect(fairlead(dir, ['validate', '--fix']).code).toBe(1);
  expect(text(dir)).toBe(shared);
});

test('a baseline hides what was there, shows what is new, and says when it is stale', () => {
  const dir = shop('image: { tag: v1 }\nreplcaCount: 3\n');
  expect(fairlead(dir, ['validate']).code).toBe(1);
  expect(fairlead(dir, ['validate', '--write-baseline'])).toMatchObject({ code: 0, out: '' });
  writeFileSync(join(dir, FILE), '# moved\n\nimage: { tag: v1 }\nreplcaCount: 3\nservic: {}\n');
  const next = fairlead(dir, ['validate']);
  expect(next.code).toBe(1);
  expect(next.out.trim().split('\n')).toHaveLength(1);
  expect(next.out).toContain('`servic` is not a known key');
  expect(next.err).toContain('1 more in the baseline');
  writeFileSync(join(dir, FILE), 'image: { tag: v1 }\n');
  expect(fairlead(dir, ['validate']).out).toContain('warning baseline/stale: 1 of its findings');
  expect(fairlead(dir, ['validate', '-e', 'prod']).out).not.toContain('baseline/stale');
  expect(fairlead(dir, ['validate', '-e', 'prod', '--write-baseline']).code).toBe(2);
  writeFileSync(join(dir, '.fairlead-baseline.json'), 'no json');
  expect(fairlead(dir, ['validate']).out).toContain('error baseline/stale: this is no baseline');
});

test('several formats at once, and json as its published schema has it', () => {
  const dir = shop('image: { tag: 1.10 }\nreplcaCount: 3\n');
  const { code, out } = fairlead(dir, [
    'validate',
    '--format',
    'text',
    '--format',
    'json=out/a.json',
    '--format',
    'sarif=a.sarif',
  ]);
  expect(code).toBe(1);
  expect(out).toContain(`${FILE}:2:1: error values/unknown-key`);
  const json: unknown = JSON.parse(text(dir, 'out/a.json'));
  const schema = JSON.parse(readFileSync(resolve('schemas/findings.schema.json'), 'utf8'));
  const valid = new Ajv2020().compile(schema);
  expect(valid(json) ? [] : valid.errors).toEqual([]);
  expect(json).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ edit: expect.objectContaining({ after: 'replicaCount' }) })]),
  });
  expect(JSON.parse(text(dir, 'a.sarif')).runs[0].results[1].fixes[0].artifactChanges[0].replacements).toEqual([
    { deletedRegion: { startLine: 2, startColumn: 1, endColumn: 12 }, insertedContent: { text: 'replicaCount' } },
  ]);
  expect(fairlead(dir, ['validate', '--format', 'xml'])).toMatchObject({ code: 2 });
  expect(fairlead(dir, ['validate', '--format', 'json', '--format', 'text'])).toMatchObject({ code: 2 });
});
