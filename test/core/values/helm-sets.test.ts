import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SetKind } from '../../../src/core/index.js';
import { describeWith } from '../../oracle.js';
import { seed } from '../../seed.js';
import { askHelm, withoutNulls } from '../yaml/helm.js';
import { tryStack } from './layers.js';

const DEFAULTS = 'text: t\ncount: 1\nlist: [z]\nmap: { a: 1, b: { c: 2 }, d: 0 }\n';
const FILE =
  'text: u\nlist: [p, q]\nmaps: [{ name: a, port: 1 }, { name: b }, [1, 2]]\nmap: { a: 5, b: { c: 3, z: 3 }, "k.l": x }\n';

const name = fc.constantFrom(
  'text',
  'count',
  'list',
  'maps',
  'map',
  'new',
  'a',
  'b',
  'c',
  'k\\.l',
  'x\\=y',
  'w\\,v',
  'a b',
  'é',
  '0',
  '\\\\',
  'a\\[0]',
);
const index = fc.constantFrom(
  '[0]',
  '[1]',
  '[2]',
  '[3]',
  '[0][1]',
  '[1][0]',
  '[+1]',
  '[01]',
  '[-1]',
  '[x]',
  '[]',
  '[70000]',
  '[65536]',
  '[1',
);
const step = fc.tuple(name, fc.oneof({ weight: 6, arbitrary: fc.constant('') }, index)).map((parts) => parts.join(''));
const path = fc.oneof(
  { weight: 9, arbitrary: fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('.')) },
  fc.constantFrom('', 'a..b', '.a', 'a.', 'a]', '{a}', 'map.b.c.d.e', 'a[0]b', '[0]', ' a'),
);
const plain = fc.oneof(
  fc.stringMatching(/^[a-z0-9 .:+-]{0,6}$/),
  fc.constantFrom(
    'true',
    'FALSE',
    'Null',
    '0',
    '00',
    '0644',
    '+5',
    '-0',
    '1.10',
    '1e3',
    '9007199254740991',
    '9223372036854775808',
  ),
  fc.constantFrom(
    'x\\,y',
    '{p,1,true}',
    '{ }',
    '{a',
    'a}',
    '{a}b',
    '{a,{b}}',
    '{x\\}y,z}',
    'a=b',
    '"q"',
    '',
    '\\{a}',
    'a\\',
    '~',
    'é\n',
  ),
);
const json = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    ' ',
    '{',
    '[1,2',
    '{"a":{"b":null}}',
    '{"c":9}',
    '[]',
    '{}',
    'null',
    'x',
    "'x'",
    '1 2',
    '1e999',
    '"a,b"',
    ' [1, "}"] ',
  ),
);
const text = (value: fc.Arbitrary<string>) =>
  fc
    .array(
      fc.tuple(path, fc.constantFrom('=', '=', '=', '=', '=', ''), value).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((parts) => parts.join(','))
    .chain((line) => fc.constantFrom(line, line, line, `${line},`));
const texts = (value: fc.Arbitrary<string>) => fc.array(text(value), { maxLength: 2 });
const question = fc.record({
  // The tool asks Helm's parser of flags alone; a whole object is read before it comes to that (values/options.go, MergeValues).
  setJson: texts(json).filter((lines) => lines.every((line) => !line.trimStart().startsWith('{'))),
  set: texts(plain),
  setString: texts(plain),
});

/** What is refused here and taken by Helm, on purpose: see docs/values.md. */
const STRICTER = [
  'sets nothing', // `a[0]`, and a text without any key
  'a name is empty', // `=x` and `a..b=x` set nothing there
  'is not JSON', // `a=1 2`: what follows the value is taken for a key
  'does not end with `}`',
  'cannot stand behind an index',
  'an index does not end', // `a[1=x` sets nothing there
  // The bundle's default, shown again when its map was replaced.
  'is a number, which has no keys',
  'is a map, which has no items',
  'is over 65536', // not reached there if such an index follows
];

/** Where Helm fails or loses what was set, and we do what was meant. */
const LOOSER = {
  error: 'interface {} is nil, not', // `a=null`, then `a.b=x`
  lost: /\]\.(\\.|[^,\\])*=$/, // `a[0].b=`: an empty text at the end
};

describeWith(['helm-values'], 'flags are read as Helm reads them', (tools) => {
  test(`10000 lists of --set-json, --set and --set-string, SEED=${seed}`, () => {
    const questions = fc.sample(question, { numRuns: 10_000 });
    const answers = askHelm(
      tools['helm-values'],
      questions.map((item) => ({ defaults: DEFAULTS, values: [FILE], ...item })),
    );
    const of = (list: readonly string[], kind: SetKind) => list.map((item) => [item, kind] as const);
    let equal = 0;
    const wrong: unknown[] = [];
    for (const [i, { setJson, set, setString }] of questions.entries()) {
      const helm = answers[i];
      const ours = tryStack(DEFAULTS, { 'f.yaml': FILE }, [
        ...of(setJson, 'json'),
        ...of(set, 'typed'),
        ...of(setString, 'string'),
      ]);
      if (!helm) throw new Error('an answer is missing');
      const value = typeof ours === 'string' ? ours : JSON.stringify(inOrder(withoutNulls(ours.data)));
      const expected = 'values' in helm ? JSON.stringify(inOrder(withoutNulls(helm.values))) : helm.error;
      const same =
        'values' in helm
          ? typeof ours === 'string'
            ? STRICTER.some((reason) => ours.includes(reason))
            : value === expected
          : typeof ours === 'string' || helm.error.includes(LOOSER.error);
      if ('values' in helm && typeof ours !== 'string') equal++;
      if (!same && ![...setJson, ...set, ...setString].some((line) => LOOSER.lost.test(line)))
        wrong.push({ setJson, set, setString, value, expected });
    }
    expect({ seed, wrong: wrong.slice(0, 10).map((item) => JSON.stringify(item).slice(0, 2400)), count: wrong.length }).toEqual({
      seed,
      wrong: [],
      count: 0,
    });
    expect(equal).toBeGreaterThan(1000);
  }, 120_000);
});

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const map: Readonly<Record<string, unknown>> = { ...value };
  return Object.fromEntries(
    Object.keys(map)
      .toSorted()
      .map((key) => [key, inOrder(map[key])]),
  );
}
