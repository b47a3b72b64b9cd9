import fc from 'fast-check';

// YAML texts within the grammar that Fairlead and Helm share; what only one of them takes stands in tables, not here.
const plain = fc.oneof(
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_./:-]{0,8}[a-z0-9]$/),
  fc.stringMatching(/^[-+]?[0-9][0-9_]{0,5}(\.[0-9]{0,3})?([eE][-+]?[0-9]{1,2})?$/),
  fc.stringMatching(/^[-+]?0[xXoObB]?[0-9a-fA-F_]{1,6}$/),
  fc.stringMatching(/^[-+]?\.[0-9_]{1,4}(e[0-9])?$/),
  fc.stringMatching(/^[0-9]{1,4}[-:][0-9]{2}([-:][0-9]{2})?$/),
  fc.constantFrom(
    'y',
    'Y',
    'yes',
    'No',
    'on',
    'OFF',
    'n',
    'true',
    'False',
    'null',
    '~',
    'Null',
    '+',
    '.',
    '-',
    '=',
    '1_',
    '_1',
    '0_7',
    '1,000',
    'é',
    '日本',
  ),
);
const double = fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text));
const single = fc.stringMatching(/^[ -~]{0,8}$/).map((text) => `'${text.replaceAll("'", "''")}'`);
const tagged = fc.tuple(fc.constantFrom('!!str', '!'), plain).map(([tag, text]) => `${tag} ${text}`);
const scalar = fc.oneof({ weight: 4, arbitrary: plain }, double, single, tagged);
const key = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,6}$/) },
  fc.constantFrom('y', 'on', 'NO', '12', '0x10', '1_0', '"y"', "'null'"),
);

const indent = (lines: readonly string[], by = '  ') => lines.map((line) => (line === '' ? '' : by + line));
const block = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>-', '|+', '>+'),
    fc.array(fc.stringMatching(/^([a-z#][ -~]{0,6})?$/), { minLength: 1, maxLength: 4 }),
  )
  .filter(([, lines]) => lines[0] !== '' && lines.at(-1) !== '')
  .map(([style, lines]) => [style, ...indent(lines)]);

/** The lines of a value that stands behind `key:`; the first one on the key's line. */
type Lines = readonly string[];
const flowText: fc.Arbitrary<string> = fc.letrec<{ flow: string }>((tie) => ({
  flow: fc.oneof(
    { maxDepth: 2 },
    scalar.filter((text) => !/,|(^| )-$|:$/.test(text) || /^["']/.test(text)),
    fc.array(tie('flow'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.dictionary(key, tie('flow'), { maxKeys: 3 }).map(
      (map) =>
        `{${Object.entries(map)
          .map(([name, item]) => `${name}: ${item}`)
          .join(', ')}}`,
    ),
  ),
})).flow;

const values = fc.letrec<{ value: Lines }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(scalar, fc.constantFrom('', '  # a comment')).map(([text, comment]): Lines => [` ${text}${comment}`]),
    flowText.map((text): Lines => [` ${text}`]),
    block.map(([head = '', ...lines]): Lines => [` ${head}`, ...lines]),
    fc
      .array(tie('value'), { minLength: 1, maxLength: 3 })
      .map((items): Lines => ['', ...items.flatMap(([head, ...lines]) => [`-${head}`, ...indent(lines)])]),
    fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4 }).map((map): Lines => ['', ...indent(entries(map))]),
  ),
})).value;

const entries = (map: Readonly<Record<string, Lines>>): Lines =>
  Object.entries(map).flatMap(([name, [head, ...lines]]) => [`${name}:${head}`, ...lines]);

/** A values file: block and flow style, every scalar style, comments, anchors and merges, LF or CRLF. */
export const valuesFile: fc.Arbitrary<string> = fc
  .tuple(fc.dictionary(key, values, { minKeys: 1, maxKeys: 4 }), fc.boolean(), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([map, anchors, newline, marker]) => {
    const tail = anchors ? ['base: &base { p: 1, q: [x] }', 'copy: *base', 'more: { <<: *base, q: 2 }'] : [];
    return [...(marker ? ['---'] : []), '# values', ...entries(map), ...tail, ''].join(newline);
  });
