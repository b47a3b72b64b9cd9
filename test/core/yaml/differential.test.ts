import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readYamlMap } from '../../../src/core/yaml/read.js';
import { describeWith } from '../../oracle.js';
import { seed } from '../../seed.js';
import { valuesFile } from './generate.js';
import { askHelm, withoutNulls } from './helm.js';
import { soup } from './soup.js';

/** What is refused here and taken by Helm, on purpose: the table of docs/values.md. By code, or by what stands in the message. */
const STRICTER = [
  // Said of a key that is set twice, of a second document, of more aliases and keys than a person writes, and of keys that JSON does not have.
  /^yaml\/(duplicate-key|several-documents|too-many-aliases|forbidden-key|complex-key)/,
  // An infinity that stands in a key, or below one that is set again.
  /^yaml\/not-json/,
  // Helm reads no further than the first document, and says nothing of what follows.
  /end of the stream or a document separator is expected/,
  // A comment without a space before it, where go-yaml takes it for one: `a: []#x`, `a: |#x`, and `{a: b}:c`.
  /bad indentation of a (mapping|sequence) entry|a line break is expected|a whitespace character is expected after/,
  // Invisible characters, and two anchors for one value.
  /invisible character|carriage return|duplication of an anchor/,
  // Tabs in the white space of a text of several lines.
  /tab characters must not be used/,
];

/** Behind `...` or a `---` Helm does not look: whatever is wrong there is wrong in a second document. */
const isSecondDocument = (text: string) => /\n(\.\.\.|---)/.test(text);

describeWith(['helm-values'], 'values files are read as Helm reads them', (tools) => {
  test.each([
    ['that people write', valuesFile, 5000, 3500],
    ['of all that readers stumble over', soup, 5000, 300],
  ])(
    `%s, SEED=${seed}`,
    (_, documents, numRuns, least) => {
      const files = fc.sample(documents, { numRuns });
      const answers = askHelm(
        tools['helm-values'],
        files.map((defaults) => ({ defaults })),
      );
      let read = 0;
      const wrong: unknown[] = [];
      for (const [i, text] of files.entries()) {
        const ours = readYamlMap({ path: 'values.yaml', text });
        const helm = answers[i];
        if (!helm) throw new Error('an answer is missing');
        const reasons = ours.findings.filter((item) => item.severity === 'error').map((item) => `${item.code} ${item.message}`);
        const placed = ours.findings.every((item) => item.origin?.from === 'file');
        const stricter = isSecondDocument(text) || reasons.every((reason) => STRICTER.some((known) => known.test(reason)));
        if (ours.ok && 'values' in helm) read++;
        const value = ours.ok ? JSON.stringify(inOrder(withoutNulls(ours.value.data))) : '';
        const isSame =
          'values' in helm
            ? ours.ok
              ? value === JSON.stringify(inOrder(helm.values))
              : stricter
            : !ours.ok || isSecondDocument(text);
        if (!isSame || !placed) wrong.push({ text, ours: ours.ok ? value : reasons, helm });
      }
      expect({ seed, wrong }).toEqual({ seed, wrong: [] });
      expect(read).toBeGreaterThan(least);
    },
    120_000,
  );
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
