// How long a plan takes where there is nothing to do: 1,000 apps of three environments, by the Action against a stand-in of GitHub, and
// by the CLI on disk.
//   npm run bench:promotion -- [--apps 1000] [--runs 3]
// Exit 1 if a budget is exceeded: 3 s and 20 requests.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ownCaches } from './time.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const text = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({ options: { apps: text(1000), runs: text(3) } });
const [apps, runs] = [Number(values.apps), Number(values.runs)];
const BUDGET = { seconds: 3, requests: 20 };

mkdirSync(join(root, 'lib/github/graphql'), { recursive: true });
for (const file of ['openapi.json', 'graphql/schema.graphql'])
  copyFileSync(join(root, 'test/github', file), join(root, 'lib/github', file));
const { startStandin } = await import('../../lib/github/standin.js');
const { runAction } = await import('../../lib/action/harness.js');

const files = {};
for (let i = 0; i < apps; i++) {
  const dir = `apps/team-${i % 40}/app-${i}`;
  files[`${dir}/fairlead.yaml`] =
    `fairlead: v1\nname: app-${i}\nbundle: fastapi-gitops-starter\nenvironments:\n  dev: { promote: { from: release } }\n  staging: { promote: { after: [dev], soak: 1h } }\n  prod: { promote: { after: [staging], tags: ">=1.0.0" } }\n`;
  files[`${dir}/values.yaml`] =
    `image:\n  repository: registry.example.com/app-${i}\nresources:\n  requests: { cpu: 100m, memory: 128Mi }\n`;
  for (const name of ['dev', 'staging', 'prod'])
    files[`${dir}/environments/${name}.yaml`] = `image:\n  tag: v1.2.${i} # of ${name}\nreplicaCount: ${(i % 5) + 1}\n`;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function repeated(work) {
  const times = [];
  for (let i = 0; i <= runs; i++) {
    const start = performance.now();
    await work();
    // The first one fills what the stand-in and the disk remember.
    if (i > 0) times.push((performance.now() - start) / 1000);
  }
  return median(times);
}

function judge(name, seconds, requests) {
  const kept = seconds <= BUDGET.seconds && (requests ?? 0) <= BUDGET.requests;
  const counted = requests === undefined ? '' : `, ${requests} requests`;
  const budget = `budget ${BUDGET.seconds} s${requests === undefined ? '' : ` and ${BUDGET.requests} requests`}`;
  console.log(`${name}: ${seconds.toFixed(2)} s${counted}; ${budget}: ${kept ? 'kept' : 'EXCEEDED'}`);
  if (!kept) process.exitCode = 1;
}

console.log(`${apps} apps of three environments, nothing to do, median of ${runs}`);
ownCaches();
const github = await startStandin();
const dir = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
try {
  github.createRepository('acme', 'fleet', files);
  let requests = 0;
  const seconds = await repeated(async () => {
    const before = github.requests.length;
    const payload = { repository: { default_branch: 'main' } };
    const { code, stdout } = await runAction({
      url: github.url,
      repository: 'acme/fleet',
      event: 'push',
      ref: 'refs/heads/main',
      payload,
    });
    if (code !== 0) throw new Error(stdout.slice(-2000));
    requests = github.requests.length - before;
  });
  judge('the Action', seconds, requests);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  const cli = join(root, 'dist/cli/index.js');
  judge('the CLI', await repeated(() => execFileSync(process.execPath, [cli, 'promote'], { cwd: dir, maxBuffer: 1 << 26 })));
} finally {
  await github.close();
  rmSync(dir, { recursive: true, force: true });
}
