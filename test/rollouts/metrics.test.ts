import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, pointer } from '../../src/core/index.js';
import { brokenFrom, once } from '../broken/broken.js';
import { LEGAL_FILES, MISTAKE_FILES, objectsIn, read, streamOf } from '../broken/legal.js';
import { errorsIn } from '../core/rules/judge.js';
import { describeWith } from '../oracle.js';
import { metrics } from './argo.js';

const SAMPLE = 150;

describeWith(['rollouts-oracle'], "The controller's checks of metrics", ({ 'rollouts-oracle': tool }) => {
  const templates = (file: string) => objectsIn(file).filter(({ kind }) => String(kind).endsWith('AnalysisTemplate'));
  const analyses = [...LEGAL_FILES, ...MISTAKE_FILES].filter((file) => /kind: (Cluster)?AnalysisTemplate\n/.test(read(file)));
  /** A template made of others: the controller puts their metrics in before it looks. */
  const isMade = (file: string, name: string) =>
    templates(file).some(
      (object) => at(object, ['metadata', 'name']) === name && at(object, ['spec', 'templates']) !== undefined,
    );

  test('refuse nothing that is no error here, and nothing that is legal', () => {
    const refused = analyses.flatMap((file) => {
      try {
        return metrics(tool, file).flatMap(({ name, error }) =>
          error && !isMade(file, name) ? [`${file} ${name}: ${error}`] : [],
        );
      } catch (error) {
        return [`${file} cannot be read: ${String(error).split('\n').at(1)}`];
      }
    });
    expect(refused.filter((text) => !text.startsWith('test/mistakes/'))).toEqual([]);
    expect(refused.filter((text) => errorsIn(read(text.split(' ')[0] ?? '')).length === 0)).toEqual([]);
    expect(refused.length).toBeGreaterThan(5);
  });

  test('refuse no metric with a mistake that is no error here', () => {
    const object = objectsIn('test/legal/analysis/manifests.yaml')[0];
    const folder = mkdtempSync(join(tmpdir(), 'fairlead-metrics-'));
    const file = join(folder, 'template.yaml');
    const every = once((object ? brokenFrom(object) : []).map((item) => ({ broken: item, kind: 'AnalysisTemplate' })));
    const broken = process.env['EVERY'] ? every : fc.sample(fc.constantFrom(...every), SAMPLE);
    const missed = broken.flatMap(({ broken: { object: made, path, how } }) => {
      const text = streamOf([made]);
      writeFileSync(file, text);
      const said = (() => {
        try {
          return metrics(tool, file).find(({ error }) => error !== undefined)?.error;
        } catch (error) {
          return String(error);
        }
      })();
      return said === undefined || errorsIn(text).length > 0 ? [] : [`${pointer(path)}, ${how}: ${said}`];
    });
    rmSync(folder, { recursive: true });
    expect(missed).toEqual([]);
  }, 120_000);
});
