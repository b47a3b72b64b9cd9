import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { project } from './project.js';

const APP = 'apps/web/fairlead.yaml';
const HEAD =
  'fairlead: v1\nname: web\nbundle: ../../bundle\nschemas: [../../bundle/kinds]\nenvironments: { dev: { namespace: web-dev } }\n';
const CLUSTER = { KUBE_VERSION: 'v1.30+', KUBE_API_VERSIONS: 'v1,apps/v1,apps/v1/Deployment,policy/v1,example.com/v1' };
const ASKS = {
  version: 'version: {{capabilities.kubeVersion}}',
  local: 'version: {{locals.version}}',
  list: 'custom: {{#if (contains capabilities.apiVersions "example.com/v1")}}there{{else}}gone{{/if}}',
  kind: 'kind: {{#if (contains capabilities.apiVersions "apps/v1/Deployment")}}there{{else}}gone{{/if}}',
  old: 'old: {{#if (contains capabilities.apiVersions "policy/v1beta1")}}there{{else}}gone{{/if}}',
  alike: 'alike: {{#if (contains capabilities.apiVersions "apps/v1")}}there{{else}}gone{{/if}}',
};

function asking(line: string, pins = '') {
  const root = project({
    [APP]: HEAD + pins,
    'bundle/locals.yaml.hbs':
      'image: {{concat "example/web:" values.image.tag}}\nversion: {{concat "v" capabilities.kubeVersion}}\n',
    'bundle/manifests/a.yaml.hbs': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: asks }\ndata:\n  ${line}\n`,
  });
  return { rendered: fairlead(root, ['render', '-e', 'dev']), there: fairlead(`${root}/apps/web`, ['generate'], CLUSTER) };
}
const warned = (text: string) => [...text.matchAll(/^apps\/web\/fairlead.yaml:(\d+):\d+: warning argocd\/cluster-differs: .*/gm)];

test.each(Object.entries(ASKS))(
  'a template that asks for %s gets the same at Argo CD, and the warning comes with what to pin',
  (name, line) => {
    const { rendered, there } = asking(line);
    expect([rendered.code, there.code, there.out]).toEqual([0, 0, rendered.out]);
    expect(warned(there.err)).toHaveLength(name === 'alike' ? 0 : 1);
    const pin = /write `(.*)`/.exec(there.err)?.[1];
    expect(pin).toBe(
      { version: 'kubeVersion: "1.30"', list: 'apiVersions: [example.com/v1]', kind: 'apiVersions: [apps/v1/Deployment]' }[
        name === 'local' ? 'version' : name
      ],
    );
    if (pin === undefined) return;
    const after = asking(line, `${pin}\n`);
    expect([after.there.code, after.there.err, after.there.out]).toEqual([0, '', after.rendered.out]);
    expect(after.rendered.out).not.toBe(rendered.out);
  },
);

test('an app that pins what the cluster has not is told at its line', () => {
  const { there } = asking(ASKS.list, 'kubeVersion: "1.30"\napiVersions: [example.com/v1, example.com/v2]\n');
  expect(warned(there.err)).toEqual([]);
  const other = asking(ASKS.list.replace('/v1', '/v2'), 'kubeVersion: "1.30"\napiVersions: [example.com/v1, example.com/v2]\n');
  expect(warned(other.there.err).map(([, at]) => at)).toEqual(['7']);
  expect(other.there.err).toContain('write `apiVersions: [example.com/v1]`');
});

test('the version that is pinned or told decides what the manifests are checked against, at Argo CD too', () => {
  const files = {
    'bundle/manifests/a.yaml.hbs':
      'apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: { name: a }\nspec: { priorityLevelConfiguration: { name: b } }\n',
  };
  for (const [pin, code] of [
    ['', 1],
    ['kubeVersion: "1.31"\n', 0],
  ] as const) {
    const root = project({ ...files, [APP]: HEAD + pin });
    expect(fairlead(root, ['validate', '-e', 'dev']).code).toBe(code);
    expect(fairlead(`${root}/apps/web`, ['generate'], { KUBE_VERSION: '1.31.0' }).code).toBe(code);
    expect(fairlead(root, ['validate', '-e', 'dev', '--kube-version', '1.30']).code).toBe(0);
  }
});
