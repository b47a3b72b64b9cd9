import type { Files } from './project.js';

/** A mistake (or several of a kind) in people's files; what Fairlead says of it stands in messages.txt. */
export interface BadInput {
  readonly name: string;
  readonly files: Files;
  readonly args?: readonly string[];
  readonly code: 1 | 2;
}

const dev = (text: string): Files => ({ 'apps/web/environments/dev.yaml': text });
const app = (lines: string): Files => ({ 'apps/web/fairlead.yaml': `fairlead: v1\nname: web\n${lines}\n` });
const template = (text: string): Files => ({ 'bundle/manifests/a.yaml.hbs': text });
const link = (path: string, to: string): Files => ({
  [path]: { link: to },
  ...Object.fromEntries(path.endsWith('.yaml') ? [] : ['dev', 'prod'].map((name) => [`${path}/${name}.yaml`, undefined])),
});
const indented = Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:\n`).join('');

const BAD_FILES: readonly BadInput[] = [
  { name: 'a missing values file', files: { 'apps/web/environments/dev.yaml': undefined }, code: 2 },
  {
    name: 'a folder in its place',
    files: { 'apps/web/environments/dev.yaml': undefined, 'apps/web/environments/dev.yaml/x': '' },
    code: 2,
  },
  { name: 'bytes that are not UTF-8', files: { 'apps/web/environments/dev.yaml': Buffer.from([0x61, 0x3a, 0xff]) }, code: 2 },
  {
    name: 'a file in UTF-16',
    files: { 'apps/web/environments/dev.yaml': Buffer.from('\ufeffimage: { tag: v1 }\n', 'utf16le') },
    code: 2,
  },
  { name: 'a NUL', files: dev('image:\n  tag: "a\0b"\n'), code: 2 },
  { name: 'a file of 5 MiB', files: dev(`a: ${'x'.repeat(5 << 20)}`), code: 2 },
  { name: 'a file that is too large', files: dev(`a: ${'x'.repeat(1 << 20)}`), code: 2 },
  {
    name: 'paths out of the root',
    files: app('bundle: ../../../b\nvalues: [/etc/passwd]\nenvironments:\n  dev: { values: [../../../x] }'),
    code: 2,
  },
  { name: 'a file through a link out of the root', files: link('apps/web/environments/dev.yaml', '/etc/hosts'), code: 2 },
  {
    name: 'a folder through a link out of the root',
    files: {
      ...link('apps/web/environments', '/etc'),
      ...app('bundle: ../../bundle\nvalues: []\nenvironments: { dev: { values: [environments/hosts] } }'),
    },
    code: 2,
  },
  {
    name: 'a bundle through a link out of the root',
    files: { ...link('apps/web/b', '/'), ...app('bundle: ./b/etc\nenvironments: { dev: {} }') },
    code: 2,
  },
];

const BAD_YAML: readonly BadInput[] = [
  { name: 'an open list', files: { ...dev('image:\n  tag: [v2\n'), 'apps/web/environments/prod.yaml': 'a: "x\n' }, code: 2 },
  { name: 'duplicate keys', files: dev('image:\n  tag: v1\n  tag: v2\nimage: 1\n'), code: 2 },
  { name: 'a tab', files: dev('image:\n\ttag: v1\n'), code: 2 },
  { name: 'two documents', files: dev('image: { tag: v1 }\n---\nimage: { tag: v2 }\n'), code: 2 },
  { name: 'no map', files: dev('- image\n'), code: 2 },
  {
    name: 'an alias bomb',
    files: dev(
      `a0: &a0 [x, x, x]\n${[1, 2, 3, 4, 5, 6, 7].map((i) => `a${i}: &a${i} [${`*a${i - 1}, `.repeat(8)}]\n`).join('')}`,
    ),
    code: 2,
  },
  { name: 'an alias of nothing', files: dev('image: *nowhere\n'), code: 2 },
  { name: 'keys named __proto__', files: dev('__proto__:\n  x: 1\nimage: { "__proto__": 1 }\n'), code: 2 },
  { name: 'a key that is a list, and one that is null', files: dev('? [a]\n: 1\n~: 2\n'), code: 2 },
  { name: 'numbers that JSON does not have', files: dev('a: .inf\nb: -.INF\nc: .nan\n'), code: 2 },
  { name: 'an unknown tag', files: dev('image: !!js/function x\nreplicas: !!int x\n'), code: 2 },
  { name: 'deep nesting', files: dev(indented), code: 2 },
  { name: 'very deep nesting', files: dev(Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')), code: 2 },
  { name: 'very deep nesting in flow style', files: dev(`a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`), code: 2 },
  { name: 'deep nesting in flow style', files: dev(`a: ${'['.repeat(5000)}`), code: 2 },
];

const BAD_VALUES: readonly BadInput[] = [
  {
    name: 'unknown keys at any depth',
    files: { ...dev('imag:\n  tag: v1\nprobe:\n  pth: /\nfoo: 1\n'), 'apps/web/values.yaml': 'replica: 1\n' },
    code: 1,
  },
  { name: 'wrong types', files: dev('image:\n  tag: 1.10\nreplicas: "3"\nlabels: []\nprobe: x\n'), code: 1 },
  { name: 'values that are not allowed', files: dev('replicas: -1\nlogLevel: debgu\n'), code: 1 },
  { name: 'a secret in plain text', files: dev('password: canary\n'), code: 1 },
  { name: 'a secret of the wrong type', files: dev('password: { canary: canary }\n'), code: 1 },
  { name: 'a number as a secret', files: dev('password: 0815\n'), code: 1 },
];

const BAD_APPS: readonly BadInput[] = [
  {
    name: 'many mistakes at once',
    files: {
      'apps/web/fairlead.yaml':
        'fairlead: v2\nbundel: ../../bundle\nenvironments:\n  dev: { namespac: a, promote: { sook: 1h, soak: 1y } }\n  "../prod": { namespace: 5 }\n',
    },
    code: 1,
  },
  { name: 'an unknown built-in bundle', files: app('bundle: "no\\nsuch"\nenvironments: { dev: {} }'), code: 1 },
  { name: 'a bundle that is not there', files: app('bundle: ./bundle\nenvironments: { dev: {} }'), code: 1 },
  { name: 'unknown environments', files: {}, args: ['-e', 'pord', '-e', 'x'], code: 2 },
  { name: 'no environments', files: app('bundle: ../../bundle\nenvironments: {}'), code: 1 },
  {
    name: 'values that cannot be set',
    files: {},
    args: ['--set', 'image.tag', '--set', 'a..b=1', '--set', '__proto__.x=1'],
    code: 2,
  },
  { name: 'values set to what does not fit', files: {}, args: ['--set', 'replicas=x,imag.tag=1'], code: 1 },
];

const BAD_TEMPLATES: readonly BadInput[] = [
  {
    name: 'unknown helpers',
    files: template('a: {{concatt "a"}}\nb: {{#if (cncat "b")}}{{/if}}\nc: {{#iff a}}{{/iff}}\n'),
    code: 1,
  },
  {
    name: 'unknown names',
    files: template('a: {{values.replicaz}}\nb: {{locals.imagge}}\nc: {{> nope}}\nd: {{valuse.x}}\n'),
    code: 1,
  },
  {
    name: 'broken syntax, in two files',
    files: { ...template('a: {{#if values.x}}\nb: 1\n'), 'bundle/manifests/b.yaml.hbs': 'a: {{\n' },
    code: 1,
  },
  {
    name: 'text glued to a value',
    files: template('a: {{values.logLevel}}-x\nb: "{{values.logLevel}}"\nc: {{{values.logLevel}}}\n'),
    code: 1,
  },
  { name: 'a template that makes no YAML', files: template('a: 1\n  b: {{values.logLevel}}\n'), code: 1 },
  { name: 'objects without a name', files: template('apiVersion: v1\nkind: ConfigMap\n---\njust text\n'), code: 1 },
  {
    name: 'an object that is made twice',
    files: template('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{release.name}} }\n'),
    code: 1,
  },
  { name: 'a template without end', files: { 'bundle/partials/p.hbs': '{{> p}}{{> p}}', ...template('a: {{> p}}\n') }, code: 1 },
  {
    name: 'lists of lists that would fill the memory',
    files: {
      'bundle/locals.yaml.hbs': Array.from({ length: 30 }, (_, i) => {
        const before = i === 0 ? '"x"' : `locals.l${i - 1}`;
        return `l${i}: [{{${before}}}, {{${before}}}]\n`;
      }).join('---\n'),
      ...template('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: {{json locals.l29}} }\n'),
    },
    code: 1,
  },
  {
    name: 'templates that are too much together',
    files: {
      'bundle/locals.yaml.hbs': `big: {{#text}}${'x'.repeat(500_000)}{{/text}}\n`,
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, i) => [`bundle/manifests/${i}.yaml.hbs`, '- {{locals.big}}\n'.repeat(5)]),
      ),
    },
    code: 1,
  },
  {
    name: 'too many documents of locals',
    files: { 'bundle/locals.yaml.hbs': Array.from({ length: 200 }, (_, i) => `l${i}: 1\n`).join('---\n') },
    code: 1,
  },
  { name: 'defaults that do not fit the schema', files: { 'bundle/values.yaml': 'replicas: x\n' }, code: 1 },
  {
    name: 'a schema that is none',
    files: { 'bundle/values.schema.json': '{ "properties": { "replicas": { "$ref": "#/nowhere" } } }' },
    code: 1,
  },
  { name: 'a bundle without a schema', files: { 'bundle/values.schema.json': undefined }, code: 1 },
  { name: 'a schema that is not JSON', files: { 'bundle/values.schema.json': '{ "type": "object", }' }, code: 1 },
  { name: 'a schema that goes round', files: { 'bundle/values.schema.json': '{ "$ref": "#" }' }, code: 1 },
  {
    name: 'nothing to render',
    files: { 'bundle/manifests/configmap.yaml.hbs': '', 'bundle/manifests/deployment.yaml.hbs': '# {{values.replicas}}' },
    code: 1,
  },
];

export const BAD_INPUT: readonly BadInput[] = [...BAD_FILES, ...BAD_YAML, ...BAD_VALUES, ...BAD_APPS, ...BAD_TEMPLATES];
