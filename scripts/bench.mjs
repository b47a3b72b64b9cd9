// How long a cold start takes, side by side: the two commands of a pair take turns, so that a busy machine slows both.
//   node scripts/bench.mjs [--runs 15] [--chart DIR]     --chart: another Helm chart than test/bench/chart to compare with
// Exit 1 if a budget is exceeded.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: flags } = parseArgs({ options: { runs: { type: 'string', default: '15' }, chart: { type: 'string' } } });
const oracle = (name) =>
  [join(process.env.ORACLES ?? join(homedir(), '.cache/fairlead-oracles'), name)].find((path) => existsSync(path));
const example = readdirSync(join(root, 'examples/shop'), { recursive: true })
  .sort()
  .find((path) => /(^|\/)fairlead\.yaml$/.test(path));
if (example === undefined) throw new Error('there is no fairlead.yaml below examples/shop');
const app = dirname(join(root, 'examples/shop', example));

/** Milliseconds that a command takes. */
function time([program, ...args], cwd = app) {
  const start = process.hrtime.bigint();
  const run = spawnSync(program, args, { cwd, env: { ...process.env, ARGOCD_ENV_ENVIRONMENT: 'prod' }, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${run.error?.message ?? run.stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Prints both medians, and the median ratio of a pair beside its budget if there is one. */
function compare(title, ours, theirs, budget) {
  time(ours.command);
  time(theirs.command);
  const pairs = Array.from({ length: Number(flags.runs) }, () => [time(ours.command), time(theirs.command)]);
  const ratio = median(pairs.map(([a, b]) => a / b));
  const [a, b] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])).toFixed(1));
  const verdict = budget === undefined ? '' : `, budget ${budget}: ${ratio <= budget ? 'kept' : 'EXCEEDED'}`;
  console.log(`${title}: ${ours.name} ${a} ms, ${theirs.name} ${b} ms, ratio ${ratio.toFixed(2)}${verdict}`);
  if (budget !== undefined && ratio > budget) process.exitCode = 1;
}

const generate = (node) => ({ name: 'generate', command: [node, join(root, 'dist/cli/index.js'), 'generate'] });
const bare = (node) => ({ name: 'node -e 0', command: [node, '-e', '0'] });

console.log(`${join('examples/shop', example)}, prod, medians of ${flags.runs} alternating runs`);
compare(`Node ${process.versions.node}`, generate(process.execPath), bare(process.execPath), 1.6);
const node24 = oracle('node24');
if (node24) compare('Node 24', generate(node24), bare(node24));
else console.log('Node 24: skipped, needs test/oracles/install.sh with node24');

const helm = oracle('helm');
const chart = resolve(flags.chart ?? join(root, 'test/bench/chart'));
if (helm) {
  const template = { name: 'helm template', command: [helm, 'template', 'web', chart] };
  compare('1 environment, cold', generate(process.execPath), template);
  fleet(template);
} else console.log('Helm: skipped, needs test/oracles/install.sh with helm');

/** 100 apps of 5 environments in one process, and as many processes of Helm, of which some are run and the rest reckoned. */
function fleet(template) {
  const [apps, environments, sample] = [100, ['dev', 'test', 'staging', 'eu', 'us'], 40];
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
  try {
    for (let i = 0; i < apps; i++) {
      const here = join(dir, `app-${i}`);
      mkdirSync(join(here, 'environments'), { recursive: true });
      cpSync(join(app, 'values.yaml'), join(here, 'values.yaml'));
      writeFileSync(
        join(here, 'fairlead.yaml'),
        `fairlead: v1\nname: app-${i}\nbundle: fastapi-gitops-starter\nenvironments: { ${environments.map((name) => `${name}: {}`).join(', ')} }\n`,
      );
      for (const name of environments)
        writeFileSync(join(here, `environments/${name}.yaml`), `image: { tag: v1.0.${i} }\nreplicaCount: ${(i % 5) + 1}\n`);
    }
    const ours = time([process.execPath, join(root, 'dist/cli/index.js'), 'render', '-o', 'out'], dir);
    const one = median(Array.from({ length: sample }, () => time(template.command)));
    const [count, ratio] = [apps * environments.length, (one * apps * environments.length) / ours];
    console.log(
      `${count} environments: one render ${ours.toFixed(0)} ms, ${count} × helm template ${(one * count).toFixed(0)} ms (${sample} run), ` +
        `${ratio.toFixed(1)} times faster, at least 10: ${ratio >= 10 ? 'kept' : 'MISSED'}`,
    );
    if (ratio < 10) process.exitCode = 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
