import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where credentials of registries are, as other tools have it: the JSON in `DOCKER_AUTH_CONFIG`, or the file that
 * `REGISTRY_AUTH_FILE`, `DOCKER_CONFIG` or the home directory names, which `docker login` writes. A file that cannot be read has no text.
 */
export function readDockerConfig(env: Readonly<Record<string, string | undefined>>): {
  readonly path: string;
  readonly text?: string;
} {
  const inline = env['DOCKER_AUTH_CONFIG'];
  if (inline) return { path: 'DOCKER_AUTH_CONFIG', text: inline };
  const home = env['HOME'] || env['USERPROFILE'];
  const directory = env['DOCKER_CONFIG'] || (home && join(home, '.docker'));
  const path = env['REGISTRY_AUTH_FILE'] || (directory && join(directory, 'config.json'));
  // Without a home nothing is read: a path from here would be one of the repository.
  if (!path) return { path: '~/.docker/config.json' };
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch {
    return { path };
  }
}
