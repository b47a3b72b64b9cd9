import { expect, test } from '@jest/globals';
import type { Origin, Path } from '../../../src/core/index.js';
import { leaves, originOf, settingsOf } from '../../../src/core/values/origins.js';
import { stack } from './layers.js';

const values = stack(
  'image:\n  tag: ""\n  pull: Always\nlist: [p]\nmaps:\n- name: a\ngone: { x: 1 }\nempty: {}\n',
  {
    'values.yaml': '# shared\nimage:\n  tag: v1\nlist:\n- q\n- r\nmaps:\n- name: b\n  port: 1\n',
    'environments/prod.yaml': 'image: { tag: v2 }\ngone:\n',
  },
  ['image.tag=v3,maps[0].port=2', 'image.tag=v4'],
);
const show = (origin: Origin | undefined) =>
  origin?.from === 'file' ? `${origin.path}:${origin.line}:${origin.column}+${origin.length}` : origin?.name;

test('merged', () => {
  expect(values.data).toEqual({
    image: { tag: 'v4', pull: 'Always' },
    list: ['q', 'r'],
    maps: [{ name: 'b', port: 2 }],
    empty: {},
  });
});

test.each<[Path, string | undefined]>([
  [['image', 'tag'], '--set image.tag'],
  [['image', 'pull'], 'bundle/values.yaml:3:3+4'],
  [['list', 1], 'values.yaml:6:3+1'],
  [['maps', 0, 'port'], '--set maps[0].port'],
  [['maps', '0', 'port'], '--set maps[0].port'],
  [['image', 'unknown', 'deep'], '--set image.tag'],
  [['empty'], 'bundle/values.yaml:8:1+5'],
  [['nowhere'], undefined],
  [[], undefined],
])('origin of %j', (path, place) => {
  expect(show(originOf(values, path))).toBe(place);
});

test('every layer that set a value, winner first, also one that took it away', () => {
  const all = (path: Path) => settingsOf(values, path).map(({ layer, origin, value }) => [layer, show(origin), value]);
  expect(all(['image', 'tag'])).toEqual([
    ['--set', '--set image.tag', 'v4'],
    ['environments/prod.yaml', 'environments/prod.yaml:1:10+3', 'v2'],
    ['values.yaml', 'values.yaml:3:3+3', 'v1'],
    ['bundle/values.yaml', 'bundle/values.yaml:2:3+3', ''],
  ]);
  expect(all(['gone'])).toEqual([
    ['environments/prod.yaml', 'environments/prod.yaml:2:1+4', null],
    ['bundle/values.yaml', 'bundle/values.yaml:7:1+4', { x: 1 }],
  ]);
  expect(all(['nowhere'])).toEqual([]);
});

test('leaves', () => {
  expect(leaves(values.data)).toEqual([
    ['image', 'tag'],
    ['image', 'pull'],
    ['list', 0],
    ['list', 1],
    ['maps', 0, 'name'],
    ['maps', 0, 'port'],
    ['empty'],
  ]);
});
