// What users write who come from Helm's Go templates, and what to write instead.
const SAME = 'leave it out: `{{values.x}}` prints any value as one YAML value, quoted and indented where it must be';
const BLOCK = (name: string) => `write \`{{#${name} …}}\`, ended by \`{{/${name}}}\``;
const PURE = 'nothing here asks the cluster, the clock, the environment or chance: pass it as a value';
const PARTIAL = 'write `{{> name key=value}}`; the text of `name` is partials/name.hbs';
const LOCALS = 'give names to values in locals.yaml.hbs: `x: {{…}}`, and read `locals.x`';

const HELPERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['toYaml', 'toJson', 'indent', 'nindent', 'quote', 'squote', 'toString', 'int', 'int64', 'trim'].map((name) => [name, SAME]),
  ),
  ...Object.fromEntries(['if', 'with', 'unless'].map((name) => [name, BLOCK(name)])),
  ...Object.fromEntries(
    [
      'lookup',
      'env',
      'expandenv',
      'now',
      'date',
      'randAlphaNum',
      'randAlpha',
      'randNumeric',
      'uuidv4',
      'genCA',
      'genSignedCert',
      'getHostByName',
    ].map((name) => [name, PURE]),
  ),
  ...Object.fromEntries(['include', 'template', 'define', 'block', 'tpl'].map((name) => [name, PARTIAL])),
  range: 'write `{{#each values.list as |item index|}}` or `{{#each values.map as |value key|}}`, ended by `{{/each}}`',
  end: 'a block ends with its own name: `{{/if}}`, `{{/each}}`',
  '-': 'leave the `-` out: lines that hold nothing but a block leave nothing behind',
  printf: 'write `{{concat a "-" b}}`',
  print: 'write `{{concat a b}}`',
  required: 'name it in `required` of values.schema.json, or write `{{fail "…"}}` inside of `{{#unless values.x}}`',
  b64enc: 'write `{{base64 values.x}}`',
  sha256sum: 'write `{{sha256 values.x}}`',
  ne: 'write `{{not (eq a b)}}`',
  ternary: 'write `{{#if values.x}}…{{else}}…{{/if}}`',
  coalesce: 'write `{{default a (default b c)}}`',
  dict: 'write the map in locals.yaml.hbs',
  list: 'write the list in locals.yaml.hbs',
  hasKey: 'write `{{has values.x}}`',
  mergeOverwrite: 'write `{{merge weaker stronger}}`',
  trunc: 'write `{{dnsName a}}` for a name of at most 63 characters',
};

// The first that fits the text of a mustache says what to write.
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^\/\*/, 'a comment is `{{! … }}`, or a YAML comment'],
  [/^-|-$/, HELPERS['-'] ?? ''],
  [
    /^\$?\.(Values|Release|Chart|Capabilities|Files)\b/,
    'names begin without a point: `values.x`, `release.name`, `bundle.version`',
  ],
  [/\.(Values|Release|Chart)\b/, 'names begin without a point: `values.x`, `release.name`, `bundle.version`'],
  [/:?=\s/, LOCALS],
  [/^\$/, LOCALS],
  [/^(include|template)\b/, PARTIAL],
  [/\|/, 'there are no pipes; helpers come first and nest: `{{default values.x "y"}}`; quoting and indenting need none'],
  [/^\.$/, 'inside `{{#each list as |item|}}` write `{{item}}`'],
  [/^\./, 'names begin without a point'],
];

/** What to write instead of a helper or block that Helm has; undefined for a name that it does not have either. */
export const insteadOfHelper = (name: string): string | undefined =>
  Object.hasOwn(HELPERS, name) ? HELPERS[name] : name.startsWith('$') ? LOCALS : undefined;

/** What to write instead of a mustache that does not parse, at a place in its text; undefined if it is not a habit of Go templates. */
export function insteadOfSyntax(template: string, line: number, column: number): string | undefined {
  const text = template.split('\n')[line - 1] ?? '';
  const start = text.lastIndexOf('{{', column);
  if (start < 0) return undefined;
  const inside =
    text
      .slice(start + 2)
      .split('}}')[0]
      ?.trim() ?? '';
  return FORMS.find(([form]) => form.test(inside))?.[1];
}
