import { expect, test } from '@jest/globals';
import type { Path } from '../../../src/core/index.js';
import { readYamlMap } from '../../../src/core/yaml/read.js';

const text = `# the first line
image: { tag: "v1", 'pull': always }
list:
- one
-   name: two # c
- - deep
empty:
block: |
  several
  lines
merged:
  <<: *d
  own: 1
again: *d
😀: end
`.replace('# the first line', '? &k word\n: &d { word: 1, "two\\u0020words": 2 }');

// Each place as the text that it covers (of its first line), so that a mistake of one column shows.
const lines = text.split('\n');
const read = readYamlMap({ path: 'file.yaml', text });
function covered(path: Path, part: 'key' | 'value'): string | undefined {
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const span = read.value.spanOf(path, part);
  return span && `${span.line}: ${lines[span.line - 1]?.slice(span.column - 1, span.column - 1 + span.length)}`;
}

test.each<[Path, string | undefined, string | undefined]>([
  [['image'], '3: image', `3: { tag: "v1", 'pull': always`],
  [['image', 'tag'], '3: tag', '3: "v1"'],
  [['image', 'pull'], `3: 'pull'`, '3: always'],
  [['list'], '4: list', '5: - one'],
  [['list', 0], '5: one', '5: one'],
  [['list', 1, 'name'], '6: name', '6: two'],
  [['list', 2, 0], '7: deep', '7: deep'],
  [['empty'], '8: empty', '8: :'],
  [['block'], '9: block', '10:   several'],
  [['word', 'two words'], '2: "two\\u0020words"', '2: 2'],
  [['merged', 'word'], '2: word', '2: 1'],
  [['merged', 'own'], '14: own', '14: 1'],
  [['again', 'word'], '2: word', '2: 1'],
  [['😀'], '16: 😀', '16: end'],
  [['image', 'nowhere'], undefined, undefined],
  [['list', 9], undefined, undefined],
  [['image', 'tag', 'deeper'], undefined, undefined],
])('%j', (path, key, value) => {
  expect([covered(path, 'key'), covered(path, 'value')]).toEqual([key, value]);
});
