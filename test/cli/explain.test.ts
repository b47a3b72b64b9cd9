import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { explainValue } from '../../src/core/explain/index.js';
import { at, dotted, leaves, type Path } from '../../src/core/index.js';
import { locate, readYamlMap } from '../../src/core/yaml/read.js';
import { loadAssets } from '../../src/io/assets.js';
import { diskTree } from '../../src/io/disk.js';
import type { Tree } from '../../src/io/tree.js';
import { type LoadedApp, loadApp, renderEnvironment } from '../../src/use/apps.js';
import { fairlead } from './fairlead.js';
import { folder, project } from './project.js';

/** The shipped example, with the built-in bundle as files beside it, so that its defaults can be edited as well. */
function example(): string {
  const root = folder();
  cpSync('examples/shop/apps/web', join(root, 'web'), { recursive: true });
  cpSync('templates/fastapi-gitops-starter', join(root, 'bundle'), { recursive: true });
  return root;
}

const assets = loadAssets(resolve('dist/cli/assets'));
const APP = 'web/fairlead.yaml';

/** A tree with one file read as another text. */
const edited = (tree: Tree, path: string, text: string): Tree => ({
  ...tree,
  read: (asked) => (asked === path ? { ok: true, value: { path, text }, findings: [] } : tree.read(asked)),
});

async function load(tree: Tree): Promise<LoadedApp> {
  const text = readFileSync(join('examples/shop/apps/web/fairlead.yaml'), 'utf8');
  const app = await loadApp(APP, edited(tree, APP, text.replace('bundle: fastapi-gitops-starter', 'bundle: ../bundle')), assets);
  if (!app.ok) throw new Error(JSON.stringify(app.findings));
  return app.value;
}

const streamOf = (app: LoadedApp, name: string) => {
  const environment = app.app.environments.find((item) => item.name === name);
  const outcome = environment && renderEnvironment(app, environment, { validate: false });
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome?.findings));
  return outcome.value;
};

const OTHERS: Readonly<Record<string, string>> = {
  canary: 'blueGreen',
  blueGreen: 'canary',
  fail: 'pass',
  IfNotPresent: 'Always',
  ClusterIP: 'NodePort',
  '""': '"http://x"',
};

/** Another text for a scalar that changes what it says. */
const other = (text: string) => {
  if (/^(true|false)$/.test(text)) return text === 'true' ? 'false' : 'true';
  const choice = OTHERS[text];
  if (choice !== undefined) return choice;
  if (/^-?\d+/.test(text)) return text.replace(/^-?\d+/, (digits) => String(Number(digits) + 1));
  return text.startsWith('"') ? `"1s${text.slice(1)}` : `${text}s`;
};

describe('explain names the file and line that set each leaf of the example', () => {
  const tree = diskTree(example());
  test.each(['dev', 'staging', 'prod'])('%s', async (name) => {
    const app = await load(tree);
    const rendered = streamOf(app, name);
    const wrong: string[] = [];
    let checked = 0;
    for (const path of leaves(rendered.values.data)) {
      const value = at(rendered.values.data, path);
      if (typeof value === 'object') continue;
      const { settings, reaches, decides, readers } = explainValue(rendered, app.bundle.schema, path);
      const origin = settings[0]?.origin;
      const place = origin?.from === 'file' ? `${origin.path}:${origin.line}` : 'nowhere';
      const changed = origin?.from === 'file' && (await changes(path, origin.path, origin.line));
      const says = reaches.length > 0 || decides.length > 0;
      // A value that only says what is left out (`tls: []`, `enabled: false`) is read, but shows in nothing that is there.
      if (changed === undefined || (says && !changed) || (readers?.length === 0 && changed))
        wrong.push(
          `${dotted(path)} at ${place}: ${says ? 'shows' : 'does not show'}, the edit ${changed ? 'shows' : 'does not'}`,
        );
      checked++;
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(90);

    /** Whether the output changes when the scalar on that line of the file is edited; undefined if the value is not on that line. */
    async function changes(path: Path, file: string, line: number): Promise<boolean | undefined> {
      const source = tree.read(file);
      if (!source.ok) return undefined;
      const document = readYamlMap(source.value);
      const node = document.ok ? locate(document.value.root, path)?.node : undefined;
      if (!node || source.value.text.slice(0, node.start).split('\n').length !== line) return undefined;
      const { text } = source.value;
      const changed = text.slice(0, node.start) + other(text.slice(node.start, node.end)) + text.slice(node.end);
      const again = await load(edited(tree, file, changed)).catch(() => undefined);
      const environment = again?.app.environments.find((item) => item.name === name);
      const outcome = again && environment && renderEnvironment(again, environment, { validate: false });
      return again !== undefined && (!outcome?.ok || outcome.value.stream !== rendered.stream);
    }
  });
});

test('what it prints', () => {
  const root = project({ 'apps/web/environments/prod.yaml': 'image:\n  tag: v1\nreplicas: 3\npassword: geheim\n' });
  const printed = [
    ['image.tag', '-e', 'prod'],
    ['-e', 'dev'],
    ['--object', 'deployment/web', 'spec.image', '-e', 'dev'],
    ['password', '-e', 'prod'],
    ['imag.tag'],
    ['--object', 'Deploy/web', 'spec'],
    ['--object', 'Deployment/web', 'spec.replica'],
  ].map((args) => {
    const { code, out, err } = fairlead(root, ['explain', ...args]);
    return `$ fairlead explain ${args.join(' ')}\n${out}${err}exit ${code}\n`;
  });
  const actual = printed.join('\n');
  const file = 'test/cli/explain.txt';
  if (process.env['UPDATE'] === '1') writeFileSync(file, actual);
  expect(actual).not.toContain('geheim');
  expect(actual).toBe(readFileSync(file, 'utf8'));
});
