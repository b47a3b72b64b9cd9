import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { at, isList, type Json } from '../../../src/core/base/json.js';
import { readCommon } from '../../../src/core/query/common.js';
import { readQuery } from '../../../src/core/query/grammar.js';
import { readYaml } from '../../../src/core/yaml/read.js';

const queries = readFileSync('test/core/query/queries.txt', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line.split('\t')[1] ?? '""') as string);

/** The queries that the built-in bundles make in their tests. */
const ours = readdirSync('templates', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('expected.yaml') && !path.includes('override-queries'))
  .flatMap((path) => {
    const read = readYaml({ path, text: readFileSync(`templates/${path}`, 'utf8') });
    return read.ok ? read.value : [];
  })
  .flatMap(({ data }) => {
    const metrics = at(data, ['spec', 'metrics']);
    return isList(metrics) ? metrics.map((metric: Json) => at(metric, ['provider', 'prometheus', 'query'])) : [];
  })
  .filter((query) => typeof query === 'string');

/** Where the quick way answers, it answers as the grammar does. */
function agrees(query: string): boolean {
  const quick = readCommon(query);
  if (quick !== undefined) expect([query, quick]).toEqual([query, readQuery(query)]);
  return quick !== undefined;
}

test('queries of the built-in bundles are common: a cold process does not load the grammar for them', () => {
  expect(ours.length).toBeGreaterThan(10);
  expect(ours.filter((query) => !agrees(query))).toEqual([]);
});

test('known queries are read as the grammar reads them', () => {
  expect(queries.filter(agrees).length).toBeGreaterThan(40);
});

test('every word of the language is a name to both, or to the grammar alone', () => {
  const words = parser.nodeSet.types.flatMap(({ name }) => [
    name,
    name.toLowerCase(),
    name.replace(/\B([A-Z])/g, '_$1').toLowerCase(),
  ]);
  for (const word of words)
    for (const query of [
      word,
      `${word}{a="b"}`,
      `x{${word}="b"}`,
      `sum by (${word}) (x)`,
      `${word}(x)`,
      `x ${word} y`,
      `${word} + 1`,
    ])
      agrees(query);
});

const pick = (words: string) => fc.constantFrom(...words.split(' '));
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    pick('x http_requests:rate5m 0 1 0.95 1.5 10'),
    fc
      .tuple(
        pick('x up'),
        pick('a job le'),
        pick('= != =~ !~'),
        pick('b 5.. .* "" x\\d'),
        pick('5m 30s 1h 0s 100ms 5 1h30m 1:1m'),
      )
      .map(([name, label, sign, value, range]) => `${name}{${label}${sign}"${value}"}[${range}]`),
    fc
      .tuple(
        pick('rate sum avg scalar vector topk time clamp_min histogram_quantile round hour label_join max'),
        fc.array(tie('tree'), { maxLength: 3 }),
      )
      .map(([name, items]) => `${name}(${items.join(', ')})`),
    fc
      .tuple(pick('sum max count_values quantile'), pick('by without'), pick('(a) () (le,job) (by)'), tie('tree'), fc.boolean())
      .map(([name, word, labels, of, first]) =>
        first ? `${name} ${word} ${labels} (${of})` : `${name}(${of}) ${word} ${labels}`,
      ),
    fc.tuple(tie('tree'), pick('+ - * / % ^ and or unless > == atan2'), tie('tree')).map((parts) => parts.join(' ')),
    tie('tree').map((of) => `(${of})`),
  ),
}));

test('made-up queries are read as the grammar reads them', () => {
  let quick = 0;
  fc.assert(
    fc.property(tree, (query) => void (agrees(query) && quick++)),
    { numRuns: 2000 },
  );
  expect(quick).toBeGreaterThan(200);
});

test('queries with a piece cut out, doubled or put in are read as the grammar reads them', () => {
  const piece = pick('( ) { } [ ] , = " + - / or by 5m 1 x sum rate # . : \n offset bool @ \\');
  const broken = fc
    .tuple(fc.constantFrom(...queries, ...ours), fc.nat(), fc.nat(4), fc.oneof(piece, fc.constant('')))
    .map(([query, place, length, put]) => {
      const start = place % (query.length + 1);
      return query.slice(0, start) + put + query.slice(start + length);
    });
  fc.assert(
    fc.property(broken, (query) => void agrees(query)),
    { numRuns: 3000 },
  );
});
