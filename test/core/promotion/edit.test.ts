import { describe, expect, test } from '@jest/globals';
import { editScalar } from '../../../src/core/promotion/index.js';

const edit = (text: string, tag = 'v2', path = ['image', 'tag'], options = {}) =>
  editScalar({ path: 'values.yaml', text }, path, tag, options);

/** What the situation is, the file, the file with the tag v2 (or the third element), which line the edit names. */
const CASES: readonly (readonly [string, string, string, number])[] = [
  [
    'comments and odd spacing stay',
    '# top\nimage:\n    tag:   v1   # now\n\nb: [ 1,2 ]\n',
    '# top\nimage:\n    tag:   v2   # now\n\nb: [ 1,2 ]\n',
    3,
  ],
  ['double quotes stay', 'image:\n  tag: "v1"\n', 'image:\n  tag: "v2"\n', 2],
  ['single quotes stay', "image:\n  tag: 'v1'\n", "image:\n  tag: 'v2'\n", 2],
  ['CRLF, BOM and no final newline stay', '\uFEFFimage:\r\n  tag: v1', '\uFEFFimage:\r\n  tag: v2', 2],
  ['the first line, behind a BOM', '\uFEFFimage: {tag: v1}\n', '\uFEFFimage: {tag: v2}\n', 1],
  ['an anchor that nothing uses', 'image:\n  tag: &t v1\n', 'image:\n  tag: &t v2\n', 2],
  [
    'an anchor used where a stronger key hides it',
    'b: &b\n  tag: x\nimage: &i\n  tag: v1\nc:\n  <<: *i\n  tag: y\n',
    'b: &b\n  tag: x\nimage: &i\n  tag: v2\nc:\n  <<: *i\n  tag: y\n',
    4,
  ],
  ['a YAML tag that says string', 'image:\n  tag: !!str 1.10 # x\n', 'image:\n  tag: !!str v2 # x\n', 2],
  ['a number becomes the tag', 'image:\n  tag: 1.10\n', 'image:\n  tag: v2\n', 2],
  ['a value on a line of its own', 'image:\n  tag:\n    v1\n', 'image:\n  tag:\n    v2\n', 3],
  ['a block scalar of one line', 'image:\n  tag: |- # c\n    v1\n\na: b\n', 'image:\n  tag: |- # c\n    v2\n\na: b\n', 3],
  ['a folded one with an indentation of its own', 'image:\r\n  tag: >2-\r\n    v1', 'image:\r\n  tag: >2-\r\n    v2', 3],
  ['an explicit key', '? image\n: ? tag\n  : v1\n', '? image\n: ? tag\n  : v2\n', 3],
  ['an explicit key without value', 'image:\n  ? tag # c\n  : # d\n', 'image:\n  ? tag # c\n  : v2 # d\n', 3],
  ['a key of a flow map without colon', 'image: {tag, a: b}\n', 'image: {tag: v2, a: b}\n', 1],
  [
    'tabs in comments, spaces at the end',
    'image:\t# a\tb\n  tag: v1 \t# c\t\n  \n',
    'image:\t# a\tb\n  tag: v2 \t# c\t\n  \n',
    2,
  ],
  [
    'behind `---`, before `...` and comments',
    '# a\n--- # b\nimage: {tag: v1}\n... # c\n# d\n',
    '# a\n--- # b\nimage: {tag: v2}\n... # c\n# d\n',
    3,
  ],
  ['the other documents are empty', 'image: {tag: v1}\n---\n# a\n---\n', 'image: {tag: v2}\n---\n# a\n---\n', 1],
  ['JSON', '{"image":{"tag":"v1"}}', '{"image":{"tag":"v2"}}', 1],
  ['~', 'image:\n  tag: ~ # none\n', 'image:\n  tag: v2 # none\n', 2],
  ['an empty string', "image:\n  tag: ''\n", "image:\n  tag: 'v2'\n", 2],
  ['no value', 'image:\n  tag:   # none\n  a: b\n', 'image:\n  tag: v2   # none\n  a: b\n', 2],
  ['no value, at the end of a CRLF file', 'image:\r\n  tag:', 'image:\r\n  tag: v2', 2],
  ['no value behind an anchor', 'image:\n  tag: &t # none\n', 'image:\n  tag: &t v2 # none\n', 2],
  ['no value in a flow map', 'image: {"tag":, a: b}\n', 'image: {"tag": v2, a: b}\n', 1],
  [
    'missing in a block map',
    'a:\n    b: c\nimage:\n    repository: x # y\n    # z\nd: e\n',
    'a:\n    b: c\nimage:\n    repository: x # y\n    tag: v2\n    # z\nd: e\n',
    5,
  ],
  [
    'missing behind a deeper map',
    'image:\n  a:\n    b: [1,\n      {c: d}, # ]\n     ]\nd: e\n',
    'image:\n  a:\n    b: [1,\n      {c: d}, # ]\n     ]\n  tag: v2\nd: e\n',
    6,
  ],
  ['missing behind a block scalar', 'image:\n  a: |\n    x\nd: e\n', 'image:\n  a: |\n    x\n  tag: v2\nd: e\n', 4],
  ['missing behind an empty value', 'image:\n  a:\nd: e\n', 'image:\n  a:\n  tag: v2\nd: e\n', 3],
  ['missing at the end of a CRLF file without final newline', 'image:\r\n   a: b', 'image:\r\n   a: b\r\n   tag: v2', 3],
  ['missing in an empty flow map', 'image: {}\n', 'image: {tag: v2}\n', 1],
  ['missing in a flow map', 'image: { a: b } # c\n', 'image: { tag: v2, a: b } # c\n', 1],
  [
    'missing in a flow map over several lines',
    'image: { # a\r\n    # b\r\n    c: d\r\n  }\r\n',
    'image: { # a\r\n    # b\r\n    tag: v2,\r\n    c: d\r\n  }\r\n',
    3,
  ],
  ['missing behind an explicit key', 'image:\n  ? a\n  : b\n', 'image:\n  ? a\n  : b\n  tag: v2\n', 4],
  ['missing behind empty values', 'image:\n  a:\n  -\n  - &x # c\nd: e\n', 'image:\n  a:\n  -\n  - &x # c\n  tag: v2\nd: e\n', 5],
  ['missing behind an anchor of a key', 'image:\n  &k a: b\n', 'image:\n  &k a: b\n  tag: v2\n', 3],
  ['missing where line ends are mixed', 'image:\n  a: b\r\nc: d\n', 'image:\n  a: b\r\n  tag: v2\r\nc: d\n', 3],
  ['missing, three spaces in a list first', 'l:\n- a:\n     b: c\nd: e', 'l:\n- a:\n     b: c\nd: e\nimage:\n   tag: v2', 6],
  ['missing in JSON', '{"image": {"a": "b"}}', '{"image": {"tag": "v2", "a": "b"}}', 1],
  ['parent missing in JSON', '{"a": "b"}', '{"image": {"tag": "v2"}, "a": "b"}', 1],
  ['parent without value', 'image: # c\na:\n   b: c\n', 'image: # c\n   tag: v2\na:\n   b: c\n', 2],
  ['parent null', 'image: null # c\n', 'image: {tag: v2} # c\n', 1],
  ['parent without value in a flow map', '{image: , a: b}', '{image: {tag: v2} , a: b}', 1],
  ['parent missing, four spaces', 'a:\n    b: c\n', 'a:\n    b: c\nimage:\n    tag: v2\n', 4],
  ['an empty file', '', 'image:\n  tag: v2\n', 2],
  ['comments only, no final newline', '# x', '# x\nimage:\n  tag: v2', 3],
  ['only empty documents', '---\r\n# x\r\n---\r\n', '---\r\n# x\r\nimage:\r\n  tag: v2\r\n---\r\n', 4],
  ['only a document marker', '---\n', '---\nimage:\n  tag: v2\n', 3],
];

describe('editScalar', () => {
  test.each(CASES)('%s', (_, before, after, line) => {
    const outcome = edit(before);
    expect(outcome).toMatchObject({ ok: true, value: { path: 'values.yaml', text: after, line, after: lineOf(after, line) } });
  });

  test('a second run changes nothing', () => {
    for (const [, , after] of CASES) expect(edit(after)).toMatchObject({ ok: true, value: { text: after, from: 'v2' } });
  });

  test.each([
    ['image:\r\n  tag: "1.10" # c\r\n', { before: '  tag: "1.10" # c', after: '  tag: "v2" # c', from: '1.10' }],
    ['image:\n  tag: 0644\n', { before: '  tag: 0644', from: '0644' }],
    ['image: {a: b}\n', { before: 'image: {a: b}', after: 'image: {tag: v2, a: b}' }],
    ['image:\n  a: b\n', { before: '', after: '  tag: v2' }],
    ['image:\n  tag: ~\n', { before: '  tag: ~' }],
  ])('the line of %j', (text, expected) => {
    const outcome = edit(text);
    expect(outcome).toMatchObject({ value: expected });
    expect(outcome.ok && 'from' in outcome.value).toBe('from' in expected);
  });

  const digest = `v1@sha256:${'0'.repeat(64)}`;
  test.each([
    ...['v1.2.3', '1.2.3', '1.2.3-rc.1', '1234abc', 'latest', '2024-01-01-1', '10.4.12'].map((tag) => [tag, tag] as const),
    ...[
      '1.10',
      '1e5',
      '12e3',
      '0644',
      '0x1F',
      '0x_',
      'e123456',
      '57e9116',
      '1_000',
      '007',
      '2024-01-01',
      'yes',
      'n',
      'ON',
      'null',
      'True',
    ].map((tag) => [tag, `"${tag}"`] as const),
    [digest, digest] as const,
  ])('the plain tag %s is written %s', (tag, written) => {
    expect(edit('image:\n  tag: v0\n', tag)).toMatchObject({ value: { text: `image:\n  tag: ${written}\n` } });
  });

  test('a digest is quoted in a flow map', () => {
    expect(edit('image: {tag: v0}', digest)).toMatchObject({ value: { text: `image: {tag: "${digest}"}` } });
  });

  test('a key that YAML 1.1 takes for a boolean is quoted', () => {
    expect(edit('a: b\n', 'v2', ['on', 'tag'])).toMatchObject({ value: { text: 'a: b\n"on":\n  tag: v2\n' } });
  });

  test.each([
    ['an alias', 'a: &t v1\nimage:\n  tag: *t\n', 'alias `*t`', { line: 3, column: 8, length: 2 }],
    ['a parent that is an alias', 'a: &i\n  tag: v1\nimage: *i\n', 'alias `*i`', { line: 3 }],
    ['an anchor used elsewhere', 'image:\n  tag: &t v1\nweb:\n  tag: *t\n', '`web.tag` would change', { line: 2, column: 11 }],
    ['a parent used elsewhere', 'image: &i {tag: v1}\nweb: *i\n', '`web.tag` would change', { line: 1 }],
    ['a key from a merge', 'a: &a {tag: v1}\nimage:\n  <<: *a\n', 'merge key', { line: 3 }],
    ['a block scalar with a line break', 'image:\n  tag: |\n    v1\n', 'block scalar', { line: 3 }],
    ['a block scalar of two lines', 'image:\n  tag: >-\n    v1\n    x\n', 'block scalar', { line: 3 }],
    ['a block scalar of spaces before', 'image:\n  tag: |2-\n     v1\n', 'block scalar', { line: 3 }],
    ['an empty block scalar', 'image:\n  tag: |-\na: b\n', 'block scalar', { line: 3 }],
    ['a map', 'image:\n  tag: {a: b}\n', 'map or a list', { line: 2 }],
    ['a list above', 'image:\n  - tag: v1\n', 'not a map', { line: 2 }],
    ['a YAML tag', 'image:\n  tag: !!int 5\n', 'YAML tag `!!int`', { line: 2 }],
    ['a document end marker', 'a: b\n...\n', undefined, undefined],
  ])('%s is refused or edited rightly', (_, text, message, place) => {
    const outcome = edit(text);
    if (message === undefined)
      return expect(outcome).toMatchObject({ ok: true, value: { text: 'a: b\nimage:\n  tag: v2\n...\n' } });
    expect(outcome).toMatchObject({
      ok: false,
      findings: [
        {
          code: 'promotion/cannot-edit',
          message: expect.stringContaining(message),
          fix: expect.any(String),
          origin: { path: 'values.yaml', ...place },
        },
      ],
    });
  });

  test.each([
    ['an end marker behind nothing', '---\n# x\n...\n', 'yaml/not-a-map'],
    ['a directive', '%YAML 1.2\n---\nimage: {tag: v1}\n', 'yaml/syntax'],
    ['CR as line end', 'image:\r  tag: v1\r', 'yaml/syntax'],
    ['a document behind an empty one', '---\n---\nimage: {tag: v1}\n', 'yaml/several-documents'],
    ['several documents', 'image: {tag: v1}\n---\na: b\n', 'yaml/several-documents'],
    ['a syntax error', 'image: [', 'yaml/syntax'],
    ['no map', '- a\n', 'yaml/not-a-map'],
    ['an explicit null', 'null\n', 'promotion/cannot-edit'],
  ])('%s: not edited', (_, text, code) => {
    expect(edit(text)).toMatchObject({ ok: false, findings: [{ code }] });
  });

  test('a bad tag never reaches a file', () => {
    expect(edit('image:\n  tag: "v1"\n', 'v2"\nevil: "')).toMatchObject({ ok: false, findings: [{ code: 'promotion/bad-tag' }] });
  });
});

const lineOf = (text: string, line: number) => text.split(/\r?\n/)[line - 1]?.replace('\uFEFF', '');
