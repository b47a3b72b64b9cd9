import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fairlead, type Ran } from './fairlead.js';
import { emptyProject } from './project.js';

// People put secrets where they do not belong. That is said; what they are is not, in no command and no format.
const SECRETS = ['hunter2', 'hunter3', `ghp_${'a1'.repeat(20)}`, '0427', '279', '0644', '420'];

const BUNDLE = {
  'bundle/bundle.yaml': 'name: b\nversion: 1.0.0\nappVersion: "1"\ndescription: d\nkubeVersion: ">=1.25"\n',
  'bundle/values.yaml': 'env: []\npassword: ""\n',
  'bundle/values.schema.json': JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: { env: { type: 'array' }, password: { type: 'string' } },
  }),
  'bundle/manifests/all.yaml.hbs': `apiVersion: apps/v1
kind: Deployment
metadata: { name: x }
spec:
  selector: { matchLabels: { a: b } }
  template:
    metadata: { labels: { a: b } }
    spec:
      containers:
        - name: c
          image: registry.example.com/x:1
          env: {{values.env}}
          args: ["--token=hunter2"]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: x }
data: { DB_PASSWORD: {{values.password}} }
`,
  'app/fairlead.yaml': 'fairlead: v1\nname: a\nbundle: ../bundle\nenvironments: { dev: {} }\n',
};

const env = (password: string, token: string, other: string) =>
  `env:\n  - name: DB_PASSWORD\n    value: ${password}\n  - { name: API_TOKEN, value: ${token} }\n  - value: ${password}\n    name: CLIENT_SECRET\n  - name: OTHER\n    value: ${other}\n`;

function project(values: string): string {
  const dir = emptyProject({ ...BUNDLE, 'app/environments/dev.yaml': values });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: dir, stdio: 'ignore' });
  git('add', '.');
  git('commit', '--quiet', '-m', 'all');
  return dir;
}

const saysNone = ({ out, err }: Ran) => {
  for (const secret of SECRETS) expect(out + err).not.toContain(secret);
};

test.each(['pretty', 'text', 'json', 'github', 'sarif', 'junit'])('mistakes in and beside secrets, as %s', (format) => {
  const dir = project(`${env('hunter2', '0427', SECRETS[2] ?? '')}password: 0644\n`);
  const ran = fairlead(dir, ['validate', '--format', format]);
  expect(ran.code).toBe(1);
  for (const code of ['values/surprising-scalar', 'values/wrong-type']) expect(ran.out).toContain(code);
  saysNone(ran);
  writeFileSync(join(dir, 'app/environments/dev.yaml'), env('hunter2', '0427', SECRETS[2] ?? ''));
  const objects = fairlead(dir, ['validate', '--format', format]);
  for (const code of ['secret/plain-text', 'schema/wrong-type']) expect(objects.out).toContain(code);
  saysNone(objects);
});

test('they are not mended, which would have to be told', () => {
  const values = `${env('hunter2', '0427', 'plain')}password: 0644\n`;
  const dir = project(values);
  saysNone(fairlead(dir, ['validate', '--fix', '--format', 'text']));
  expect(readFileSync(join(dir, 'app/environments/dev.yaml'), 'utf8')).toBe(values);
});

test('differences and explanations', () => {
  const dir = project(`${env('hunter2', 'text', 'plain')}password: hunter2\n`);
  writeFileSync(join(dir, 'app/environments/dev.yaml'), `${env('hunter3', 'text', 'plain2')}password: hunter3\n`);
  const diff = fairlead(dir, ['diff', 'app']);
  expect(diff.out).toContain('plain → plain2');
  expect(diff.out.match(/changed \(secret, not shown\)/g)).toHaveLength(3);
  saysNone(diff);
  for (const args of [
    ['env', 'app'],
    ['password', 'app'],
    ['./app'],
    ['/spec', 'app', '--object', 'Deployment/x'],
    ['/data', 'app', '--object', 'ConfigMap/x'],
  ]) {
    const explained = fairlead(dir, ['explain', ...args]);
    expect(explained.out).toContain('(secret)');
    for (const secret of SECRETS.filter((text) => text !== 'hunter2' || args[0] !== '/spec'))
      expect(explained.out).not.toContain(secret);
  }
});
