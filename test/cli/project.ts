import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

/** Files by path; `undefined` takes one of the base away, `{ link }` makes a symbolic link. */
export type Files = Readonly<Record<string, string | Buffer | undefined | { readonly link: string }>>;

/** A bundle of one Deployment and one ConfigMap, and an app with two environments. */
const BASE: Files = {
  'bundle/bundle.yaml': 'name: small\nversion: 1.0.0\nappVersion: 1.2.3\n',
  'bundle/values.yaml': 'image:\n  tag: ""\nreplicas: 1\nlogLevel: info\nlabels: {}\nprobe: { path: / }\npassword: ""\n',
  'bundle/values.schema.json': JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      image: { type: 'object', additionalProperties: false, properties: { tag: { type: 'string' } } },
      replicas: { type: 'integer', minimum: 0 },
      logLevel: { enum: ['debug', 'info', 'warning'] },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      probe: { type: 'object', additionalProperties: false, properties: { path: { type: 'string' } } },
      password: { type: 'string', writeOnly: true },
    },
  }),
  'bundle/locals.yaml.hbs': 'image: {{concat "example/web:" values.image.tag}}\n',
  'bundle/manifests/configmap.yaml.hbs':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{release.name}}\n  labels: {{values.labels}}\ndata:\n  LOG_LEVEL: {{values.logLevel}}\n',
  'bundle/manifests/deployment.yaml.hbs':
    'apiVersion: example.com/v1\nkind: Deployment\nmetadata:\n  name: {{release.name}}\nspec:\n  replicas: {{values.replicas}}\n  image: {{locals.image}}\n',
  'bundle/kinds/deployment.json': JSON.stringify({
    type: 'object',
    properties: { apiVersion: { const: 'example.com/v1' }, kind: { const: 'Deployment' } },
  }),
  'apps/web/fairlead.yaml':
    'fairlead: v1\nname: web\nbundle: ../../bundle\nschemas: [../../bundle/kinds]\nenvironments:\n  dev: { namespace: web-dev }\n  prod: { namespace: web-prod }\n',
  'apps/web/values.yaml': 'labels:\n  team: a\n',
  'apps/web/environments/dev.yaml': 'image:\n  tag: v2\n',
  'apps/web/environments/prod.yaml': 'image:\n  tag: v1\nreplicas: 3\n',
};

const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** A new folder that goes away after the tests. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-'));
  made.push(dir);
  return dir;
}

/** A Git repository with the base files and the given ones. */
export const project = (files: Files = {}): string => emptyProject({ ...BASE, ...files });

/** A Git repository with these files only. */
export function emptyProject(files: Files): string {
  const dir = folder();
  execFileSync('git', ['init', '-q', dir]);
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(join(dir, path), content);
    else symlinkSync(content.link, join(dir, path));
  }
  return dir;
}

/** Every file below a folder with its content, Git's own files left out: what "nothing is written" is measured by. */
export function contents(dir: string): Readonly<Record<string, string>> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.startsWith(join(dir, '.git/')));
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return `cannot be read: ${readlinkSync(path)}`;
    }
  };
  return Object.fromEntries(paths.toSorted().map((path) => [path.slice(dir.length + 1), read(path)]));
}
