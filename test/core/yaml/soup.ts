import fc from 'fast-check';

// Lines out of everything that YAML readers stumble over, in any order: most make no sense, and then both readers must say so.
const value = fc.constantFrom(
  ...['a', 'y', 'on', '0644', '1_000', '.5', '5.', '0o17', '0b11', '0x1F', '12:30', '1e3', '+1', '-0', '08', '1e21', '1e400'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '18446744073709551615', '18446744073709551616'],
  ...['.inf', '-.Inf', '+.inf', '.nan', '~', 'null', '', '2024-01-01', '2001-12-14t21:59:43.10-05:00', '<<', '=', 'a b', 'a#b'],
  ...[
    'a:b',
    'http://x/y',
    'é',
    '-1_0',
    '0_7',
    '_1',
    '1__0',
    '0x',
    '0b2',
    '-0x1F',
    '+0b1',
    '0.',
    '1.10',
    '1e',
    'e3',
    '-.5',
    '+.5',
  ],
  ...['..5', '1,2', '"x"', "'y'", '"a\\nb"', "'it''s'", '"\\u00e9\\x41"', '"\\/"', '"tab\\there"', '!!str 1', '!!int "3"'],
  ...[
    '!!int 0644',
    '!!int 1.0',
    '!!float 1',
    '!!float "2.5"',
    '!!bool "yes"',
    '!!null ""',
    '!!str',
    '! 5',
    '!local x',
    '!!foo 1',
  ],
  ...['!!binary aGk=', '!!binary "%%%"', '!!timestamp 2001-01-01', '!!timestamp x', '!!map {}', '!!seq []', '!!set {a}', '!!'],
  ...['!!omap [a: 1]', '!<tag:yaml.org,2002:str> 1', '&x 1', '&x', '*x', '&x [1, *y]', '&y {a: 1}', '*y', '@a', '`a', '%a', '|'],
  ...['>', '|-', '|2', '>+', '- a', '? a', '- - 1', '? ', '{a: 1, b: [x, y]}', '{a, b: }', '{a: 1,}', '[1,,2]', '[a: 1]'],
  ...['[? a : b]', '{? a : b}', '{"a":1}', "{'a':1}", '{a:1}', '[a, b', '{}', '[]', '[]x', '"a" b', '\u00a0', '\u0007', '\u2028'],
  ...['a\tb', '\ta', 'a ', 'a\u200b', '1:2', '190:20:30', '0:0', '1.2.3', 'TRUE', 'tRuE', 'y:', '- ', '-', '--', '---', '...'],
  ...['--- a', '!', '&', '*', '!!str &x a', '&x !!str a', '&a &b c', '"\\q"', '"\\U0001F600"', '"\\ud83d\\ude00"', '"open'],
  ...["'a", "'a''", 'a: b', 'a: b: c', '"a": b', '[a]: b', '{a: b}: c', '-9223372036854775809', '1_0.5', '1e+5', '1E5', '1.e5'],
  ...['.1_0', '._1', '0.1_', '0O17', '0B1', '0X1f', '00', '007_7', '-017'],
);
const key = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'k1') },
  fc.constantFrom(
    ...['y', 'on', '12', '1.5', '0x10', '"q"', "'s'", '~', 'null', '<<', '!!str 5', '&k a', '*x', '? c', '{a: b}', '[l]', '-'],
    ...['2001-01-01', '"<<"', '!!merge <<', 'true', '.inf', '1e3', 'a b', ' a', '"a\\tb"', '', '!!int 3', 'a#b', '#c', 'é', '@b'],
    ...['%c', "''", '9007199254740993'],
  ),
);
const indented = (columns: readonly number[], ...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(fc.constantFrom(...columns), ...parts).map(([column, ...texts]) => ' '.repeat(Number(column)) + texts.join(''));
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: indented(
      [0, 0, 0, 2, 2, 4],
      key,
      fc.constantFrom(': ', ': ', ': ', ':', ':  ', ' : ', ':\t', ': # c\n'),
      value,
      fc.constantFrom('', '', '', '', ' # c', ' #c', '#x', '\t', '  '),
    ),
  },
  {
    weight: 3,
    arbitrary: indented([0, 0, 2, 2, 4], fc.constantFrom('- ', '-', '-  ', '- - ', '-\t'), value, fc.constantFrom('', ' # c')),
  },
  { weight: 1, arbitrary: indented([0, 1, 2, 4], value) },
  fc.constantFrom(
    '',
    '# c',
    '---',
    '...',
    '%YAML 1.1',
    '%TAG ! tag:x,2000:',
    '\t',
    '  ',
    '  # in',
    '\t# t',
    '--- ',
    '--- # c',
    '---\t',
    '... # c',
  ),
);

/** Up to seven such lines, with LF or CRLF, with and without a line break at the end and a byte order mark at the start. */
export const soup: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 7 }),
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
    fc.constantFrom('\n', '\n', '', '\n\n'),
    fc.constantFrom('', '', '', '\uFEFF'),
  )
  .map(([lines, newline, end, mark]) => mark + lines.join('\n').replaceAll('\n', newline) + end);
