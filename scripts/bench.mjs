// How long a cold start takes, and many renders, side by side with bare Node and the peers that are installed.
//   node scripts/bench.mjs [--runs 15] [--chart DIR]     --chart: another Helm chart than test/bench/chart to compare with
// Exit 1 if a budget is exceeded.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fleet } from './bench/fleet.mjs';
import { peers } from './bench/peers.mjs';
import { compare, ownCaches } from './bench/time.mjs';
import { validation } from './bench/validation.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: flags } = parseArgs({ options: { runs: { type: 'string', default: '15' }, chart: { type: 'string' } } });
const runs = Number(flags.runs);
const oracle = (name) =>
  [join(process.env.ORACLES ?? join(homedir(), '.cache/fairlead-oracles'), name)].find((path) => existsSync(path));
const example = readdirSync(join(root, 'examples/shop'), { recursive: true })
  .sort()
  .find((path) => /(^|\/)fairlead\.yaml$/.test(path));
if (example === undefined) throw new Error('there is no fairlead.yaml below examples/shop');
const app = dirname(join(root, 'examples/shop', example));
const cli = join(root, 'dist/cli/index.js');

const generate = (node) => ({ name: 'generate', commands: [[node, cli, 'generate']] });
const bare = (node) => ({ name: 'node -e 0', commands: [[node, '-e', '0']] });
const [node24, helm, kubeconform, kubernetes] = ['node24', 'helm', 'kubeconform', 'kubernetes-schemas'].map(oracle);
const template = helm && [helm, 'template', 'web', resolve(flags.chart ?? join(root, 'test/bench/chart'))];
const skipped = (what, ...needs) => console.log(`${what}: skipped, needs test/oracles/install.sh with ${needs.join(', ')}`);

ownCaches();
console.log(
  `${join('examples/shop', example)}, prod, medians of ${runs} alternating runs; compiled code is kept by a run before`,
);
compare(`Node ${process.versions.node}`, runs, app, generate(process.execPath), bare(process.execPath), 1.6);
const cold = {
  ...generate(process.execPath),
  name: 'generate without kept code',
  env: { NODE_DISABLE_COMPILE_CACHE: '1' },
};
compare(`Node ${process.versions.node}`, runs, app, cold, bare(process.execPath));
validation(runs, app, cli, bare(process.execPath));
if (node24) compare('Node 24', runs, app, generate(node24), bare(node24));
else skipped('Node 24', 'node24');
if (template)
  compare('1 environment, cold', runs, app, generate(process.execPath), { name: 'helm template', commands: [template] });
else skipped('Helm', 'helm');
if (node24 && template && kubeconform && kubernetes) peers(runs, app, generate(node24), template, { kubeconform, kubernetes });
else skipped('helm template and kubeconform', 'node24', 'helm', 'kubeconform', 'kubernetes-schemas');
fleet(app, cli, template);
