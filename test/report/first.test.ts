import { expect, test } from '@jest/globals';
import { finding } from '../../src/core/index.js';
import { formatFindings } from '../../src/report/index.js';

const many = Array.from({ length: 50_000 }, (_, i) =>
  finding('values/unknown-key', `key ${i}`, {
    origin: { from: 'file', path: i % 2 ? 'a.yaml' : 'b.yaml', line: i + 1, column: 1, length: 1 },
  }),
);

test.each(['pretty', 'text'] as const)('people are not flooded by %s', (format) => {
  const text = formatFindings(many, format);
  expect(text).toContain(
    'b.yaml: values/unknown-key: and 24900 more (all with --format json)\na.yaml: values/unknown-key: and 24900 more',
  );
  expect(text.split('\n').length).toBeLessThan(500);
});

test.each(['json', 'github', 'junit'] as const)('programs get all by %s', (format) => {
  expect(formatFindings(many, format)).toContain('key 49999');
});
