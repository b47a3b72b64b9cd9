// Many releases of many apps at once, as processes of dist/action against a stand-in of GitHub over real Git: nothing may be lost
// or doubled. Prints one line for each check.
//   npm run stress -- [--apps 20] [--releases 10] [--processes 16] [--seed N] [--group]
// Exit 1 if something is not as it is to be.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const text = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({
  options: {
    apps: text(20),
    releases: text(10),
    processes: text(16),
    seed: text(Math.floor(Math.random() * 1e6)),
    group: { type: 'boolean', default: false },
  },
});
const [apps, releases, processes, seed] = ['apps', 'releases', 'processes', 'seed'].map((name) => Number(values[name]));

// What tsc leaves behind: the descriptions of GitHub's APIs that the stand-in reads.
mkdirSync(join(root, 'lib/github/graphql'), { recursive: true });
for (const file of ['openapi.json', 'graphql/schema.graphql'])
  copyFileSync(join(root, 'test/github', file), join(root, 'lib/github', file));
const { stress } = await import('../lib/action/fleet.js');

console.log(
  `${apps * releases} releases of ${apps} apps${values.group ? ' in one group' : ''}, ${processes} processes at a time, seed ${seed}`,
);
const tell = (done, all) => process.stderr.isTTY && process.stderr.write(`\r${done} of ${all}`);
const { verdicts, seconds, requests, runs } = await stress({ apps, releases, processes, seed, group: values.group }, tell);
if (process.stderr.isTTY) process.stderr.write('\r');
for (const { check, wrong } of verdicts) {
  console.log(`${wrong.length === 0 ? 'yes' : 'NO '}  ${check}`);
  for (const one of wrong) console.log(`       ${one}`);
  if (wrong.length > 0) process.exitCode = 1;
}
console.log(`${runs} runs in ${seconds.toFixed(0)} s, ${requests} requests (${(requests / runs).toFixed(1)} for each run)`);
