import { test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { project, type Files } from './project.js';
const deep = Array.from({length: 300}, (_, i) => ' '.repeat(i) + 'a:').join('\n');
const cases: [string, Files, string[]?][] = [
  ['fine', {}], 
  ['missing', { 'apps/web/environments/dev.yaml': undefined }],
  ['dirasfile', { 'apps/web/environments/dev.yaml': undefined, 'apps/web/environments/dev.yaml/x': '' }],
  ['broken', { 'apps/web/environments/dev.yaml': 'image:\n  tag: [v2\n', 'apps/web/environments/prod.yaml': 'a: "x\n' }],
  ['dup+', { 'apps/web/environments/dev.yaml': 'image:\n  tag: v1\n  tag: v2\nimage: 1\n' }],
  ['tab', { 'apps/web/environments/dev.yaml': 'image:\n\ttag: v1\n' }],
  ['unknown', { 'apps/web/environments/dev.yaml': 'imag:\n  tag: v1\nprobe:\n  pth: /\nfoo: 1\n', 'apps/web/values.yaml': 'replica: 1' }],
  ['unknownapp', { 'apps/web/fairlead.yaml': 'fairlead: v1\nname: web\nbundel: ../../bundle\nenvironments:\n  dev: { namespac: web-dev, promote: {sook: 1h} }\n  prod: { namespace: 5 }\n' }],
  ['type', { 'apps/web/environments/dev.yaml': 'image:\n  tag: 1.10\nreplicas: "3"\nlogLevel: debgu\nlabels: []\nprobe: x\n' }],
  ['env', {}, ['-e', 'pord', '-e', 'x']],
  ['bundle', { 'apps/web/fairlead.yaml': 'fairlead: v1\nname: web\nbundle: fastapi\nenvironments:\n  dev: {}\n' }],
  ['bundle2', { 'apps/web/fairlead.yaml': 'fairlead: v1\nname: web\nbundle: ./bundle\nenvironments:\n  dev: {}\n' }],
  ['helper', { 'bundle/manifests/a.yaml.hbs': 'a: {{concatt "a" }}\nb: {{foo.bar}}\nc: {{values.replicaz}}\nd: {{#if}}{{/if}}\n' }],
  ['template', { 'bundle/manifests/a.yaml.hbs': 'a: {{values.replicaz}}\nb: {{locals.imagge}}\nc: {{> nope}}' }],
  ['template syntax', { 'bundle/manifests/a.yaml.hbs': 'a: {{#if values.x}}\nb: {{locals.imagge}}\n', 'bundle/manifests/b.yaml.hbs': 'a: {{\n' }],
  ['out', { 'apps/web/fairlead.yaml': 'fairlead: v1\nname: web\nbundle: ../../bundle\nvalues: [/etc/passwd, ../../../x.yaml]\nenvironments:\n  dev: { values: [../../../../etc/hosts] }\n' }],
  ['symlink', { 'apps/web/environments/dev.yaml': { link: '/etc/hosts' } }],
  ['symlinkdir', { 'apps/web/environments/dev.yaml': undefined, 'apps/web/environments/prod.yaml': undefined, 'apps/web/environments': { link: '/etc' } }],
  ['symlinkbundle', { 'apps/web/fairlead.yaml': 'fairlead: v1\nname: web\nbundle: ./b\nenvironments:\n  dev: {}\n', 'apps/web/b': { link: '/tmp' } }],
  ['bomb', { 'apps/web/environments/dev.yaml': `a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c]\n` }],
  ['proto', { 'apps/web/environments/dev.yaml': `__proto__:\n  x: 1\nimage: { "__proto__": 1}\n` }],
  ['deep', { 'apps/web/environments/dev.yaml': deep }],
  ['tag', { 'apps/web/environments/dev.yaml': 'image:\n  tag: "v1\\n::error::x"\n' }],
  ['set', {}, ['--set', 'image.tag=v1\nfoo', '--set', 'replicas=x', '--set', 'foo', '--set', 'a..b=1', '--set', '__proto__.x=1']],
  ['secret', { 'apps/web/environments/dev.yaml': 'password: canary\n' }],
];
test('x', () => {
  for (const [t, f, args = []] of cases) {
    const dir = project(f);
    const r = fairlead(dir, ['validate', ...args]);
    const r2 = fairlead(dir, ['render', '-o', 'out', ...args]);
    process.stdout.write(`== ${t} ${r.code}\n${r.out}${r.out === r2.err && r2.out === '' && r.code === r2.code ? '' : 'RENDER ' + r2.code + r2.err + r2.out}`);
  }
});
