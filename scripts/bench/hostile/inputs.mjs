// Inputs that grow: `most` is the size at which the input, or a file of it, is about 1 MiB (or at a bound of ours), or is as much as anybody would send.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtIn, CONFIG_MAP, committed, lines, own, parts } from './projects.mjs';

const input = (name, most, make) => ({ name, most, make });
const objects = (n, make) =>
  own(
    '{}\n',
    lines(n, (i) => `---\n${make(i)}`),
  );
const DEPLOYMENT = (name, label) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: { matchLabels: { a: ${label} } }, template: { metadata: { labels: { a: ${label} } }, spec: { containers: [{ name: c, image: "a:1" }] } } }`;
const METRIC = (query, condition) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: a }\nspec:\n  metrics:\n    - name: m\n      successCondition: ${JSON.stringify(condition)}\n      provider: { prometheus: { address: "http://p:9090", query: ${JSON.stringify(query)} } }\n`;

const yaml = [
  input('comment lines', 400_000, (n) => builtIn('#\n'.repeat(n))),
  input('blank lines', 800_000, (n) => builtIn('\n'.repeat(n))),
  input('lines of a block scalar', 200_000, (n) => own(`a: |\n${'  x\n'.repeat(n)}`)),
  input('block scalars', 60_000, (n) => own(lines(n, (i) => `k${i}: |\n  x`))),
  input('aliases', 150_000, (n) => own(`a: &a 1\nb: [${parts(n, () => '*a', ', ')}]\n`)),
  input('aliases of aliases', 20_000, (n) => own(`a0: &a0 [1, 1]\n${lines(n, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)}`)),
  input('merge keys', 30_000, (n) => own(`a: &a\n${lines(n, (i) => `  k${i}: 1`)}${lines(n / 10, (i) => `m${i}: {<<: *a}`)}`)),
  input('flow lists in each other', 400_000, (n) => own(`a: ${'['.repeat(n)}${']'.repeat(n)}\n`)),
  input('block maps in each other', 1200, (n) => own(parts(n, (i) => `${' '.repeat(i)}a:\n`))),
  input('keys', 60_000, (n) => own(lines(n, (i) => `key-${i}: 1`))),
  input('keys that nothing reads', 60_000, (n) =>
    builtIn(
      lines(n, (i) => `key-${i}: 1`),
      { args: ['validate'] },
    ),
  ),
  input('keys set twice', 60_000, (n) => own(lines(n, (i) => `key-${i % (n / 2)}: 1`))),
  input('a long key', 1_000_000, (n) => builtIn(`${'k'.repeat(n)}: 1\n`)),
  input('documents', 200_000, (n) => own('---\n{}\n'.repeat(n / 2))),
  input('tags', 80_000, (n) => own(lines(n, () => '- !<a> b').replace(/^/, 'a:\n'))),
  input('plain scalars of many lines', 250_000, (n) => own(`a: ${'x\n  '.repeat(n)}\n`)),
  input('numbers that are none', 100_000, (n) => own(`a:\n${lines(n, () => '- 0_1_0')}`)),
  input('a list in 90 levels', 400_000, (n) => own(`a: ${'['.repeat(90)}${parts(n, () => '1', ',')}${']'.repeat(90)}\n`)),
  input('aliases of one long list', 18, (n) => own(`a: &a [${parts(5000, (i) => i, ',')}]\n${lines(n, (i) => `k${i}: *a`)}`)),
  input('empty maps of a list', 250_000, (n) => own(`a: [${parts(n, () => '{}', ',')}]\n`)),
  input('maps of one pair', 120_000, (n) => own(`a: [${parts(n, () => 'a: 1', ',')}]\n`)),
  input('escapes of a string', 400_000, (n) => own(`a: "${'\\n'.repeat(n)}"\n`)),
  input('lines of a folded string', 200_000, (n) => own(`a: "x\n${'  x\n'.repeat(n)}  "\n`)),
  input('keys with a question mark', 60_000, (n) => own(lines(n, (i) => `? k${i}\n: v`))),
  input('anchors', 50_000, (n) => own(lines(n, (i) => `k${i}: &a${i} v`))),
  input('aliases without an anchor', 60_000, (n) => own(lines(n, (i) => `k${i}: *a`))),
  input('tabs', 60_000, (n) => own(lines(n, (i) => `k${i}: [a,\n\t b]`))),
  input('handles of tags', 30_000, (n) => own(`${lines(n, (i) => `%TAG !a${i}! x`)}---\na: 1\n`)),
  input('numbers that lose a digit', 100_000, (n) => own(`a: [${parts(n, () => '1.0', ',')}]\n`)),
  input('names of secrets', 40_000, (n) => own(lines(n, (i) => `password${i}: yes`))),
  input('a list under its key', 30_000, (n) => own(`a: [\n${lines(n, () => '1,')}]\n`)),
];

const flags = [
  input('--set', 10_000, (n) =>
    own('{}\n', undefined, { args: ['validate', ...parts(n, (i) => `--set a.k${i}=1`, ' ').split(' ')] }),
  ),
  input('one --set of many', 100_000, (n) =>
    own('{}\n', undefined, { args: ['validate', '--set', parts(n / 10, (i) => `a.k${i}=1`, ',')] }),
  ),
  input('indices of --set', 8_000, (n) =>
    own('{}\n', undefined, { args: ['validate', ...parts(n, (i) => `--set a[${i}]=1`, ' ').split(' ')] }),
  ),
  input('--set-json in each other', 60_000, (n) =>
    own('{}\n', undefined, { args: ['validate', '--set-json', `a=${'['.repeat(n)}${']'.repeat(n)}`] }),
  ),
  input('parts of a path of --set', 60_000, (n) =>
    own('{}\n', undefined, { args: ['validate', '--set', `${parts(n, () => 'a', '.')}=1`] }),
  ),
  input('parameters', 2_000, (n) =>
    builtIn('', {
      env: {
        ARGOCD_APP_PARAMETERS: JSON.stringify(
          Array.from({ length: n }, (_, i) => ({ name: `podAnnotations.k${i}`, string: 'x' })),
        ),
      },
    }),
  ),
  input('a parameter of a large map', 5_000, (n) =>
    builtIn('', {
      env: {
        ARGOCD_APP_PARAMETERS: JSON.stringify([
          { name: 'podAnnotations', map: Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'x'])) },
        ]),
      },
    }),
  ),
];

const LIST = (n) => `a: [${parts(n, () => '1', ',')}]\n`;
const schemas = [
  input('an image', 1_000_000, (n) => builtIn(`image: { tag: v1, repository: "a${'/a'.repeat(n / 2)}:v1" }\n`)),
  input('a pattern of people', 500_000, (n) =>
    own(`a: "${'a'.repeat(n)}!"\n`, undefined, {
      files: { 'bundle/values.schema.json': '{"properties":{"a":{"pattern":"^(a+)+$"}}}' },
    }),
  ),
  // From about 20 levels on it takes all the steps that a schema may.
  input('anyOf in each other', 400, (n) =>
    own('a: 1\n', undefined, {
      files: {
        'bundle/values.schema.json': JSON.stringify({
          $defs: Object.fromEntries(
            Array.from({ length: n }, (_, i) => [
              `d${i}`,
              i === n - 1 ? { type: 'string' } : { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
            ]),
          ),
          properties: { a: { $ref: '#/$defs/d0' } },
        }),
      },
    }),
  ),
  input('a list where a text is wanted', 500_000, (n) =>
    own(LIST(n), undefined, { files: { 'bundle/values.schema.json': '{"properties":{"a":{"type":"string"}}}' } }),
  ),
  input('items where texts are wanted', 400_000, (n) =>
    own(LIST(n), undefined, { files: { 'bundle/values.schema.json': '{"properties":{"a":{"items":{"type":"string"}}}}' } }),
  ),
  input('uniqueItems', 100_000, (n) =>
    own(`a: [${parts(n, (i) => `k${i}`, ', ')}]\n`, undefined, {
      files: { 'bundle/values.schema.json': '{"properties":{"a":{"uniqueItems":true}}}' },
    }),
  ),
  input('properties of a schema', 16_000, (n) =>
    own(
      lines(n, (i) => `kex${i}: 1`),
      undefined,
      {
        files: {
          'bundle/values.schema.json': JSON.stringify({
            additionalProperties: false,
            properties: Object.fromEntries(Array.from({ length: n }, (_, i) => [`key${i}`, {}])),
          }),
        },
      },
    ),
  ),
];

const templates = [
  input('loops in loops', 60_000, (n) =>
    own(LIST(n), `${CONFIG_MAP}data: { a: {{#text}}{{#each values.a}}{{#each @root.values.a}}{{/each}}{{/each}}{{/text}} }\n`),
  ),
  input('lists of lists', 80, (n) =>
    own('{}\n', `${CONFIG_MAP}data: { a: {{json locals.l0}} }\n`, {
      files: {
        'bundle/locals.yaml.hbs': lines(n, (i) => `l${i}: [{{locals.l${i - 1}}}, {{locals.l${i - 1}}}]\n---`).replace(
          /^l0:.*/,
          'l0: [x]',
        ),
      },
    }),
  ),
  input('partials in partials', 60, (n) => own('{}\n', `{{> p}}`, { files: { 'bundle/partials/p.hbs': '{{> p}}'.repeat(n) } })),
  input('lines of a template', 250_000, (n) => own('{}\n', `${CONFIG_MAP}data:\n  a: [\n${'    x,\n'.repeat(n / 2)}  ]\n`)),
  input('values in a template', 40_000, (n) => own('a: x\n', `${CONFIG_MAP}data:\n${lines(n, (i) => `  k${i}: {{values.a}}`)}`)),
  input('names that are missing', 40_000, (n) =>
    own(
      lines(n, (i) => `key${i}: 1`),
      `${CONFIG_MAP}data:\n${lines(n / 2, (i) => `  k${i}: {{values.kex${i}}}`)}`,
    ),
  ),
  input('open comments', 200_000, (n) => own('{}\n', `${CONFIG_MAP}{{!-- ${'{{!'.repeat(n)}`)),
  input('a text of blank lines', 400_000, (n) => own('{}\n', `${CONFIG_MAP}data: { a: {{#text}}${'\n'.repeat(n)}x{{/text}} }\n`)),
  input('scalars in a query of promql', 60_000, (n) =>
    own(`q: "${'scalar(a)+'.repeat(n)}1"\n`, `${CONFIG_MAP}data: { a: {{promql values.q "result > 0"}} }\n`),
  ),
  input('templates', 4_000, (n) =>
    own('{}\n', undefined, {
      files: Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`bundle/manifests/b${i}.yaml.hbs`, CONFIG_MAP.replace('probe', `b${i}`)]),
      ),
    }),
  ),
  input('items of a value in its place', 400_000, (n) =>
    own(LIST(n), `${CONFIG_MAP}data: { a: {{json values.a}} }\nx: {{values.a}}\n`),
  ),
  input('locals', 50_000, (n) =>
    own('{}\n', `${CONFIG_MAP}data: { a: {{locals.k1}} }\n`, {
      files: { 'bundle/locals.yaml.hbs': lines(n, (i) => `k${i}: x`) },
    }),
  ),
];

const sets = [
  input('objects', 12_000, (n) => objects(n, (i) => CONFIG_MAP.replace('probe', `o${i}`))),
  input('objects of one name', 12_000, (n) => objects(n, () => CONFIG_MAP)),
  input('workloads', 4_000, (n) => objects(n, (i) => DEPLOYMENT(`d${i}`, `v${i}`))),
  input('workloads of one selector', 4_000, (n) => objects(n, (i) => DEPLOYMENT(`d${i}`, 'v'))),
  input('Services that choose nothing', 8_000, (n) =>
    objects(
      n,
      (i) => `apiVersion: v1\nkind: Service\nmetadata: { name: s${i} }\nspec: { selector: { a: v${i} }, ports: [{ port: 80 }] }`,
    ),
  ),
  input('budgets of one selector', 2_500, (n) =>
    objects(
      n,
      (i) =>
        `${DEPLOYMENT(`d${i}`, 'v')}\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b${i} }\nspec: { minAvailable: 1, selector: { matchLabels: { a: v } } }`,
    ),
  ),
  input('Services of one selector', 3_000, (n) =>
    objects(
      n,
      (i) =>
        `${DEPLOYMENT(`d${i}`, 'v')}\n---\napiVersion: v1\nkind: Service\nmetadata: { name: s${i} }\nspec: { selector: { a: v }, ports: [{ port: 80 }] }`,
    ),
  ),
  input('keys of one ConfigMap', 6_000, (n) =>
    own(
      '{}\n',
      `${CONFIG_MAP}data: { ${parts(n, (i) => `k${i}: x`, ', ')} }\n---\n${DEPLOYMENT('d', 'v').replace('image: "a:1"', `image: "a:1", env: [${parts(n, (i) => `{ name: e${i}, valueFrom: { configMapKeyRef: { name: probe, key: x${i} } } }`, ', ')}]`)}\n`,
    ),
  ),
  input('volumes', 8_000, (n) =>
    own(
      '{}\n',
      `${DEPLOYMENT('d', 'v').replace('image: "a:1" }]', `image: "a:1", volumeMounts: [${parts(n, (i) => `{ name: v${i}, mountPath: /m${i} }`, ', ')}] }], volumes: [${parts(n, (i) => `{ name: v${i}, emptyDir: {} }`, ', ')}]`)}\n`,
    ),
  ),
  input('findings as SARIF', 50_000, (n) =>
    own('{}\n', `${CONFIG_MAP}${lines(n, (i) => `kex${i}: 1`)}`, { args: ['validate', '--format', 'sarif'] }),
  ),
  input('containers', 16_000, (n) =>
    own(
      '{}\n',
      `${DEPLOYMENT('d', 'v').replace(/\[\{.*?\}\]/, `[${parts(n, (i) => `{ name: c${i}, image: "a:1" }`, ', ')}]`)}\n`,
    ),
  ),
  input('fields that do not exist', 50_000, (n) => own('{}\n', `${CONFIG_MAP}${lines(n, (i) => `kex${i}: 1`)}`)),
  input('values that do not exist', 50_000, (n) =>
    own(
      lines(n, (i) => `kex${i}: 1`),
      undefined,
      { files: { 'bundle/values.schema.json': '{"additionalProperties":false,"properties":{"key":{}}}' } },
    ),
  ),
  input('text like secrets', 15_000, (n) =>
    own(
      `a: |\n${lines(n, (i) => `  password=x${i}`)}b: |\n${lines(n, (i) => `  "token": "ghp_${i}"`)}`,
      `${CONFIG_MAP}data: { a: {{values.a}}, b: {{values.b}} }\n`,
    ),
  ),
  input('a query', 100_000, (n) => own('{}\n', METRIC(`${'a+'.repeat(n)}1`, 'result > 0'))),
  input('quotes of a condition', 100_000, (n) => own('{}\n', METRIC('up', `result > "${'\\"'.repeat(n)}`))),
  input('maps of a condition', 100_000, (n) => own('{}\n', METRIC('up', `result > ${'({'.repeat(n)}`))),
  input('brackets of a query', 4_000, (n) => own('{}\n', METRIC(`${'('.repeat(n)}1${')'.repeat(n)}`, 'result > 0'))),
  input('a condition', 60_000, (n) => own('{}\n', METRIC('up', `result > 0${' && result > 0'.repeat(n)}`))),
  input('brackets of a condition', 100_000, (n) => own('{}\n', METRIC('up', `${'('.repeat(n)}result > 0${')'.repeat(n)}`))),
];

const difference = (before, after) => ({
  ...own(before, `${CONFIG_MAP}data: { a: x }\nbinaryData: {{values}}\n`),
  args: ['diff'],
  prepare: (top) => committed(top, () => writeFileSync(join(top, 'app/environments/dev.yaml'), after)),
});
const repositories = [
  input('items of two lists', 40_000, (n) =>
    difference(`a: [${parts(n, (i) => `a${i}`, ', ')}]\n`, `a: [${parts(n, (i) => `b${i}`, ', ')}]\n`),
  ),
  input('keys of two maps', 40_000, (n) =>
    difference(
      lines(n, (i) => `a${i}: 1`),
      lines(n, (i) => `b${i}: 1`),
    ),
  ),
  input('lines of two texts', 60_000, (n) =>
    difference(`a: |\n${lines(n, (i) => `  a${i}`)}`, `a: |\n${lines(n, (i) => `  b${i}`)}`),
  ),
  input('apps', 2_000, (n) => ({
    ...builtIn(''),
    args: ['validate'],
    cwd: '.',
    files: Object.fromEntries(
      Array.from({ length: n }, (_, i) => [
        `a${i}/fairlead.yaml`,
        `fairlead: v1\nname: a${i}\nbundle: fastapi-gitops-starter\nenvironments: { dev: {} }\n`,
      ]),
    ),
  })),
  input('environments', 800, (n) => {
    const names = Array.from({ length: n }, (_, i) => `e${i}`);
    return builtIn('', {
      args: ['validate'],
      files: {
        'app/fairlead.yaml': `fairlead: v1\nname: web\nbundle: fastapi-gitops-starter\nenvironments:\n${lines(n, (i) => `  e${i}: {}`)}`,
        ...Object.fromEntries(names.map((name) => [`app/environments/${name}.yaml`, 'image: { tag: v1 }\n'])),
      },
    });
  }),
  // A path of 1,800 folders is 1,800 times as long as one of a single folder: so more chains, not longer ones.
  input('folders in each other', 20_000, (n) => ({
    ...builtIn(''),
    args: ['validate'],
    cwd: '.',
    prepare: (top) => {
      for (let i = 0; i < n; i += 500)
        mkdirSync(join(top, `c${i}`, ...Array.from({ length: 500 }, () => 'd')), { recursive: true });
    },
  })),
  input('files', 20_000, (n) => ({
    ...builtIn(''),
    args: ['validate'],
    cwd: '.',
    prepare: (top) => Array.from({ length: n }, (_, i) => writeFileSync(join(top, `f${i}.txt`), '')),
  })),
];

export const INPUTS = [...yaml, ...flags, ...schemas, ...templates, ...sets, ...repositories];
