import { type App, all, finding, type JsonMap, type Kinds, kindsOf, type Outcome, readSchemas } from '../core/index.js';
import type { Assets } from '../io/assets.js';
import { type Listing, readAll, type Tree } from '../io/tree.js';

const known = new WeakMap<Tree, Map<string, Outcome<Kinds>>>();
const FILE = /\.(ya?ml|json)$/;

/** Files with schemas that an app names: the folders and files under `schemas:`. */
export function schemaFiles(app: App, tree: Tree): Listing {
  const parts = app.schemas.map(({ path }) => (FILE.test(path) ? { paths: [path], findings: [] } : tree.files(path)));
  return {
    paths: parts.flatMap(({ paths }) => paths.filter((file) => FILE.test(file))),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

/** The kinds that an app's objects are checked against: ours, and those of its own folders. Read once for all apps of a tree. */
export function kindsOfApp(app: App, tree: Tree, assets: Assets): Outcome<Kinds> {
  if (app.schemas.length === 0) return { ok: true, value: assets.kinds, findings: [] };
  const remembered = known.get(tree) ?? new Map<string, Outcome<Kinds>>();
  known.set(tree, remembered);
  const key = JSON.stringify(app.schemas.map(({ path }) => path));
  const found = remembered.get(key) ?? readKinds(app, tree, assets);
  remembered.set(key, found);
  return found;
}

function readKinds(app: App, tree: Tree, assets: Assets): Outcome<Kinds> {
  const empty = app.schemas.filter(({ path }) => {
    const { paths, findings } = tree.files(path);
    return FILE.test(path) ? !tree.exists(path) : paths.length === 0 && findings.length === 0;
  });
  if (empty.length > 0)
    return {
      ok: false,
      findings: empty.map(({ path, origin }) =>
        finding('config/no-schemas', `there are no schemas in \`${path}\``, {
          origin,
          fix: 'name a folder or file of CustomResourceDefinitions or JSON Schemas',
        }),
      ),
    };
  const files = readAll(tree, schemaFiles(app, tree));
  if (!files.ok) return files;
  const read = all(files.value.map((file) => readSchemas(file, assets.schemas.kubernetes())));
  if (!read.ok) return read;
  const own: Readonly<Record<string, JsonMap>> = Object.assign({}, ...read.value);
  const source = assets.schemas;
  const value = kindsOf({
    kubernetes: source.kubernetes,
    definition: source.definition,
    customKeys: () => [...source.customKeys(), ...Object.keys(own)],
    custom: (name) => own[name] ?? source.custom(name),
  });
  return { ok: true, value, findings: read.findings };
}
