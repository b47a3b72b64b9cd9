import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/commands.js';
import { fairlead } from './fairlead.js';
import { contents, folder, project } from './project.js';

test.each([
  ['rendr', "unknown command 'rendr'\n(Did you mean render?)"],
  ['render --otput x', "unknown option '--otput'\n(Did you mean --output?)"],
  ['validate --foo', "unknown option '--foo'"],
  ['generate --tag v1', "unknown option '--tag'"],
  ['render --validate maybe', "option '--validate <on|off>' argument 'maybe' is invalid. Allowed choices are on, off."],
  ['render --set', "option '--set <KEY=VALUE>' argument missing"],
  ['generate apps/web', "too many arguments for 'generate'. Expected 0 arguments but got 1."],
  ['explain a..b', '`a..b` is not a key such as image.tag or ingress.hosts[0].host'],
  ['render nowhere', 'nowhere: there is no such file or folder'],
  ['render --split', '--split goes with --output DIR'],
  ['render --release x', '--release goes with --bundle; an app says it in its fairlead.yaml'],
  ['render --bundle ./bundle apps/web', '--bundle renders without an app file; leave the paths out'],
  ['render --bundle ./bundle --output x', '--output goes with apps; with --bundle, redirect what is printed'],
  ['render --bundle ../x', '--bundle ../x leads out of this folder'],
  ['validate --kube-version new', '--kube-version new: it must be a version such as 1.33 or 1.33.2'],
  ['promote -x\u2028::', "unknown option '-x\\u{2028}::'"],
  ['promote -e nope', 'no app here has an environment nope'],
])('fairlead %s', (line, message) => {
  const dir = project();
  const before = contents(dir);
  expect(fairlead(dir, line.split(' '))).toEqual({ code: 2, out: '', err: `fairlead: ${message}\n` });
  expect(contents(dir)).toEqual(before);
});

test('a folder without an app', () => {
  expect(fairlead(folder(), ['render'])).toEqual({
    code: 2,
    out: '',
    err: 'error config/no-apps: there is no fairlead.yaml at or below this folder (name a folder that holds one)\n',
  });
});

test.each([[[]], [['--help']], [['help']]])('help: %j', (args) => {
  const { code, out, err } = fairlead(folder(), args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const { summary } of COMMANDS) expect(out.replace(/\s+/g, ' ')).toContain(summary);
});

test.each(COMMANDS.map(({ name }) => name))('help of %s', (name) => {
  const { code, out, err } = fairlead(folder(), [name, '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^Usage: fairlead ${name} `));
});

test.each(['--version', '-V'])('%s', (flag) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(fairlead(folder(), [flag])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('a tag with a line break neither forges a line nor changes a file', () => {
  const dir = project();
  const before = contents(dir);
  const { code, out, err } = fairlead(dir, ['promote', '--tag', 'v3\n::error::x', '--write']);
  expect(code).toBe(1);
  expect(out + err).toMatch(/promotion\/bad-tag/);
  expect(out + err).not.toMatch(/^::error/m);
  expect(contents(dir)).toEqual(before);
});

test('a value with line breaks stays one value', () => {
  const dir = project({ 'apps/web/environments/dev.yaml': 'image:\n  tag: "v1\\nkind: Secret\\n---\\n"\n' });
  const { code, out } = fairlead(dir, ['render', '-e', 'dev']);
  expect(code).toBe(0);
  expect(out.match(/^kind: .*/gm)).toEqual(['kind: ConfigMap', 'kind: Deployment']);
});

test('secrets are not explained', () => {
  const { code, out, err } = fairlead(project({ 'apps/web/values.yaml': 'password: canary\n' }), [
    'explain',
    'password',
    '-e',
    'dev',
  ]);
  expect(code).toBe(0);
  expect(out).toContain('set by    apps/web/values.yaml:1:1  (secret)');
  expect(out + err).not.toContain('canary');
});
