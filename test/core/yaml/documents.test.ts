import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../../src/core/yaml/read.js';
import { soon } from '../../soon.js';
import { readAll, readMap } from './read.js';

const A = 'a: &a { x: 1, w: 1 }\nb: &b { x: 2, z: 2 }\n';
test.each([
  ['a merge', 'c: { <<: *a, z: 3 }', { x: 1, w: 1, z: 3 }],
  ['keys after it win', 'c: { <<: *a, x: 3 }', { x: 3, w: 1 }],
  ['it wins over the keys before it', 'c: { x: 3, <<: *a }', { x: 1, w: 1 }],
  ['of a list the first wins', 'c: { <<: [*a, *b] }', { x: 1, w: 1, z: 2 }],
  ['of two merges the last wins', 'c: { <<: *a, <<: *b }', { x: 2, w: 1, z: 2 }],
  ['an empty list', 'c: { <<: [] }', {}],
  ['a merge of a merge', 'd: &d { <<: *b, x: 0 }\nc: { <<: *d }', { x: 0, z: 2 }],
  ['a map in place', 'c: { <<: { x: 9 } }', { x: 9 }],
  ['quoted it is a key', 'c: { "<<": 1 }', { '<<': 1 }],
  ['tagged it is a key', 'c: { !!str <<: 1 }', { '<<': 1 }],
  ['an alias', 'c: *a', { x: 1, w: 1 }],
  ['an alias as a key', 'k: &k word\nc: { *k : 1 }', { word: 1 }],
  ['an anchor is what it was last', 'a2: &a 5\nc: *a', 5],
])('merge keys and aliases: %s', (_, text, value) => {
  expect(readMap(`${A}${text}\n`)).toMatchObject({ c: value });
});

describe('every mistake, with its place', () => {
  test.each([
    ['a merge of a scalar', 'a: 1\nb: { <<: 1 }', ['yaml/alias 2:10+1']],
    ['a merge of a list of scalars', 'b:\n  <<: [1, 2]\n', ['yaml/alias 2:7+5', 'yaml/alias 2:7+5']],
    ['an alias inside its own anchor', 'a: &a [*a]', ['yaml/alias 1:8+2']],
    [
      'duplicate keys',
      'a: 1\nb: 2\na: 3\nb:\n  c: 1\n  c: 2\n',
      ['yaml/duplicate-key 3:1+1', 'yaml/duplicate-key 6:3+1', 'yaml/duplicate-key 4:1+1'],
    ],
    [
      'duplicates by value',
      'y: 1\ntrue: 2\n1: 1\n0x1: 2\n"1": 3',
      ['yaml/duplicate-key 2:1+4', 'yaml/duplicate-key 4:1+3', 'yaml/duplicate-key 5:1+3'],
    ],
    ['a tag without a space behind it', 'a: [!!str]\n', ['yaml/syntax 1:5+1']],
    ['a tab behind `? ` and `: `', '? a\n:\tb\n', ['yaml/syntax 2:2+1']],
    ['a document behind an empty one', '---\n---\na: b\n', ['yaml/several-documents 3:1+4']],
    ['duplicates in flow style', 'a: {b: 1, "b": 2}', ['yaml/duplicate-key 1:11+3']],
    ['__proto__', '__proto__: { x: 1 }\na: { "__proto__": 1 }\n', ['yaml/forbidden-key 1:1+9', 'yaml/forbidden-key 2:6+11']],
    ['__proto__ by an alias', 'a: &p __proto__\n*p : { x: 1 }\n', ['yaml/forbidden-key 2:1+2']],
    [
      'keys that are no text',
      '? [a]\n: 1\n? { b: 1 }\n: 1\n~: 1\n',
      ['yaml/complex-key 1:3+2', 'yaml/complex-key 3:3+6', 'yaml/complex-key 5:1+1'],
    ],
    ['tabs', 'a:\n\tb: 1\n', ['yaml/syntax 2:1+1']],
    ['a tab after spaces', 'a:\n  b:\n  \tc: 1\n', ['yaml/syntax 3:3+1']],
    ['two values on a line', 'a: "x" y', ['yaml/syntax 1:8+1']],
    ['wrong indentation', 'a:\n  b: 1\n   c: 2', ['yaml/syntax 3:5+1']],
    ['CRLF does not move places', 'a: 1\r\nb: 2\r\nb: 3\r\n', ['yaml/duplicate-key 3:1+1']],
    ['nor does a byte order mark', '\uFEFFa: 1\na: 2', ['yaml/duplicate-key 2:1+1']],
    ['nor on the first line', '\uFEFF{ a: 1, a: 2 }', ['yaml/duplicate-key 1:9+1']],
    ['nor do characters of two units', '"😀": 1\n"😀": 2', ['yaml/duplicate-key 2:1+4']],
    ['a list at the top', '- a', ['yaml/not-a-map 1:1+3']],
    ['a text at the top', '\n\nfoo', ['yaml/not-a-map 3:1+3']],
    ['a second document', 'a: 1\n---\nb: 2\n', ['yaml/several-documents 3:1+4']],
    ['too large', `a: ${'x'.repeat(1 << 20)}`, ['file/too-large 1:1+1']],
  ])('%s', (_, text, findings) => {
    expect(readMap(text)).toEqual(findings);
  });
});

test.each([
  ['', []],
  ['# c\n', []],
  ['---\n', [null]],
  ['a: 1', [{ a: 1 }]],
  ['a: 1\n---\n', [{ a: 1 }, null]],
  ['a: 1\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
  ['--- 1\n--- [x]\n', [1, ['x']]],
  ['%YAML 1.1\n---\na: yes\n', [{ a: true }]],
  ['a: 1\r\nb: |\r\n  x\r\n  y\r\n', [{ a: 1, b: 'x\ny\n' }]],
  ['\uFEFFa: 1', [{ a: 1 }]],
  ['a: [\n  1,\n]\n', [{ a: [1] }]],
])('documents of %j', (text, values) => {
  expect(readAll(text)).toEqual(values);
});

test.each(['', '# c', '~', '---\n# c\n', 'a: 1\n---\n# nothing\n'])('%j has at most one document', (text) => {
  expect(readMap(text)).toEqual(text.startsWith('a') ? { a: 1 } : {});
});

describe('what grows without end ends in a finding, and soon', () => {
  const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n');
  const aliases = (n: number) => `a: &a 1\nb: [${Array(n).fill('*a').join(', ')}]`;
  const doubling = `a0: &a0 x\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}`;
  const deeper = `a0: &a0 ${'['.repeat(60)}${']'.repeat(60)}\na1: &a1 ${'['.repeat(60)}*a0${']'.repeat(60)}\n`;
  const indented = Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
  const outdented = `p:\n${'- 1\n'.repeat(100_000)}a: [\n${'1,\n'.repeat(999)}]`;

  const merging = `a: &a\n${lines(50_000, (i) => `  k${i}: 1`)}\n${lines(99, (i) => `m${i}: {<<: *a}`)}`;

  test('there may be as many aliases as somebody likes to write', () =>
    expect(readMap(aliases(10_000))).toMatchObject({ b: Array(10_000).fill(1) }));
  test('what exceeds the budget is told once, and nothing that follows from it', () => {
    expect(readMap(`${doubling}\nb: *nowhere\nb: [*a60]\n`)).toEqual(['yaml/too-many-aliases 18:18+4']);
    expect(readMap(`*nowhere\n---\n${merging}`)).toEqual(['yaml/alias 1:1+8', 'yaml/too-many-aliases 50013:10+2']);
  });
  test.each([
    ['aliases of aliases', doubling, 'yaml/too-many-aliases 18:18+4'],
    ['merge keys', merging, 'yaml/too-many-aliases 50011:10+2'],
    ['depth by aliases', deeper, 'yaml/too-many-aliases 2:28+44'],
    ['lists', `a: ${'['.repeat(100_000)}`, 'yaml/syntax 1:103+1'],
    ['maps', `a: ${'{a: '.repeat(100_000)}`, 'yaml/syntax 1:397+1'],
    ['lists in block style', `a:\n${'- '.repeat(100_000)}x`, 'yaml/syntax 2:199+1'],
    ['maps in block style', indented, 'yaml/syntax 100:100+1'],
    ['keys of keys', '? '.repeat(100_000), 'yaml/syntax 1:200+1'],
    ['lines that are not indented', outdented, 'yaml/syntax 100023:1+1'],
  ])('%s', (_, text, first) => {
    const [found] = soon(() => readMap(text)) as readonly string[];
    expect(found).toBe(first);
  });
});

test.each(['0644', '1_000', '.inf', '!!int s3cr3t', '!mine s3cr3t'])('what a secret is, no finding says: %s', (written) => {
  for (const key of ['password', 'DB_PASSWORD', 'token', 'apiKey', 'client-secret']) {
    const { findings } = readYaml({ path: 'v.yaml', text: `${key}: ${written}\nother: ${written}\n` }, { surprises: true });
    const [secret, other] = findings.map(({ message, fix = '' }) => `${message} ${fix}`);
    const text = written.split(' ').at(-1) ?? '';
    expect(other).toContain(text);
    expect(secret).not.toContain(text);
  }
});
