// The licences of everything that a face carries: its npm packages and what they depend on, by the lock file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name, version, licence and licence text of each package reachable from `names`, sorted. */
export function licencesOf(root, names) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const seen = new Map();
  const find = (name, from) => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      if (packages[path]) return path;
      if (at === '') return undefined;
    }
  };
  const visit = (name, from) => {
    const path = find(name, from);
    if (path === undefined || seen.has(path)) return;
    seen.set(path, name);
    for (const dependency of Object.keys(packages[path].dependencies ?? {})) visit(dependency, path);
  };
  for (const name of names) visit(name, '');
  return [...seen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, name]) => {
      const dir = join(root, path);
      const file = existsSync(dir) && readdirSync(dir).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(join(dir, file), 'utf8').trim() : 'The package carries no licence text.';
      return `${name} ${packages[path].version}\n${packages[path].license}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
