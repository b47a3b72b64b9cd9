// The built-in bundles, compiled: what the faces carry as assets.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const filesBelow = (root, dir) =>
  readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = `${dir}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'tests' ? [] : filesBelow(root, path);
    return [path];
  });

/** The names of the built-in bundles. */
export const bundleNames = (root) => readdirSync(join(root, 'templates')).sort();

/** Compiles a built-in bundle; throws an error that lists its findings. Needs lib/. */
export async function compileBundle(root, name) {
  const { loadBundle } = await import(join(root, 'lib/core/bundle/index.js'));
  const files = filesBelow(root, `templates/${name}`).map((path) => ({
    path: path.slice('templates/'.length),
    text: readFileSync(join(root, path), 'utf8'),
  }));
  const outcome = loadBundle(name, files, JSON.parse(readFileSync(join(root, 'schemas/bundle.schema.json'), 'utf8')));
  const lines = outcome.findings.map(
    ({ origin, code, message, fix }) =>
      `templates/${origin?.path}:${origin?.line}:${origin?.column}: ${code}: ${message} ${fix ?? ''}`,
  );
  if (!outcome.ok) throw new Error(lines.join('\n'));
  if (lines.length > 0) console.error(lines.join('\n'));
  return outcome.value;
}
