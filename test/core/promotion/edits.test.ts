import { describe, expect, test } from '@jest/globals';
import { editScalars } from '../../../src/core/promotion/index.js';

const edit = (text: string, changes: Readonly<Record<string, string>>, anchors = false) =>
  editScalars(
    { path: 'values.yaml', text },
    Object.entries(changes).map(([key, value]) => ({ path: key.split('.'), value })),
    { anchors },
  );

describe('editScalars', () => {
  test('each change has its line, where that stands when all are made', () => {
    expect(
      edit('web:\n  a: b\nsidecar: {tag: v1} # c\nimage: {tag: "v1"}\n', {
        'image.tag': 'v2',
        'web.tag': 'v3',
        'sidecar.tag': '1.10',
      }),
    ).toEqual({
      ok: true,
      findings: [],
      value: {
        path: 'values.yaml',
        text: 'web:\n  a: b\n  tag: v3\nsidecar: {tag: "1.10"} # c\nimage: {tag: "v2"}\n',
        also: [],
        changes: [
          { key: 'image.tag', line: 5, before: 'image: {tag: "v1"}', after: 'image: {tag: "v2"}', from: 'v1' },
          { key: 'web.tag', line: 3, before: '', after: '  tag: v3' },
          { key: 'sidecar.tag', line: 4, before: 'sidecar: {tag: v1} # c', after: 'sidecar: {tag: "1.10"} # c', from: 'v1' },
        ],
      },
    });
  });

  test('two on one line: before is the old line, after has both', () => {
    expect(edit('a: {b: v1, c: v1}', { 'a.b': 'v2', 'a.c': 'v3' })).toMatchObject({
      value: {
        changes: [
          { before: 'a: {b: v1, c: v1}', after: 'a: {b: v2, c: v3}' },
          { before: 'a: {b: v1, c: v1}', after: 'a: {b: v2, c: v3}' },
        ],
      },
    });
  });

  test('both missing in one new map', () => {
    expect(edit('# c\r\n', { 'web.image.tag': 'v2', 'web.sidecar.tag': 'v2' })).toMatchObject({
      value: {
        text: '# c\r\nweb:\r\n  image:\r\n    tag: v2\r\n  sidecar:\r\n    tag: v2\r\n',
        changes: [{ line: 4 }, { line: 6 }],
      },
    });
  });

  const shared = 'image:\n  tag: &t v1\nsidecar:\n  tag: *t\n';
  test('an anchor changes without consent if all its places get the same tag', () => {
    expect(edit(shared, { 'image.tag': 'v2', 'sidecar.tag': 'v2' })).toMatchObject({
      value: { text: shared.replace('v1', 'v2'), also: [], changes: [{ line: 2 }, { line: 2 }] },
    });
    const three = `${shared}web: *t\n`;
    expect(edit(three, { 'image.tag': 'v2', 'sidecar.tag': 'v2' }).ok).toBe(false);
    expect(edit(three, { 'image.tag': 'v2', 'sidecar.tag': 'v2' }, true)).toMatchObject({ value: { also: ['web'] } });
  });

  test('two tags for one place are refused, with and without consent', () => {
    expect(edit(shared, { 'image.tag': 'v2', 'sidecar.tag': 'v3' })).toMatchObject({ ok: false });
    expect(edit(shared, { 'image.tag': 'v2', 'sidecar.tag': 'v3' }, true)).toMatchObject({
      ok: false,
      findings: [{ code: 'promotion/cannot-edit', message: expect.stringContaining('another tag is written to the same place') }],
    });
  });

  test('all mistakes at once, and none is made', () => {
    expect(edit('a: [v1]\nb: v1\nc: {}\n', { a: 'v2', b: 'v2', c: 'v2', d: '-x' })).toMatchObject({
      ok: false,
      findings: [
        { message: expect.stringContaining('`a`') },
        { message: expect.stringContaining('`c`') },
        { code: 'promotion/bad-tag' },
      ],
    });
  });

  test('a file that cannot be read is said once', () => {
    const outcome = edit('a: [', { a: 'v2', b: 'v2' });
    expect(outcome.findings.map(({ code }) => code)).toEqual(['yaml/syntax']);
  });

  test('no changes', () => {
    expect(edit('a: b\n', {})).toEqual({
      ok: true,
      findings: [],
      value: { path: 'values.yaml', text: 'a: b\n', changes: [], also: [] },
    });
  });
});
