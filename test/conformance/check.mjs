#!/usr/bin/env node
// Renders every case with a command of yours and compares it with what the reference chart gives under Helm.
//   node test/conformance/check.mjs [--only NAME] [--jobs N] [--compat] -- node dist/cli/index.js
// --compat renders with `--compat helm` and compares with helm.json: the chart's objects as they are.
// runs from the project's root (it takes the `yaml` package from there); exit 1 if a case differs.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { differences, normalise, raw } from './normalise.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const Y = createRequire(join(process.cwd(), 'package.json'))('yaml');
const argv = process.argv.slice(2);
const split = argv.indexOf('--');
const flags = split < 0 ? argv : argv.slice(0, split);
const [program, ...args] = split < 0 ? ['node', 'dist/cli/index.js'] : argv.slice(split + 1);
const flag = (name, fallback) => (flags.includes(name) ? flags[flags.indexOf(name) + 1] : fallback);
const cases = JSON.parse(readFileSync(flag('--cases', join(here, 'cases.json')), 'utf8')).filter((c) => !flag('--only') || c.name === flag('--only'));
const compat = flags.includes('--compat') ? JSON.parse(readFileSync(join(here, 'helm.json'), 'utf8')) : undefined;
const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
let passed = 0;
const failures = [];

async function run(c) {
  const file = join(dir, `${c.name}.yaml`);
  writeFileSync(file, c.values);
  try {
    const { stdout } = await promisify(execFile)(program, [...args, 'render', '--bundle', 'fastapi-gitops-starter', '--release', c.release, '--namespace', c.namespace,
      '--values', join(here, 'defaults.yaml'), '--values', file, '--validate', 'off', ...(compat ? ['--compat', 'helm'] : [])], { maxBuffer: 1 << 26 });
    const values = Y.parse(c.values, { version: '1.1' });
    const diff = compat ? differences(compat[c.name], raw(stdout, Y, values)) : differences(c.objects, normalise(stdout, Y, values));
    if (diff.length === 0) passed++;
    else failures.push(`${c.name}\n  ${diff.slice(0, 12).join('\n  ')}${diff.length > 12 ? `\n  … ${diff.length - 12} more` : ''}`);
  } catch (error) {
    failures.push(`${c.name}\n  ${String(error.stderr || error.message).trim().split('\n').slice(0, 6).join('\n  ')}`);
  }
}

const queue = [...cases];
await Promise.all(Array.from({ length: Number(flag('--jobs', 2)) }, async () => { while (queue.length) await run(queue.shift()); }));
rmSync(dir, { recursive: true });
for (const f of failures) console.log(f);
console.log(`conformance${compat ? ' with compat helm' : ''}: ${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;
