import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as report from '../../src/report/index.js';
import { changes, finding, findingsOf, hostile } from './arbitraries.js';

/** Cc but the line break, Cf, lone surrogates and line separators: nothing of them may reach a terminal or a page. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200b)\p{Cf}/u;
const COMMAND = /^\s*::|##\[/m;
const SECRET = /canary|Y2FuYXJ5/;

const environment = fc.record({
  environment: hostile,
  digest: fc.record({ before: hostile, after: hostile }, { requiredKeys: [] }),
  changes,
  findings: fc.array(finding, { maxLength: 4 }),
});
const preview = fc.record({
  apps: fc.array(fc.record({ app: hostile, environments: fc.array(environment, { maxLength: 3 }) }), { maxLength: 3 }),
});
const promotion = fc.record({
  environment: hostile,
  kind: fc.constantFrom('promotion' as const, 'rollback' as const),
  apps: fc.array(
    fc.record({
      app: hostile,
      to: hostile,
      lines: fc.array(fc.record({ path: hostile, line: fc.nat() })),
      shared: fc.array(hostile),
      changes,
      digest: fc.record({ after: hostile }),
      findings: fc.array(finding),
      timelines: fc.array(fc.record({ name: hostile, steps: fc.array(hostile), pauses: fc.nat(), manual: fc.boolean() })),
      commits: fc.record({ url: fc.constant('https://github.com/a/b/compare/c...d'), subjects: fc.array(hostile) }),
    }),
    { maxLength: 3 },
  ),
  reasons: fc.array(hostile),
  next: fc.array(hostile),
});
const edit = fc.record({ path: hostile, line: fc.nat(), before: hostile, after: hostile });
const plan = fc.array(
  fc.record({
    app: hostile,
    tag: hostile,
    environments: fc.array(
      fc.record({
        environment: hostile,
        decision: fc.constantFrom(...(['bump', 'supersede', 'close', 'none', 'wait', 'refuse'] as const)),
        reason: hostile,
        from: hostile,
        to: hostile,
        edits: fc.array(edit, { maxLength: 2 }),
        changes,
        findings: fc.array(finding),
        objects: fc.nat(),
      }),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 2 },
);

test('annotations are one command per finding, whatever is in them', () => {
  fc.assert(
    fc.property(findingsOf, (list) => {
      const grouped = report.groupFindings(list);
      const lines = report.formatFindings(grouped, 'github').split('\n').slice(0, -1);
      expect(lines.length).toBe(grouped.length);
      for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) ([^:]*)::/);
      expect(lines.join('\n')).not.toMatch(INVISIBLE);
    }),
  );
});

test('the other formats forge no command and no escape; json gives back what it was given', () => {
  fc.assert(
    fc.property(findingsOf, hostile, (list, source) => {
      const grouped = report.groupFindings(list);
      for (const as of ['pretty', 'text', 'json'] as const) {
        const text = report.formatFindings(grouped, as, { sources: () => source });
        expect(text).not.toMatch(INVISIBLE);
        expect(text).not.toMatch(COMMAND);
      }
      expect(report.formatFindings(grouped, 'text').split('\n').length).toBe(grouped.length + 1);
      expect(JSON.parse(report.formatFindings(grouped, 'json')).findings).toEqual(grouped);
    }),
  );
});

test('no comment or body is over its limit, shows a secret, or holds what cannot be seen', () => {
  fc.assert(
    fc.property(preview, promotion, fc.integer({ min: 1000, max: 4000 }), (input, bump, limit) => {
      const comment = report.previewComment(input, limit);
      expect(comment.length).toBeLessThanOrEqual(limit);
      expect(comment.startsWith(`${report.previewMarker('')}\n### Fairlead: `)).toBe(true);
      for (const text of [comment, report.previewSummary(input), report.promotionBody(bump)]) {
        expect(text).not.toMatch(SECRET);
        expect(text).not.toMatch(INVISIBLE);
      }
    }),
  );
});

test('a plan forges no command and no escape, and shows no secret', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const text = report.formatPlan(input, { seconds: 1 });
      expect(text).not.toMatch(INVISIBLE);
      expect(text).not.toMatch(COMMAND);
      expect(text).not.toMatch(SECRET);
    }),
  );
});

test('nothing in an embedded text mentions, refers or closes the marker', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (app, environment, tag) => {
      expect(report.promotionMarker({ app, environment, tag, kind: 'promotion' })).toMatch(
        /^<!-- fairlead:promotion app=[^<>\s]* environment=[^<>\s]* tag=[^<>\s]* -->$/,
      );
    }),
  );
});
