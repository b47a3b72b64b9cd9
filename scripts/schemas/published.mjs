// Kubernetes' structures of every minor as others publish them: the Python package `kubernetes-validate`, made from the OpenAPI
// documents of Kubernetes' releases.  node scripts/schemas/published.mjs   prints the folder, one folder in it per minor
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '1.37.0';
const SHA256 = '85136d018a27b50ec7fc049d902bfa5193f5976807e6c0f408e3ab6fe078cad9';
const cache = process.env.SCHEMAS ?? join(homedir(), '.cache/fairlead-schemas');
const folder = join(cache, `kubernetes-validate-${VERSION}`);
const wheel = join(cache, `kubernetes_validate-${VERSION}-py3-none-any.whl`);

function python(what, ...args) {
  try {
    execFileSync('python3', ['-m', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    throw new Error(`${what}: \`python3 -m ${args.join(' ')}\` failed, with ${error.status ?? error.message}`);
  }
}

/** Downloaded once, and only taken if it is the file that we know; throws what to look at otherwise. */
export function published() {
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    if (!existsSync(wheel))
      python(
        `kubernetes-validate ${VERSION} could not be downloaded from PyPI`,
        ...['pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--dest', cache],
        `kubernetes-validate==${VERSION}`,
      );
    const sum = createHash('sha256').update(readFileSync(wheel)).digest('hex');
    if (sum !== SHA256) throw new Error(`${wheel} is not the file that we know: sha256 ${sum}; remove it`);
    python(`${wheel} could not be unpacked`, 'zipfile', '-e', wheel, `${folder}.part`);
    renameSync(`${folder}.part`, folder);
  }
  return join(folder, 'kubernetes_validate/kubernetes-json-schema');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(published());
