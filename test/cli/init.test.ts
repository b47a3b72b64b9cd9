import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as Y from 'yaml';
import { differences, raw } from '../conformance/normalise.mjs';
import { fairlead } from './fairlead.js';
import { emptyProject } from './project.js';

interface Case {
  readonly name: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: string;
}
const { parse, parseAllDocuments } = Y;
const stringify = (value: unknown) => Y.stringify(value, { version: '1.1' });
const read = (file: string) => readFileSync(join('test/conformance', file), 'utf8');
const cases: readonly Case[] = JSON.parse(read('cases.json'));
const helm: Readonly<Record<string, unknown>> = JSON.parse(read('helm.json'));
const CHART = 'charts/fastapi-gitops-starter';

const application = (name: string, release: string, namespace: string, more: object) =>
  stringify({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: {
      source: { repoURL: 'https://github.com/example/gitops', path: CHART, helm: { releaseName: release, ...more } },
      destination: { server: 'https://kubernetes.default.svc', namespace },
    },
  });

const chart = { [`${CHART}/Chart.yaml`]: 'name: fastapi-gitops-starter\n', [`${CHART}/values.yaml`]: read('defaults.yaml') };

test('Applications of the chart become apps whose objects are those of the chart, for every conformance case', () => {
  const ways = cases.map(({ name, values }, i): readonly [object, Readonly<Record<string, string>>] => {
    if (i % 3 === 0) return [{ valueFiles: [`/values/${name}.yaml`] }, { [`values/${name}.yaml`]: values }];
    return i % 3 === 1 ? [{ values }, {}] : [{ valuesObject: parse(values, { version: '1.1' }) ?? {} }, {}];
  });
  const files = Object.assign({}, ...ways.map(([, own]) => own));
  const root = emptyProject({
    ...chart,
    ...files,
    'argocd.yaml': cases
      .map(({ name, release, namespace }, i) => application(name, release, namespace, ways[i]?.[0] ?? {}))
      .join('---\n'),
  });
  const made = fairlead(root, ['init', 'argocd.yaml']);
  expect(made.err).not.toMatch(/init\//);
  const rendered = fairlead(root, ['render', '--validate', 'off']);
  expect(rendered.err.split('\n').filter((line) => / error /.test(line))).toEqual([]);
  const streams = new Map(
    rendered.out
      .split(/^# (?=\S+fairlead\.yaml )/m)
      .slice(1)
      .map((part) => [part.split(' ')[1] ?? '', part.slice(part.indexOf('\n') + 1)]),
  );
  const wrong = cases.flatMap(({ name, values }) =>
    differences(helm[name], raw(streams.get(name) ?? '', Y, parse(values, { version: '1.1' }))).map((line) => `${name} ${line}`),
  );
  expect(wrong).toEqual([]);
  expect(streams.size).toBe(cases.length);
  for (const [path, text] of Object.entries(files)) expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('an Application with value files, values and parameters: each layer in a file, the people’s own untouched', () => {
  const root = emptyProject({
    ...chart,
    'apps/web/values.yaml': 'replicaCount: 3 # ours\nfullnameOverride: web\n',
    'apps/web/values-prod.yaml': 'image: { tag: v1 }\n',
    'apps/web/application.yaml': application('web-prod', 'web', 'shop', {
      valueFiles: ['values.yaml', '/apps/web/values.yaml', '$values/apps/web/values-prod.yaml'],
      values: 'podAnnotations:\n  a: "1" # kept\n',
      parameters: [
        { name: 'image.tag', value: '1.10' },
        { name: 'podAnnotations.b', value: 'x,y', forceString: true },
        { name: 'ingress.hosts[0].host', value: 'example.com' },
      ],
    }),
  });
  const cwd = join(root, 'apps/web');
  expect(fairlead(cwd, ['init'])).toEqual({
    code: 0,
    err: expect.any(String),
    out: expect.stringMatching(
      /^wrote fairlead\.yaml\nwrote environments\/prod\.yaml\nwrote environments\/prod\.parameters\.yaml\nfairlead\.yaml prod: 5 objects\n/,
    ),
  });
  expect(parse(readFileSync(join(cwd, 'fairlead.yaml'), 'utf8'))).toEqual({
    fairlead: 'v1',
    name: 'web',
    bundle: 'fastapi-gitops-starter',
    compat: 'helm',
    values: [`../../${CHART}/values.yaml`, 'values.yaml', 'values-prod.yaml', 'environments/prod.yaml'],
    environments: { prod: { namespace: 'shop', values: ['environments/prod.parameters.yaml'] } },
  });
  expect(readFileSync(join(cwd, 'environments/prod.yaml'), 'utf8')).toBe('podAnnotations:\n  a: "1" # kept\n');
  expect(parse(readFileSync(join(cwd, 'environments/prod.parameters.yaml'), 'utf8'))).toMatchObject({
    image: { tag: '1.10' },
    podAnnotations: { b: 'x,y' },
  });
});

test('two Applications with one values file get a file for the tag each, and can be promoted', () => {
  const of = (name: string) => application(name, 'web', name, { valueFiles: ['/values.yaml'] });
  const root = emptyProject({
    ...chart,
    'values.yaml': 'image:\n  tag: v1.0.0\n',
    'argocd.yaml': ['web-dev', 'web-prod'].map(of).join('---\n'),
  });
  expect(fairlead(root, ['init', 'argocd.yaml'])).toMatchObject({ code: 0 });
  const file = (name: string) => readFileSync(join(root, `environments/${name}.image.yaml`), 'utf8');
  expect(['dev', 'prod'].map(file)).toEqual(['image:\n  tag: v1.0.0\n', 'image:\n  tag: v1.0.0\n']);
  expect(fairlead(root, ['promote', '--tag', 'v1.1.0', '--write']).code).toBe(0);
  expect(['dev', 'prod'].map(file)).toEqual(['image:\n  tag: v1.1.0\n', 'image:\n  tag: v1.0.0\n']);
});

test('an ApplicationSet over a list; other generators are named', () => {
  const set = (generators: object[]) =>
    stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'web' },
      spec: {
        goTemplate: true,
        generators,
        template: {
          metadata: { name: 'web-{{ .env }}' },
          spec: {
            source: {
              chart: 'fastapi-gitops-starter',
              helm: { releaseName: 'web', valuesObject: { image: { tag: '{{.tag}}' } } },
            },
            destination: { namespace: 'web-{{.env}}' },
          },
        },
      },
    });
  const elements = [
    { env: 'prod', tag: 'v1' },
    { env: 'dev', tag: 'v2' },
  ];
  const root = emptyProject({ 'set.yaml': set([{ list: { elements } }]), 'git.yaml': set([{ git: { directories: [] } }]) });
  expect(fairlead(root, ['init', 'git.yaml'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/git\.yaml:\d+:\d+: error init\/unsupported: .*`git`.*argocd appset generate/),
  });
  expect(fairlead(root, ['init', 'set.yaml']).code).toBe(0);
  expect(readFileSync(join(root, 'fairlead.yaml'), 'utf8')).toBe(
    'fairlead: v1\nname: web\nbundle: fastapi-gitops-starter\ncompat: helm\nvalues: []\nenvironments:\n  dev:\n    namespace: web-dev\n  prod:\n    namespace: web-prod\n',
  );
});

describe('from rendered manifests, the chart’s script', () => {
  const values =
    'image: {tag: v1}\nfullnameOverride: web\nrollout: {enabled: true, analysis: {enabled: true, prometheus: {address: "http://p:9090"}, trafficGenerator: {enabled: true}}}\n';
  const script = 'set -e\nfor i in 1 2; do\n\tcurl "x"  \ndone\n\n';
  const template = stringify({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'web' },
    spec: {
      metrics: [
        { name: 'success-rate' },
        {
          name: 'traffic-generator',
          provider: { job: { spec: { template: { spec: { containers: [{ command: ['/bin/sh', '-c', script] }] } } } } },
        },
      ],
    },
  });
  test('is taken over byte for byte', () => {
    const root = emptyProject({ 'values.yaml': values, 'rendered.yaml': `---\n${template}` });
    expect(fairlead(root, ['init', 'values.yaml', '--rendered', 'rendered.yaml', '--release', 'web'])).toMatchObject({ code: 0 });
    const objects = parseAllDocuments(fairlead(root, ['render']).out).map((document) => document.toJS());
    const job = objects
      .find((object) => object.kind === 'AnalysisTemplate')
      ?.spec.metrics.find((metric: { provider: object }) => 'job' in metric.provider);
    expect(job.provider.job.spec.template.spec.containers[0].command.at(-1)).toBe(script);
  });
  test('manifests without one, and an environment that there is not', () => {
    const root = emptyProject({ 'values.yaml': values, 'rendered.yaml': 'kind: Service\n' });
    expect(fairlead(root, ['init', '--rendered', 'rendered.yaml'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('rendered.yaml:1:1: error init/nothing: there is no AnalysisTemplate'),
    });
    writeFileSync(join(root, 'rendered.yaml'), template);
    expect(fairlead(root, ['init', '--rendered', 'stage=rendered.yaml'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('there is no such environment'),
    });
  });
});

test('from nothing, and nothing is overwritten', () => {
  const root = emptyProject({});
  expect(fairlead(root, ['init', '--release', 'web'])).toMatchObject({ code: 0, err: '' });
  writeFileSync(join(root, 'fairlead.yaml'), 'mine\n');
  const again = fairlead(root, ['init']);
  expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('fairlead.yaml:1:1: error init/exists') });
  expect(readFileSync(join(root, 'fairlead.yaml'), 'utf8')).toBe('mine\n');
});

describe('the move to the repairs', () => {
  const analysis =
    'analysis: {enabled: true, args: [{name: hash, valueFrom: {podTemplateHashValue: Latest}}], prometheus: {address: "http://p:9090"}, trafficGenerator: {enabled: true}}';
  const values = `image: {tag: v1}\nautoscaling: {enabled: true}\npodLabels: {team: a}\n`;
  const rollout = (strategy: string) =>
    `${values}rollout: {enabled: true, strategy: ${strategy}, blueGreen: {scaleDownDelaySeconds: 0}, canary: {steps: [{analysis: {templates: [{templateName: x}]}}]}, ${analysis}}\n`;
  const root = () => emptyProject({ 'values-canary.yaml': rollout('canary'), 'values-preview.yaml': rollout('blueGreen') });
  const repairs = Object.keys(parse(readFileSync('templates/fastapi-gitops-starter/bundle.yaml', 'utf8')).repairs);

  test.each(repairs)('%s changes the manifests by itself', (repair) => {
    const dir = root();
    expect(fairlead(dir, ['init', '--release', 'web']).code).toBe(0);
    expect(fairlead(dir, ['render', '--compat', `helm,${repair}`]).out).not.toBe(fairlead(dir, ['render']).out);
  });

  test('all of them together are the bundle without compat', () => {
    const dir = root();
    fairlead(dir, ['init', '--release', 'web']);
    const all = fairlead(dir, ['render', '--compat', `helm,${repairs.join()}`]).out;
    const app = readFileSync(join(dir, 'fairlead.yaml'), 'utf8');
    writeFileSync(join(dir, 'fairlead.yaml'), app.replace('compat: helm\n', ''));
    // One step names an analysis that is not made here: without compat that is an error.
    expect(fairlead(dir, ['render', '--validate', 'off']).out).toBe(all);
  });
});
