// Writes what is made from the code: action.yml, the tables of the docs, and the README's picture of the first command.
// Runs after `tsc`: npm run generate. In a page, only what stands between <!-- generated:NAME --> and <!-- /generated --> is made.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleNames, compileBundle } from './bundles.mjs';
import { findingEntries } from './findings.mjs';
import { actionFile } from './generate/action.mjs';
import * as tables from './generate/tables.mjs';
import { writeObjects } from './objects.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lib = (path) => import(join(root, 'lib', path));
const { COMMANDS } = await lib('commands.js');
const { ACTION_INPUTS, ACTION_OUTPUTS, OPTIONS } = await lib('options.js');
const { CODES } = await lib('core/index.js');
const { RULES } = await lib('core/rules/index.js');
const { IMMUTABLE } = await lib('core/diff/immutable.js');
const { SCHEMA_CODES } = await lib('core/rules/schema.js');
const { KEYWORDS } = await lib('core/schema/validator.js');
const { GUARDS } = await lib('core/promotion/guards/index.js');
const { HELPERS } = await lib('core/template/helpers/index.js');
const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const inputs = [...ACTION_INPUTS, ...OPTIONS.filter((option) => option.input)];

const bundles = Object.fromEntries(
  await Promise.all(bundleNames(root).map(async (name) => [name, await compileBundle(root, name)])),
);
const appSchema = JSON.parse(readFileSync(join(root, 'schemas/fairlead.schema.json'), 'utf8'));

/** What a command of the README prints, from the code as it is now; how long it took is left out. */
function printed(command) {
  const assets = join(root, 'lib/cli/assets');
  rmSync(assets, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  for (const name of ['fairlead', 'bundle'])
    cpSync(join(root, `schemas/${name}.schema.json`), join(assets, `${name}.schema.json`));
  writeObjects(root, join(assets, 'objects'));
  for (const [name, bundle] of Object.entries(bundles))
    writeFileSync(join(assets, `bundle-${name}.json`), JSON.stringify(bundle));
  const [, ...args] = command.split(' ');
  const text = execFileSync(process.execPath, [join(root, 'lib/cli/bin.js'), ...args], { cwd: root, encoding: 'utf8' });
  return `\`\`\`console\n$ node dist/cli/index.js ${args.join(' ')}\n${text.replace(/ · \d+\.\d s$/m, '').trimEnd()}\n\`\`\``;
}

const parts = {
  commands: () => tables.commands(COMMANDS),
  options: () => tables.options(OPTIONS),
  inputs: () => tables.inputs(inputs),
  outputs: () => tables.outputs(ACTION_OUTPUTS),
  helpers: () => tables.helpers(HELPERS),
  keywords: () => tables.keywords([...KEYWORDS]),
  guards: () => tables.guards(GUARDS),
  findings: () => tables.findings(findingEntries(root, CODES, [...RULES, ...SCHEMA_CODES, IMMUTABLE])),
  app: () => tables.app(appSchema),
  values: () => Object.values(bundles).map(tables.values).join('\n\n'),
  repairs: () => Object.values(bundles).map(tables.repairs).join('\n\n'),
  promote: () => printed('fairlead promote examples/shop --tag v1.1.0'),
};

const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
);
for (const page of pages) {
  const text = readFileSync(join(root, page), 'utf8');
  const made = text.replace(/(<!-- generated:(\w+) -->\n)[\s\S]*?(<!-- \/generated -->)/g, (_, start, name, end) => {
    if (!parts[name]) throw new Error(`${page}: nothing is called generated:${name}; there are ${Object.keys(parts).join(', ')}`);
    return `${start}${parts[name]()}\n${end}`;
  });
  if (made !== text) writeFileSync(join(root, page), made);
}
for (const [name, { schema }] of Object.entries(bundles)) {
  const published = { ...schema, title: `values of ${name}`, required: undefined };
  writeFileSync(join(root, `schemas/${name}.values.schema.json`), `${JSON.stringify(published, null, 2)}\n`);
}
writeFileSync(join(root, 'action.yml'), actionFile(description, inputs, ACTION_OUTPUTS));
