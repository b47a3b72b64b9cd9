/** A file, a link, or a submodule; `mode` of a file. A name's U+FFFD stands for a byte that is not UTF-8. */
export type Content = string | Buffer | { readonly link: string } | { readonly submodule: true } | { readonly script: string };
export type Files = Readonly<Record<string, Content | undefined>>;

export interface Repository {
  readonly name: string;
  readonly files: Files;
}

const template = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  note: {{values.note}}\n${more}`;
const app = (more: string, name = 'web') => `fairlead: v1\nname: ${name}\n${more}`;

/** An app with a bundle of its own. */
const BASE: Files = {
  'bundle/bundle.yaml': 'name: own\nversion: 1.0.0\n',
  'bundle/values.yaml': 'note: none\n',
  'bundle/values.schema.json': '{}',
  'bundle/manifests/config.yaml.hbs': template('web'),
  'apps/web/fairlead.yaml': app('bundle: ../../bundle\nenvironments:\n  dev:\n'),
  'apps/web/environments/dev.yaml': 'note: dev\n',
};
const APP = 'apps/web/fairlead.yaml';
const DEV = 'apps/web/environments/dev.yaml';
const link = (to: string) => ({ link: to });
const SUBMODULE = { submodule: true } as const;

const BINDING =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: all\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: cluster-admin\nsubjects:\n  - kind: User\n    apiGroup: rbac.authorization.k8s.io\n    name: mallory\n';
const SCHEMA =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  names: { kind: Boat }\n  versions:\n    - name: v1\n      schema:\n        openAPIV3Schema: { type: object, properties: { spec: { type: object } } }\n';
const BOAT = 'apiVersion: example.com/v1\nkind: Boat\nmetadata:\n  name: web\nspec: {}\n';
const chain = (length: number): Files =>
  Object.fromEntries([
    ...Array.from({ length: length - 1 }, (_, i) => [`shared/${i}.yaml`, link(`${i + 1}.yaml`)]),
    [`shared/${length - 1}.yaml`, 'note: shared\n'],
    [DEV, link('../../../shared/0.yaml')],
  ]);
const values = (path: string): Files => ({
  [APP]: app(`bundle: ../../bundle\nvalues: []\nenvironments:\n  dev: { values: ["${path}"] }\n`),
});
const bundle = (path: string): Files => ({ [APP]: app(`bundle: ${path}\nenvironments:\n  dev:\n`) });
const schemas = (path: string): Files => ({
  'bundle/manifests/boat.yaml.hbs': BOAT,
  [APP]: app(`bundle: ../../bundle\nschemas: [${path}]\nenvironments:\n  dev:\n`),
});
const moved = (from: string, to: string): Files =>
  Object.fromEntries(
    Object.entries(BASE).flatMap(([path, content]) =>
      path.startsWith(`${from}/`)
        ? [
            [path, undefined],
            [`${to}${path.slice(from.length)}`, content],
          ]
        : [],
    ),
  );

const CASES: Readonly<Record<string, Files>> = {
  'nothing special': {},
  'values: a link': { 'shared/dev.yaml': 'note: shared\n', [DEV]: link('../../../shared/dev.yaml') },
  'values: a link with detours': { 'shared/dev.yaml': 'note: shared\n', [DEV]: link('./../../web/../..//shared/./dev.yaml') },
  'values: the folder is a link': {
    [DEV]: undefined,
    'shared/dev.yaml': 'note: shared\n',
    'apps/web/environments': link('../../shared'),
  },
  'values: 39 links in a row': chain(39),
  'values: 41 links in a row': chain(42),
  'values: a link out': { [DEV]: link('../../../../outside.yaml') },
  'values: a link out and in again': { [DEV]: link('../../../../repository/bundle/values.yaml') },
  'values: an absolute link': { [DEV]: link('/etc/hosts') },
  'values: a link to nothing': { [DEV]: link('none.yaml') },
  'values: a link to a folder': { [DEV]: link('../../../bundle') },
  'values: a link through a file': { [DEV]: link('../fairlead.yaml/dev.yaml') },
  'values: a link to itself': { [DEV]: link('dev.yaml') },
  'values: two links in a circle': { [DEV]: link('../dev.yaml'), 'apps/web/dev.yaml': link('environments/dev.yaml') },
  'values: the usual file leads to nothing': { 'apps/web/values.yaml': link('none.yaml') },
  'values: a folder of that name': { [DEV]: undefined, [`${DEV}/a.yaml`]: 'note: a\n' },
  'values: below a hidden folder': { ...values('../../.shared/dev.yaml'), '.shared/dev.yaml': 'note: shared\n' },
  'values: below node_modules': { ...values('../../node_modules/a/dev.yaml'), 'node_modules/a/dev.yaml': 'note: shared\n' },
  'values: a link to a hidden folder': { [DEV]: link('../../../.shared/dev.yaml'), '.shared/dev.yaml': 'note: shared\n' },
  'values: of git': values('../../.git/config'),
  'values: a link to git': { [DEV]: link('../../../.git') },
  'values: a hidden file': { ...values('.dev.yaml'), 'apps/web/.dev.yaml': 'note: hidden\n' },
  'values: in a submodule': { ...values('../../vendor/dev.yaml'), vendor: SUBMODULE },
  'values: a link into a submodule': { [DEV]: link('../../../vendor/dev.yaml'), vendor: SUBMODULE },
  'values: not UTF-8': { [DEV]: Buffer.from([...Buffer.from('note: caf'), 0xe9, 10]) },
  'values: UTF-16': { [DEV]: Buffer.from('\uFEFFnote: dev\n', 'utf16le') },
  'values: with a NUL': { [DEV]: 'note: "a\0b"\n' },
  'values: with the character of broken ones': { [DEV]: 'note: "\uFFFD"\n' },
  'values: a byte order mark': { [DEV]: '\uFEFFnote: dev\n' },
  'values: empty': { [DEV]: '' },
  'values: lines end as on Windows': { [DEV]: 'note: |\r\n  one\r\n  two\r\n' },
  'values: executable': { [DEV]: { script: 'note: dev\n' } },
  'values: large': { [DEV]: `note: ${'x'.repeat(600_000)}\n` },
  'values: too large': { [DEV]: `note: ${'x'.repeat(1 << 20)}\n` },
  'values: another case of the letters': { ...values('environments/Dev.yaml') },
  'values: names that differ in case only': {
    ...values('environments/Dev.yaml'),
    'apps/web/environments/Dev.yaml': 'note: Dev\n',
  },
  'values: two ways to write é': { ...values('caf\u00e9.yaml'), 'apps/web/cafe\u0301.yaml': 'note: decomposed\n' },
  'values: a name that is not UTF-8': { ...values('caf\uFFFD.yaml'), 'apps/web/caf\uFFFD.yaml': 'note: dev\n' },
  'bundle: a link': { ...bundle('./own'), 'apps/web/own': link('../../bundle') },
  'bundle: a link out': { ...bundle('./own'), 'apps/web/own': link('../../../bundle') },
  'bundle: a hidden folder': { ...bundle('../../.bundle'), ...moved('bundle', '.bundle') },
  'bundle: a hidden link': { ...bundle('../../.bundle'), '.bundle': link('bundle') },
  'bundle: a submodule': { ...bundle('../../vendor'), vendor: SUBMODULE },
  'bundle: a template is a link': {
    'docs/binding.yaml': BINDING,
    'bundle/manifests/all.yaml.hbs': link('../../docs/binding.yaml'),
  },
  'bundle: a template is a link out': { 'bundle/manifests/all.yaml.hbs': link('../../../binding.yaml') },
  'bundle: a link to nothing': { 'bundle/manifests/README.md': link('../README.md') },
  'bundle: partials are a link': {
    'shared/note.hbs': 'shared',
    'bundle/partials': link('../shared'),
    'bundle/manifests/more.yaml.hbs': template('more', '  more: {{> note}}\n'),
  },
  'bundle: a folder in a circle': { 'bundle/manifests/again': link('..') },
  'bundle: a folder in a circle of two': { 'bundle/partials/a': link('../../shared'), 'shared/b': link('../bundle/partials') },
  'bundle: a folder out': { 'bundle/partials/more': link('../../../more') },
  'bundle: a submodule in it': { 'bundle/manifests/more': SUBMODULE },
  'bundle: a submodule beside what is read': { 'bundle/docs': SUBMODULE, 'bundle/link': link('/etc') },
  'bundle: a template not in UTF-8': { 'bundle/manifests/more.yaml.hbs': Buffer.from('# caf\xe9\n', 'latin1') },
  'bundle: a name that is not UTF-8': { 'bundle/manifests/caf\uFFFD.yaml.hbs': template('more') },
  'bundle: a folder whose name is not UTF-8': { 'bundle/partials/caf\uFFFD/note.hbs': 'a' },
  'bundle: names with all sorts of characters': {
    'bundle/manifests/a"b\\c\td\n e.yaml.hbs': template('a'),
    'bundle/manifests/\u{1F600}.yaml.hbs': template('b'),
    'bundle/manifests/\uFB01.yaml.hbs': template('c'),
  },
  'schemas: a folder that is a link': { ...schemas('./kinds'), 'crds/boat.yaml': SCHEMA, 'apps/web/kinds': link('../../crds') },
  'schemas: a link in a folder': {
    ...schemas('../../kinds'),
    'crds/boat.yaml': SCHEMA,
    'kinds/boat.yaml': link('../crds/boat.yaml'),
  },
  'schemas: a hidden folder': { ...schemas('../../.kinds'), '.kinds/boat.yaml': SCHEMA },
  'schemas: a hidden folder in it': { ...schemas('../../kinds'), 'kinds/boat.yaml': SCHEMA, 'kinds/.old/boat.yaml': 'a: [' },
  'schemas: a submodule in it': { ...schemas('../../kinds'), 'kinds/boat.yaml': SCHEMA, 'kinds/more': SUBMODULE },
  'apps: below a hidden folder and node_modules': {
    '.apps/web/fairlead.yaml': app('bundle: nowhere\n'),
    'node_modules/web/fairlead.yaml': app('bundle: nowhere\n'),
  },
  'apps: a folder that is a link': { 'apps/other': link('web') },
  'apps: all folders are links': { ...moved('apps', 'real'), apps: link('real') },
  'apps: a folder that leads out': { 'apps/other': link('../../other') },
  'apps: the file is a link': {
    'shared/web.yaml': app('bundle: ../../bundle\nenvironments:\n  dev:\n'),
    [APP]: link('../../shared/web.yaml'),
  },
  'apps: the file is a link out': { [APP]: link('../../../web.yaml') },
  'apps: the file is a folder': { 'apps/other/fairlead.yaml/README.md': 'a folder\n' },
  'apps: the file is a link to a folder': { 'apps/other/fairlead.yaml': link('../web') },
  'apps: in a submodule': { 'apps/other': SUBMODULE },
  'apps: a folder whose name is not UTF-8': { 'apps/caf\uFFFD/fairlead.yaml': app('bundle: ../../bundle\n') },
  'apps: a folder with a line break': moved('apps/web', 'apps/we\nb'),
  'apps: order of folders': {
    ...Object.fromEntries(
      ['a', 'a-b', 'a/b', 'A', 'a.b'].map((name, i) => [
        `apps/${name}/fairlead.yaml`,
        app('bundle: none\nenvironments: { dev: {} }\n', `a${i}`),
      ]),
    ),
  },
};

export const repositories: readonly Repository[] = Object.entries(CASES).map(([name, files]) => ({
  name,
  files: Object.fromEntries(Object.entries({ ...BASE, ...files }).filter(([, content]) => content !== undefined)),
}));
