import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { describeWith } from '../oracle.js';
import { type Answer, CLI, type PluginServer, ROOT, startPluginServer } from './server.js';

const shop = join(ROOT, 'examples/shop');

const fairlead = (cwd: string, args: readonly string[], env: Record<string, string> = {}) =>
  execFileSync(process.execPath, [CLI, ...args], { cwd, env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' });
const render = (environment: string, ...args: readonly string[]) =>
  fairlead(shop, ['render', 'apps/web', '-e', environment, ...args]);
const objects = (stream: string): readonly unknown[] => parseAllDocuments(stream).map((document) => document.toJS());
const object = (answer: Answer, kind: string) => answer.manifests.find((item) => item['kind'] === kind);
/** What the process itself wrote: the text after Argo CD's own words. */
const said = (answer: Answer) => answer.error?.split(/failed exit status \d+: /)[1] ?? '';

describeWith(['argocd-cmp-server', 'argocd-cmp-probe'], 'the plugin under argocd-cmp-server', (tools) => {
  let server: PluginServer;
  const ask = (...flags: readonly string[]) => server.ask(shop, 'apps/web', ...flags);
  beforeAll(async () => {
    server = await startPluginServer(tools);
  });
  afterAll(() => server.stop());

  test.each(['dev', 'staging', 'prod'])('%s is what `render` prints, whichever way it is chosen', async (environment) => {
    const expected = objects(render(environment));
    expect(expected.length).toBeGreaterThan(3);
    const byParameter = await ask('--parameter', `environment=${environment}`);
    expect(byParameter.error).toBeUndefined();
    expect(byParameter.discovery).toBe(false);
    expect(byParameter.manifests).toEqual(expected);
    // Without parameters Argo CD sends `null`, and for an Application without `plugin` nothing at all.
    expect((await ask('--env', `ENVIRONMENT=${environment}`)).manifests).toEqual(expected);
    expect((await ask('--env', `ENVIRONMENT=${environment}`, '--no-parameters')).manifests).toEqual(expected);
    // The hydrator does not know the cluster.
    const hydrated = await ask('--env', `ENVIRONMENT=${environment}`, '--kube-version', '', '--api-versions', '');
    expect(hydrated.manifests).toEqual(expected);
  });

  test('the digest that `render` prints is of the bytes that `generate` prints', () => {
    const dir = mkdtempSync(join(tmpdir(), 'fairlead-render-'));
    try {
      const printed = fairlead(shop, ['render', 'apps/web', '-o', dir]);
      for (const environment of ['dev', 'staging', 'prod']) {
        const stream = fairlead(join(shop, 'apps/web'), ['generate'], { ARGOCD_ENV_ENVIRONMENT: environment });
        expect(stream).toBe(render(environment));
        expect(printed).toContain(`sha256:${createHash('sha256').update(stream).digest('hex')}`);
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test('parameters set values, and the schema decides their types', async () => {
    const answer = await ask(
      '--parameters',
      JSON.stringify([
        { name: 'environment', string: 'dev' },
        { name: 'image.tag', string: '1.10' },
        { name: 'replicaCount', string: '3' },
        { name: 'podAnnotations', map: { 'example.com/scrape': 'true' } },
        { name: 'securityContext.capabilities.drop', array: ['ALL', 'NET_RAW'] },
      ]),
    );
    expect(answer.error).toBeUndefined();
    expect(object(answer, 'Deployment')).toMatchObject({
      spec: {
        replicas: 3,
        template: {
          metadata: { annotations: { 'example.com/scrape': 'true' } },
          spec: {
            containers: [
              {
                image: 'ghcr.io/example/shop-web:1.10',
                securityContext: { capabilities: { drop: ['ALL', 'NET_RAW'] } },
              },
            ],
          },
        },
      },
    });
    const flags = await ask('--parameter', 'environment=dev', '--parameter', 'image.tag=1.10', '--parameter', 'replicaCount=3');
    expect(flags.manifests).toEqual(objects(render('dev', '--set', 'image.tag=1.10', '--set', 'replicaCount=3')));
  });

  test('an environment that is not there, or not chosen, is said in the first line', async () => {
    const wrong = await ask('--parameter', 'environment=pord');
    expect(wrong.manifests).toEqual([]);
    expect(said(wrong)).toMatch(/^apps\/web\/fairlead\.yaml:\d+:\d+: error config\/unknown-environment: .*`pord`.*prod/);
    expect(said(wrong).length).toBeLessThan(300);
    const none = await ask();
    expect(none.manifests).toEqual([]);
    expect(said(none).split('\n')[0]).toMatch(/which environment.*dev, staging, prod/);
  });

  test('a bad parameter fails with its name, and no value of a secret is in the error', async () => {
    const answer = await ask(
      ...['environment=dev', 'replicaCount=many', 'registry.token=s3cr3t-t0ken'].flatMap((text) => ['--parameter', text]),
    );
    expect(answer.manifests).toEqual([]);
    expect(said(answer).split('\n')[0]).toContain('replicaCount');
    expect(said(answer).length).toBeLessThan(2100);
    expect(answer.error).not.toContain('s3cr3t-t0ken');
  });

  test('a folder without an app, and an app that makes no objects, fail', async () => {
    expect(said(await server.ask(shop, 'apps', '--env', 'ENVIRONMENT=dev'))).toMatch(/no fairlead\.yaml.*source\.path/);
    const repository = mkdtempSync(join(tmpdir(), 'fairlead-empty-'));
    try {
      mkdirSync(join(repository, 'app/environments'), { recursive: true });
      mkdirSync(join(repository, 'bundle/manifests'), { recursive: true });
      writeFileSync(join(repository, 'bundle/bundle.yaml'), 'name: nothing\nversion: 1.0.0\n');
      writeFileSync(join(repository, 'bundle/values.schema.json'), '{}\n');
      writeFileSync(join(repository, 'bundle/manifests/nothing.yaml.hbs'), '{{#if false}}\nkind: ConfigMap\n{{/if}}\n');
      writeFileSync(
        join(repository, 'app/fairlead.yaml'),
        'fairlead: v1\nname: a\nbundle: ../bundle\nenvironments:\n  dev:\n    values: []\n',
      );
      const empty = await server.ask(repository, 'app');
      expect(empty.manifests).toEqual([]);
      expect(said(empty)).toContain('objects/none');
    } finally {
      rmSync(repository, { recursive: true });
    }
  });

  test('announces every value with its type, and what the chosen environment sets', async () => {
    const { parameters = [] } = await ask('--parameter', 'environment=prod', '--announce');
    const named = (name: string) => parameters.find((item) => item['name'] === name);
    expect(parameters[0]).toMatchObject({ name: 'environment', string: 'prod', collectionType: 'string' });
    expect(named('image.tag')).toMatchObject({ string: 'v1.0.0', itemType: 'string' });
    expect(named('autoscaling.maxReplicas')).toMatchObject({ string: '12', itemType: 'integer' });
    expect(named('resources.limits')).toMatchObject({ collectionType: 'map', map: { cpu: '500m', memory: '256Mi' } });
    expect(parameters.filter((item) => !['string', 'array', 'map'].includes(String(item['collectionType'])))).toEqual([]);
    expect(parameters.filter((item) => item['tooltip'] === '' || item['tooltip'] === undefined)).toEqual([]);
  });

  test('runs what was compiled before it started', async () => {
    const kept = () => readdirSync(server.kept).map((name) => [name, statSync(join(server.kept, name)).ino]);
    const before = kept();
    expect(before).toHaveLength(2);
    await ask('--parameter', 'environment=prod', '--announce');
    // Code that cannot be used is made anew.
    expect(kept()).toEqual(before);
  });

  test('answers many requests at a time', async () => {
    const { failures, manifests } = await ask('--env', 'ENVIRONMENT=prod', '--repeat', '12', '--concurrency', '6');
    expect(failures).toBeUndefined();
    expect(manifests).toEqual(objects(render('prod')));
  });
});
