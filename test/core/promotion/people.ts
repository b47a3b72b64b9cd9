import fc from 'fast-check';

// YAML as people write it: anything goes that Fairlead and Helm read, in layouts that no printer makes. Anchors get their names at
// the end: what is `&@` here is one, and `*@`, `*%` are aliases of the last scalar and of the map at the top, or words without them.
const one = <T>(...items: readonly T[]) => fc.constantFrom(...items);

const words = one(
  'v1',
  'v1.2.3',
  '1.10',
  '0644',
  'yes',
  '~',
  'null',
  'nginx',
  'a b',
  'a#b',
  'http://x/y',
  '12:30',
  '1e3',
  'é',
  '-1',
);
const quotes = one('"v1"', "'v1'", '""', "''", '"d # \\"q\\": {"', "'it''s: #'", '"a\\u0020b"', '"é\\n"', '"1.10"');
const marked = one(
  '!!str 7',
  '! "v1"',
  '!!str "x"',
  '!!int 5',
  '&@ v1',
  "&@ 'v1'",
  '&@ 1.10',
  '*@',
  '!!str',
  '&@ !!str v1',
  '&@ ~',
);
const inline = fc.oneof({ weight: 6, arbitrary: words }, { weight: 3, arbitrary: quotes }, { weight: 2, arbitrary: marked });
/** In front of a line break: nothing, mostly. */
const comment = one('', '', '', '', ' # now', '  #\tx: {', '\t# t', '   ', ' # "');
const between = one<readonly string[]>([], [], [], [], [''], ['# c: d'], ['', '# -\tx', ''], ['   # odd'], ['#']);

/** As they are written, and as they are read. */
const KEYS = [
  ...['image', 'tag', 'sidecar', 'web', 'a', 'b', 'env', 'x-y', 'a.b/c', 'é', 'z_1', 'repository', 'with space', 'a#b'].map(
    (key) => [key, key],
  ),
  ...['"quoted"', "'single'", '"a: b"', '"#"', "'it''s'", '"1"', '"on"'].map((key) => [key, key.slice(1, -1)]),
  ['12', '12 '],
  ['true', 'true '],
  ['&@ named', 'named'],
  ['!!str tagged', 'tagged'],
];
const keys = (most: number, least = 0) =>
  fc
    .uniqueArray(one(...KEYS), { minLength: least, maxLength: most, selector: ([, name]) => name })
    .map((list) => list.map(([key = '']) => key));

const between2 = one(', ', ', ', ',', ' , ', ',\n', ', # c, }\n  ');
const flow: fc.Arbitrary<string> = fc.letrec<{ any: string; map: string; list: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    inline.map((text) => (text.includes(':') && !/["']/.test(text) ? 'x' : text)),
    tie('map'),
    tie('list'),
  ),
  map: fc
    .tuple(
      keys(4),
      fc.array(fc.tuple(tie('any'), one(': ', ': ', ': ', ':   ', ' : ', ':\n ')), { minLength: 4, maxLength: 4 }),
      between2,
      one('', ' ', '\n', ' # {\n  '),
      one('', '', ' ', ',', '\n', ' # }\n'),
    )
    .map(([names, values, comma, open, close]) => {
      const entries = names.map((name, i) => {
        const [value = '', colon = ''] = values[i] ?? [];
        const isBare = value === '' || value.startsWith('&@ ~');
        return isBare ? name : `${name}${/^["']/.test(name) && /^["'{[]/.test(value) && colon === ': ' ? ':' : colon}${value}`;
      });
      return `{${open}${entries.join(comma)}${entries.length === 0 ? close.replace(',', '') : close}}`;
    }),
  list: fc
    .tuple(fc.array(tie('any'), { maxLength: 3 }), between2, one('', ' ', '\n'))
    .map(([items, comma, close]) => `[${items.join(comma)}${close}]`),
})).any;

/** What stands behind `key:`, and the lines below; those of a list may stand at the column of the key. */
interface Lines {
  readonly head: string;
  readonly below: readonly string[];
  readonly isList?: boolean;
}
const indent = (lines: readonly string[], by: number) => lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
const spread = (text: string, end = ''): Lines => {
  const [head = '', ...below] = `${text}${end}`.split('\n');
  return { head: ` ${head}`, below: indent(below, 1) };
};

const text: fc.Arbitrary<Lines> = fc.oneof(
  fc
    .tuple(
      one('|', '>', '|-', '|-', '>-', '|+'),
      one('', ' # c'),
      one<readonly string[]>(['v1'], ['v1'], ['a: b', '# no comment', '', '  more'], ['x', '']),
    )
    .map(([style, end, below]): Lines => ({ head: ` ${style}${end}`, below })),
  one<Lines>(
    { head: '', below: ['v1 # below'] },
    { head: ' # c', below: ['"v1"'] },
    { head: ' two', below: ['lines'] },
    { head: ' "two', below: ['', 'lines"'] },
    { head: " 'x", below: ["y' # c"] },
    { head: ' &@', below: ['v1'] },
    { head: ' !!str', below: ['1.10'] },
    { head: ' *%', below: [] },
  ),
);

const block = fc.letrec<{ value: Lines; entries: readonly string[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    {
      weight: 5,
      arbitrary: fc
        .tuple(one('', ' ', '   '), inline, comment)
        .map(([space, word, end]): Lines => ({ head: ` ${space}${word}${end}`, below: [] })),
    },
    { weight: 1, arbitrary: comment.map((end): Lines => ({ head: end, below: [] })) },
    { weight: 1, arbitrary: text },
    { weight: 2, arbitrary: fc.tuple(flow, comment).map(([all, end]) => spread(all, end)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(one('', '', '', ' # c', ' &@m', ' !!map'), tie('entries'))
        .map(([head, below]): Lines => ({ head, below })),
    },
    {
      weight: 2,
      arbitrary: fc.array(fc.tuple(fc.oneof(tie('value'), tie('entries')), between), { minLength: 1, maxLength: 3 }).map(
        (items): Lines => ({
          head: '',
          isList: true,
          below: items.flatMap(([item, lines]) => {
            const [head, below] = 'head' in item ? [item.head, item.below] : [` ${item[0]}`, item.slice(1)];
            return [...lines, `-${head}`, ...indent(below, 2)];
          }),
        }),
      ),
    },
  ),
  entries: fc
    .tuple(
      keys(4, 1),
      fc.array(fc.tuple(tie('value'), between, one(':', ':', ':', ':', ' :', '?')), { minLength: 4, maxLength: 4 }),
      one(2, 2, 2, 4, 1, 3, 8),
      one(0, 2),
      one('', '', '', '', '<<: *%'),
    )
    .map(([names, values, unit, listUnit, merge]) => [
      ...(merge === '' ? [] : [merge]),
      ...names.flatMap((name, i) => {
        const [value, lines, colon] = values[i] ?? [{ head: '', below: [] }, [], ':'];
        const below = indent(value.below, value.isList ? listUnit : unit);
        // A value must stand behind its `:`, on its line or below it; an anchor would name the key.
        const isExplicit = colon === '?' && !/^&/.test(name);
        const head = isExplicit ? [`? ${name}`, `:${value.head}`] : [`${name}${colon === '?' ? ':' : colon}${value.head}`];
        return [...(i > 0 ? lines : lines.filter((line) => !/^ /.test(line))), ...head, ...below];
      }),
    ]),
}));

function named(file: string, anchors: boolean): string {
  let count = 0;
  let last = 'base';
  return file.replaceAll(/&@(m?) ?|\*@|<<: \*%|\*%/g, (mark, map) => {
    if (!anchors) return mark === '<<: *%' ? '<<: {p: q}' : mark.startsWith('&') ? '' : 'word';
    if (mark.endsWith('*%')) return mark.replace('*%', '*common');
    if (mark === '*@') return `*${last}`;
    count++;
    if (map === '') last = `n${count}`;
    return `&n${count}${mark.endsWith(' ') ? ' ' : ''}`;
  });
}

const TOP = ['defaults: &common', '  tag: &base v0 # shared', '  pull: {policy: Always}'];
const STARTS = ['', '', '', '', '---\n', '# values\n---\n', '# a\n\n#\tb\n', '--- # c\n', '---   \n# x\n'];
const ENDS = [
  '\n',
  '\n',
  '\n',
  '',
  '\n\n# end\n',
  ' # end',
  '\n# end',
  '\n...\n',
  '\n---\n# nothing\n',
  '\n... # end\n',
  '\n  \n',
];

/** Values files. */
export const files: fc.Arbitrary<string> = fc
  .record({
    body: fc.oneof(
      { weight: 12, arbitrary: block.entries },
      { weight: 1, arbitrary: flow.filter((all) => all.startsWith('{')).map((all) => [all]) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.dictionary(one('image', 'tag', 'a b'), fc.jsonValue({ maxDepth: 2 })), one(0, 2, 3))
          .map(([map, by]) => [JSON.stringify({ image: { tag: 'v1' }, ...map }, null, by)]),
      },
      { weight: 1, arbitrary: one<readonly string[]>([], ['# nothing'], [''], ['# a', '', '#\tb']) },
    ),
    anchors: fc.boolean(),
    start: one(...STARTS),
    end: one(...ENDS),
    bom: one('', '', '', '\uFEFF'),
    newlines: one('lf', 'lf', 'crlf', 'mixed'),
  })
  .map(({ body, anchors, start, end, bom, newlines }) => {
    const isBlock = body.length > 0 && !/^[{#]|^$/.test(body[0] ?? '');
    const lines = named([...(anchors && isBlock ? TOP : []), ...body].join('\n'), anchors && isBlock);
    const file = `${bom}${start}${lines}${end}`;
    let n = 0;
    return file.replaceAll('\n', () => (newlines === 'crlf' || (newlines === 'mixed' && n++ % 3 > 0) ? '\r\n' : '\n'));
  });
