import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { type Files, project } from './project.js';

const git = (root: string, ...args: string[]) => execFileSync('git', ['-C', root, ...args]);

function committed(files: Files = {}): string {
  const root = project(files);
  git(root, 'add', '-A');
  git(root, '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'first');
  return root;
}

test('nothing changed', () => {
  expect(fairlead(committed(), ['diff'])).toEqual({ code: 0, out: 'no difference in 2 environments\n', err: '' });
});

test('a changed value, an added environment, and only one of them with -e', () => {
  const root = committed();
  writeFileSync(join(root, 'apps/web/environments/prod.yaml'), 'image:\n  tag: v2\nreplicas: 3\n');
  const prod = `apps/web/fairlead.yaml prod
    ~ Deployment/web  1 field
        spec.image  example/web:v1 → example/web:v2
`;
  expect(fairlead(root, ['diff']).out).toBe(`${prod}\n1 object in 1 of 2 environments\n`);
  expect(fairlead(join(root, 'apps'), ['diff', '-e', 'dev']).out).toBe('no difference in 1 environment\n');
  git(root, '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qam', 'second');
  expect(fairlead(root, ['diff']).out).toBe('no difference in 2 environments\n');
  expect(fairlead(root, ['diff', '--base', 'HEAD~1']).out).toBe(`${prod}\n1 object in 1 of 2 environments\n`);
});

test('an app that goes takes its objects with it; one that cannot be read is an error', () => {
  const root = committed();
  writeFileSync(join(root, 'apps/web/fairlead.yaml'), 'fairlead: v2\n');
  expect(fairlead(root, ['diff'])).toMatchObject({ code: 1, out: 'no difference in 0 environments\n' });
  rmSync(join(root, 'apps/web/fairlead.yaml'));
  const { out } = fairlead(root, ['diff']);
  expect(out).toContain('- Deployment/web  removed');
});

test.each(['nope', '--help', 'HEAD:apps'])('%s is not a commit', (ref) => {
  const { code, out, err } = fairlead(committed(), ['diff', `--base=${ref}`]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(`${ref} is not a commit of`);
});

const JOB = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: {{concat "example/web:" values.image.tag}}
`;

test('a change that the cluster would refuse is an error at the line of the value, once for all environments, and can be waived', () => {
  const root = committed({ 'bundle/manifests/job.yaml.hbs': JOB });
  expect(fairlead(root, ['diff'])).toMatchObject({ code: 0, err: '' });
  writeFileSync(join(root, 'apps/web/environments/prod.yaml'), 'image:\n  tag: v2\nreplicas: 3\n');
  const { code, out, err } = fairlead(root, ['diff']);
  expect(code).toBe(1);
  expect(err).toBe(
    'apps/web/environments/prod.yaml:2:3: error diff/immutable: `spec.template` of a Job cannot be changed: `spec.template.spec.containers[migrate].image` "example/web:v1" → "example/web:v2" (give each run a name of its own, or make it a hook that is deleted before the next one (`argocd.argoproj.io/hook`)) <Job/migrate /spec/template/spec/containers/0/image> [apps/web/fairlead.yaml: prod]\n',
  );
  expect(out).toContain('~ Job/migrate  1 field');

  const app = readFileSync(join(root, 'apps/web/fairlead.yaml'), 'utf8');
  const waiver = 'waivers:\n  - code: diff/immutable\n    object: Job/*\n    reason: it is gone by then\n';
  writeFileSync(join(root, 'apps/web/fairlead.yaml'), `${app}${waiver}`);
  expect(fairlead(root, ['diff'])).toMatchObject({ code: 0, err: '' });
  expect(fairlead(root, ['validate']).out).not.toContain('waiver/unused');
});
