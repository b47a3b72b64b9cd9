import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { COMMAND, HOSTILE, INVISIBLE } from '../hostile.js';
import { fairlead, type Ran } from './fairlead.js';
import { contents, type Files, folder, project } from './project.js';

const APP = (i: number) =>
  `fairlead: v1\nname: app${i}\nbundle: ../bundle\nschemas: [../bundle/kinds]\nenvironments: { dev: , prod: }\n`;

/** A repository with an app for each name, committed. */
function repository(names: readonly string[], filesOf: (name: string, i: number) => Files): string {
  const files = Object.assign({}, ...names.map((name, i) => filesOf(name, i)));
  const root = project({ ...files, ...Object.fromEntries(APPS_OF_BASE.map((path) => [path, undefined])) });
  const git = (...args: string[]) => execFileSync('git', ['-C', root, '-c', 'user.name=n', '-c', 'user.email=a@b.c', ...args]);
  git('add', '-A');
  git('commit', '-qm', 'all');
  return root;
}
const APPS_OF_BASE = ['fairlead.yaml', 'values.yaml', 'environments/dev.yaml', 'environments/prod.yaml'].map(
  (file) => `apps/web/${file}`,
);

/** What comes of each command is harmless: its lines, and the reports that it writes. */
function harmless(root: string, commands: readonly (readonly string[])[], env = {}): void {
  for (const command of commands) {
    const reports = folder();
    const formats = command[0] === 'validate' ? FORMATS.flatMap((name) => ['--format', `${name}=${reports}/${name}`]) : [];
    const { code, out, err } = fairlead(root, [...command, ...formats], env);
    const text = [out, err, ...Object.values(contents(reports))].join('\n');
    const found = [text.match(INVISIBLE)?.[0], text.replace(/^::(error|warning|notice) file=/gm, '').match(COMMAND)?.[0]];
    expect([command, code === 70, ...found]).toEqual([command, false, undefined, undefined]);
  }
}
/** One of a kind, where each takes a process of its own. */
const FEW = ['a\n::error::spoofed', '::error::spoofed', '##[error]\u001b[31m', '\u2028\u202e\u0085'];
const FORMATS = ['pretty', 'text', 'json', 'github', 'sarif', 'junit'];

const inFolder = (name: string, i: number): Files => ({
  [`${name}/fairlead.yaml`]: APP(i),
  [`${name}/environments/dev.yaml`]: 'image:\n  tag: v1\nreplicas: 2\n',
  [`${name}/environments/prod.yaml`]: 'image:\n  tag: v1\nlabls: {}\n',
});

test('the name of a folder changes nothing in the stream, and forges no line of it or of what is said', () => {
  const plain = repository(HOSTILE, (_, i) => inFolder(`f${String(i).padStart(3, '0')}`, i));
  const root = repository(HOSTILE, inFolder);
  const parts = ({ code, out }: Ran) => ({ code, objects: out.split(/^# .*\n/m).toSorted() });
  const rendered = fairlead(root, ['render', '-e', 'dev']);
  expect([rendered.err, rendered.out.match(INVISIBLE), rendered.out.match(COMMAND)]).toEqual(['', null, null]);
  expect(parts(rendered)).toEqual(parts(fairlead(plain, ['render', '-e', 'dev'])));
  harmless(root, [
    ['validate'],
    ['explain', '-e', 'dev'],
    ['explain', '-e', 'dev', 'imag.tag'],
    ['explain', '-e', 'dev', '--object', 'ConfigMap/app0'],
    ['render', '-e', 'dev', '-o', 'out'],
    ['rollback', '-e', 'prod'],
    ['promote', '-e', 'dev', '--tag', 'v2', '--write'],
    ['diff', '-e', 'dev'],
    ['validate', '--fix'],
  ]);
});

test('nor does a tag, a key, a value or the name of an object', () => {
  const root = repository(HOSTILE, (text, i) => ({
    [`app${i}/fairlead.yaml`]: APP(i).replace(/bundle: .*/, `bundle: ./${text}`),
    [`app${i}/environments/dev.yaml`]: JSON.stringify({ image: { tag: text }, labels: { [text]: text } }),
    [`app${i}/environments/prod.yaml`]: JSON.stringify({ image: { tag: text }, [text]: { [text]: text }, logLevel: text }),
  }));
  const own = repository(HOSTILE, (text, i) => ({
    ...inFolder(`app${i}`, i),
    [`app${i}/environments/dev.yaml`]: JSON.stringify({ image: { tag: text }, labels: { [text]: text } }),
    [`app${i}/environments/prod.yaml`]: JSON.stringify({ image: { tag: text }, [text]: { [text]: text }, logLevel: text }),
  }));
  harmless(root, [['validate']]);
  harmless(own, [
    ['validate'],
    ['explain', '-e', 'dev', '--validate', 'off'],
    ['explain', '-e', 'dev', '--validate', 'off', 'image.tag'],
    ['explain', '-e', 'dev', '--validate', 'off', '--object', 'ConfigMap/app0'],
    ['promote', '-e', 'dev', '--tag', 'v2', '--json'],
    ['rollback', '-e', 'dev', '--tag', 'v0'],
    ['log', 'app8'],
  ]);
  for (const text of HOSTILE.slice(0, 12))
    harmless(own, [
      ['promote', 'app0', '--tag', text],
      ['rollback', 'app0', '-e', text],
    ]);
});

test('nor does anything of it at Argo CD', () => {
  const root = repository(FEW, inFolder);
  for (const name of FEW) {
    harmless(`${root}/${name}`, [['generate'], ['parameters']], { ARGOCD_ENV_ENVIRONMENT: 'prod' });
    harmless(`${root}/${name}`, [['generate']], { ARGOCD_ENV_ENVIRONMENT: name });
  }
});
