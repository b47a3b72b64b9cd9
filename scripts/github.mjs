// Cuts GitHub's own descriptions of its APIs to what the stand-in of test/github serves:
//   node scripts/github.mjs      writes test/github/openapi.json and test/github/graphql/schema.graphql
// They come from two packages of Octokit, which are too large to be dependencies: they are fetched for this run only.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cutSchema } from './github/graphql.mjs';
import { cutDescription } from './github/openapi.mjs';

const OPENAPI = '@octokit/openapi@23.0.2';
const GRAPHQL = '@octokit/graphql-schema@15.26.1';

const target = join(dirname(fileURLToPath(import.meta.url)), '../test/github');
const dir = mkdtempSync(join(tmpdir(), 'fairlead-github-'));
try {
  const options = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
  execFileSync('npm', ['install', ...options, OPENAPI, GRAPHQL], { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  const read = (path) => readFileSync(join(dir, 'node_modules/@octokit', path), 'utf8');
  writeFileSync(join(target, 'openapi.json'), cutDescription(read('openapi/generated/api.github.com.json'), OPENAPI));
  writeFileSync(join(target, 'graphql/schema.graphql'), cutSchema(read('graphql-schema/schema.graphql'), GRAPHQL));
} finally {
  rmSync(dir, { recursive: true });
}
