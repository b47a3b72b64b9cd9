import { describe, expect, test } from '@jest/globals';
import { editScalar } from '../../../src/core/promotion/index.js';

const edit = (text: string, tag = 'v2', path = ['image', 'tag'], options = {}) =>
  editScalar({ path: 'values.yaml', text }, path, tag, options);

/** The file, with consent the same file with v2 and which other keys that changes, and what is said without. */
const SHARED: readonly (readonly [string, string, string, readonly string[], string])[] = [
  ['an alias', 'a: &t v1 # c\nimage:\n  tag: *t\n', 'a: &t v2 # c\nimage:\n  tag: *t\n', ['a'], 'write its value here'],
  [
    'an alias of the map above',
    'a: &i {tag: v1}\nimage: *i\n',
    'a: &i {tag: v2}\nimage: *i\n',
    ['a.tag'],
    'write its value here',
  ],
  [
    'a merge key',
    'a: &a\n  tag: v1\nimage:\n  <<: *a\n',
    'a: &a\n  tag: v2\nimage:\n  <<: *a\n',
    ['a.tag'],
    'set it in the map itself',
  ],
  [
    'an anchor that others use',
    'image:\n  tag: &t v1\nb: [*t]\n',
    'image:\n  tag: &t v2\nb: [*t]\n',
    ['b[0]'],
    'write the values out',
  ],
  [
    'an anchor in a list',
    'a:\n- &t "v1"\nimage: {tag: *t}\n',
    'a:\n- &t "v2"\nimage: {tag: *t}\n',
    ['a[0]'],
    'write its value here',
  ],
  ['an anchor without value', 'a: &t # c\nimage: {tag: *t}\n', 'a: &t v2 # c\nimage: {tag: *t}\n', ['a'], 'write its value here'],
  [
    'missing in an alias',
    'a: &i\n   b: c\nimage: *i\n',
    'a: &i\n   b: c\n   tag: v2\nimage: *i\n',
    ['a.tag'],
    'write its value here',
  ],
];

describe('what other places share', () => {
  test.each(SHARED)('%s', (_, before, after, also, fix) => {
    const refused = edit(before);
    expect(refused).toMatchObject({
      ok: false,
      findings: [{ code: 'promotion/cannot-edit', fix: expect.stringContaining(fix) }],
    });
    expect(refused.findings[0]?.fix).toContain(`or \`promote.aliases: true\` in fairlead.yaml, which changes \`${also[0]}\` too`);
    expect(edit(before, 'v2', undefined, { anchors: true })).toMatchObject({ ok: true, value: { text: after, also } });
  });

  test('an anchor of a key cannot be edited: another key would have its name', () => {
    const outcome = edit('&k a: b\nimage: {tag: *k}\n', 'v2', undefined, { anchors: true });
    expect(outcome).toMatchObject({ ok: false, findings: [{ code: 'promotion/cannot-edit' }] });
  });
});
