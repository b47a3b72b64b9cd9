import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWith } from '../../oracle.js';
import { valuesFile } from './generate.js';
import { askHelm, withoutNulls } from './helm.js';
import { readMap } from './read.js';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describeWith(['helm-values'], 'values files are read as Helm reads them', (tools) => {
  test(`1000 files, SEED=${seed}`, () => {
    const files = fc.sample(valuesFile, { numRuns: 1000, seed });
    const answers = askHelm(
      tools['helm-values'],
      files.map((defaults) => ({ defaults })),
    );
    let read = 0;
    for (const [i, text] of files.entries()) {
      const ours = readMap(text);
      const helm = answers[i];
      const refused = Array.isArray(ours);
      // Duplicate keys are a mistake here, where Helm lets the last one win: `y: 1` and `on: 2`.
      if (refused && ours.every((item) => String(item).startsWith('yaml/duplicate-key'))) continue;
      if (refused && helm && 'error' in helm) continue;
      if (!refused) read++;
      const expected = helm && 'values' in helm ? helm.values : helm;
      expect({ text, value: refused ? ours : withoutNulls(ours) }).toEqual({ text, value: expected });
    }
    expect(read).toBeGreaterThan(700);
  });
});
