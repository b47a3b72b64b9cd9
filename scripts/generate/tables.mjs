// The generated tables of the docs, as Markdown.
import { describe, fallbackOf } from './action.mjs';

const code = (text) => (text === '' ? '' : text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
/** Words in angle brackets would be taken for HTML; between backticks they are safe. */
const prose = (text = '') =>
  text
    .split('`')
    .map((part, i) => (i % 2 === 0 ? part.replaceAll('<', '&lt;') : part))
    .join('`');
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

export const commands = (list) =>
  table(
    ['command', 'what it does'],
    list.map(({ name, argument, summary }) => [code(`fairlead ${name}${argument ? ` ${argument}` : ''}`), summary]),
  );

export const options = (list) =>
  table(
    ['option', 'of', 'what it does'],
    list.map(({ name, short, value, many, description, default: fallback, commands: of }) => [
      code(`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`),
      of.join(', '),
      [description, ...(many ? ['may be given several times'] : []), ...(fallback ? [`default: ${code(fallback)}`] : [])].join(
        '; ',
      ),
    ]),
  );

export const inputs = (list) =>
  table(
    ['input', 'default', 'what it is'],
    list.map((item) => [
      code(item.name),
      code(fallbackOf(item)),
      `${item.value?.includes('|') ? `${code(item.value)}: ` : ''}${describe(item)}`,
    ]),
  );

export const outputs = (list) =>
  table(
    ['output', 'what it is'],
    list.map(({ name, description }) => [code(name), description]),
  );

export const helpers = (list) =>
  table(
    ['helper', 'what it gives', 'template', 'prints'],
    [...list]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ usage, summary, example }) => [code(usage), prose(summary), ...example.map(code)]),
  );

export const keywords = (names) => names.map(code).join(', ');

export const guards = (list) =>
  table(
    ['guard', 'what must be true'],
    list.map(({ name, keyed, asks }) => [keyed ? code(name) : name, prose(asks)]),
  );

const block = ({ lines }, file) => `\`\`\`${file === undefined ? 'console' : 'yaml'}\n${lines.join('\n')}\n\`\`\``;

/** An entry of the page for a code: its reason, where that is stated, and an example of bad and good. */
const entry = ([name, { severity, why, link, bad, good }]) => {
  const at = bad.at ?? bad.lines.length - 1;
  const marked = bad.lines.map((line, i) => (i === at ? `${line}   # ← ${bad.message}` : line));
  const file = bad.file ?? (bad.lines[0]?.startsWith('$ ') ? undefined : '');
  const where = bad.file ? `, \`${bad.file}\`` : '';
  return [
    `### ${name}`,
    `${severity}. ${prose(why ?? '')}${link ? ` [Source](${link})` : ''}`.trim(),
    `Bad${where}:`,
    block({ lines: marked }, file),
    'Good:',
    block(good, file),
  ].join('\n\n');
};

export const findings = (entries) =>
  [
    table(
      ['code', 'severity'],
      Object.entries(entries).map(([name, { severity }]) => [`[${code(name)}](#${name.replaceAll('/', '')})`, severity]),
    ),
    ...Object.entries(entries).map(entry),
  ].join('\n\n');

export const repairs = (bundle) =>
  table(
    ['repair', 'what it changes'],
    Object.entries(bundle.repairs).map(([name, sentence]) => [code(name), prose(sentence)]),
  );

const resolve = (root, schema) =>
  schema.$ref
    ? resolve(
        root,
        schema.$ref
          .slice(2)
          .split('/')
          .reduce((here, step) => here[step.replaceAll('~1', '/').replaceAll('~0', '~')], root),
      )
    : schema;

/** Every key that a schema names: its path, what the schema says of it; `<name>` and `[]` stand for the names of a map and the items of a list. */
function keysOf(root, schema, path = '', inner = false) {
  const here = { ...resolve(root, schema), ...(schema.$ref && schema.description ? { description: schema.description } : {}) };
  const below = [
    ...Object.entries(here.properties ?? {}).flatMap(([key, item]) =>
      keysOf(root, item, path === '' ? key : `${path}.${key}`, inner),
    ),
    ...(inner && here.additionalProperties?.$ref ? keysOf(root, here.additionalProperties, `${path}.<name>`, inner) : []),
    ...(inner && here.items?.$ref ? keysOf(root, here.items, `${path}[]`, inner) : []),
  ];
  const own = path === '' || (below.length > 0 && !here.description) ? [] : [{ path, schema: here, leaf: below.length === 0 }];
  return [...own, ...below];
}

const WORDS = { object: 'map', array: 'list', integer: 'whole number' };
const typeOf = ({ type, const: only, enum: names }) =>
  names
    ? names.map((name) => code(String(name))).join(', ')
    : only !== undefined
      ? code(String(only))
      : [type ?? 'any']
          .flat()
          .map((name) => WORDS[name] ?? name)
          .join(' or ');

export const app = (schema) =>
  table(
    ['key', 'type', 'what it is'],
    keysOf(schema, schema, '', true).map(({ path, schema: here }) => [code(path), typeOf(here), prose(here.description)]),
  );

const shown = (value) => {
  const text = value === undefined ? '' : JSON.stringify(value);
  return code(text.length > 120 ? `${text.slice(0, 117)}…` : text);
};

/** The values of a bundle: every key that its schema names, with the default. */
export function values({ name, version, schema, defaults }) {
  const defaultOf = (path) => path.split('.').reduce((here, step) => here?.[step], defaults);
  const keys = keysOf(schema, schema).filter(({ leaf }) => leaf);
  const rows = keys.map(({ path, schema: here }) => [code(path), typeOf(here), shown(defaultOf(path)), prose(here.description)]);
  return `## ${name} ${version}\n\n${table(['key', 'type', 'default', 'what it is'], rows)}`;
}
