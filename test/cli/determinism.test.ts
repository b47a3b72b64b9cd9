import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { project } from './project.js';

const files = {
  'apps/web/values.yaml': 'labels: { zeta: "1", alpha: "2", Ärger: "3", ångström: "4", i: "5", I: "6", "10": "7", "9": "8" }\n',
  'bundle/manifests/each.yaml.hbs':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: keys }\ndata:\n{{#each values.labels as |label key|}}\n  {{key}}: {{label}}\n{{/each}}\n',
};
const digestOf = (stream: string) => `sha256:${createHash('sha256').update(stream).digest('hex')}`;

test.each([
  ['another folder', {}],
  ['another time zone', { TZ: 'Pacific/Kiritimati' }],
  ['another language', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
  ['another day', { NODE_OPTIONS: `--import=data:text/javascript,Date.now=()=>4e12` }],
  ['a coloured terminal', { FORCE_COLOR: '3', TERM: 'xterm-256color', COLUMNS: '40' }],
])('%s gives the same bytes', (_, env) => {
  const [here, there] = [project(files), project(files)];
  const first = fairlead(here, ['render', '-e', 'prod', '--validate', 'off']);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(fairlead(there, ['render', '-e', 'prod', '--validate', 'off'], env)).toEqual(first);
  expect(fairlead(`${there}/apps/web`, ['render', '-e', 'prod', '--validate', 'off'], env)).toEqual(first);
  expect(fairlead(`${there}/apps/web`, ['generate', '--validate', 'off'], { ...env, ARGOCD_ENV_ENVIRONMENT: 'prod' })).toEqual(
    first,
  );
  const written = fairlead(there, ['render', '--output', 'out', '--validate', 'off'], env);
  expect(written.out).toContain(`apps/web prod: 3 objects, ${digestOf(first.out)}\n`);
  expect(first.out).not.toContain(here);
});

test('the order of keys in a values file does not change what a loop prints', () => {
  const turned = {
    ...files,
    'apps/web/values.yaml': 'labels: { I: "6", i: "5", "9": "8", "10": "7", ångström: "4", Ärger: "3", alpha: "2", zeta: "1" }\n',
  };
  const data = (dir: string) =>
    /name: keys\ndata:\n((?: .*\n)*)/.exec(fairlead(dir, ['render', '-e', 'prod', '--validate', 'off']).out)?.[1];
  expect(data(project(turned))).toBe(data(project(files)));
  const keys = data(project(files))
    ?.replaceAll('"', '')
    .match(/\S+(?=:)/g);
  expect(keys).toEqual(['9', '10', 'I', 'alpha', 'i', 'zeta', 'Ärger', 'ångström']);
});
