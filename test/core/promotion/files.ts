import fc from 'fast-check';

/** A values file around one scalar: `head + scalar + tail`; `bare` is the file without that key, if it still is YAML. */
export interface ValuesFile {
  readonly head: string;
  readonly scalar: string;
  readonly tail: string;
  readonly path: readonly string[];
  readonly bare: string;
}

interface Level {
  readonly before: readonly Sibling[];
  readonly after: readonly Sibling[];
  readonly flow: boolean;
}
interface Sibling {
  readonly key: string;
  readonly value: string;
  readonly comment: boolean;
}

// Scalars and collections in every style, those that YAML readers disagree about too; `>` and `|` only between block keys.
const INLINE = [
  'x',
  'a b',
  '1',
  'yes',
  '0644',
  '~',
  '"d # \\"q\\": "',
  "'it''s: #'",
  '[1, {a: b}]',
  '{}',
  '&z z',
  '!!str 5',
  'a#b',
  '"é\\n"',
];
const BLOCK = [
  '|\n            text: # no comment\n\n            more',
  '>-\n            folded\n            text',
  '\n            - a # c\n            - b: c',
  '',
];
const TARGETS = [
  ['', 'v1'],
  ['', '"v1"'],
  ['', "'v1'"],
  ['', '1.10'],
  ['', '""'],
  ['', '~'],
  ['&t ', 'v1'],
  ['!!str ', '7'],
  ['! ', '"a\\u0020b"'],
] as const;

const sibling = (flow: boolean): fc.Arbitrary<Omit<Sibling, 'key'>> =>
  fc.record({ value: fc.constantFrom(...INLINE, ...(flow ? [] : BLOCK)), comment: fc.boolean() });

const level = (depth: number): fc.Arbitrary<Level> =>
  fc.boolean().chain((flow) => {
    const list = fc.array(sibling(flow), { maxLength: 3 });
    return fc.record({ before: list, after: list }).map(({ before, after }) => ({
      before: before.map((item, i) => ({ ...item, key: `b${depth}${i}` })),
      after: after.map((item, i) => ({ ...item, key: i === 0 ? `"a ${depth}"` : `a${depth}${i}` })),
      flow,
    }));
  });

function print(
  levels: readonly Level[],
  unit: number,
  target: string | undefined,
  newlines: boolean,
  depth = 0,
  inFlow = false,
): string {
  const [here, ...deeper] = levels;
  if (!here) return ` ${target}`;
  const flow = inFlow || here.flow;
  const lead = ' '.repeat(unit * depth);
  const nested = print(deeper, unit, target, newlines, depth + 1, flow);
  const own = deeper.length === 0 && target === undefined ? [] : [`t${depth}:${nested}`];
  const line = ({ key, value, comment }: Sibling) =>
    `${key}: ${flow && BLOCK.includes(value) ? '[]' : value}${comment && !flow && !value.includes('\n') ? ' # c' : ''}`;
  const entries = [...here.before.map(line), ...own, ...here.after.map(line)];
  if (!flow) return `${depth > 0 ? '\n' : ''}${entries.map((entry) => lead + entry).join(`\n${lead}# between\n`)}`;
  return ` {${newlines ? ` # {\n${lead}  ` : ''}${entries.join(newlines ? `, # ,}\n${lead}  ` : ', ')}}`;
}

/** Values files with nested block and flow maps, comments, anchors, all quote styles, CRLF, BOM, with and without a last line break. */
export const valuesFiles: fc.Arbitrary<ValuesFile> = fc
  .record({
    levels: fc
      .tuple(level(0), level(1), level(2))
      .chain((all) => fc.integer({ min: 1, max: 3 }).map((count) => all.slice(0, count))),
    unit: fc.integer({ min: 1, max: 4 }),
    newlines: fc.boolean(),
    target: fc.constantFrom(...TARGETS),
    bom: fc.boolean(),
    crlf: fc.boolean(),
    end: fc.constantFrom('', '\n', ' # end\n', '\n\n# end'),
  })
  .map(({ levels, unit, newlines, target: [prefix, scalar], bom, crlf, end }) => {
    const whole = (body: string) => {
      const text = `${bom ? '\uFEFF' : ''}${body}${end}`;
      return crlf ? text.replaceAll('\n', '\r\n') : text;
    };
    const [head = '', tail = ''] = whole(print(levels, unit, `${prefix}@@`, newlines)).split('@@');
    return { head, scalar, tail, path: levels.map((_, i) => `t${i}`), bare: whole(print(levels, unit, undefined, newlines)) };
  });

/** Tags as the OCI specification allows them, many of them numbers, dates or booleans to some YAML reader. */
export const tags: fc.Arbitrary<string> = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/),
  fc.stringMatching(/^[0-9][0-9_xobeE.-]{0,6}$/),
  fc.stringMatching(/^v?[0-9]\.[0-9]{1,2}\.[0-9](-rc\.[0-9])?(@sha256:[0-9a-f]{64})?$/),
  fc.constantFrom('y', 'N', 'yes', 'No', 'on', 'OFF', 'true', 'False', 'null', 'Null', '2024-01-01', '1e5', '0b1', '0o7'),
);
