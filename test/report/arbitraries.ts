import fc from 'fast-check';
import { diffObjects } from '../../src/core/diff/index.js';
import { CODES, type FindingCode, type Json, type JsonMap, type RenderedObject } from '../../src/core/index.js';
import type { FindingsOf } from '../../src/report/index.js';

/** Text as an attacker writes it: workflow commands, escapes, Markdown, HTML, mentions, broken Unicode. */
export const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r',
        '\r\n',
        '\u2028',
        '\u0085',
        '::',
        '::error::x',
        '##[add-mask]x',
        '\u001b[31m',
        '\u009b0m',
        '\u202e',
        '\ud83d',
        '%0A',
      ),
      fc.constantFrom(
        '`',
        '```',
        '~~~',
        '|',
        '<b>',
        '</details>',
        '-->',
        '--',
        '@octocat',
        '#1',
        'GH-1',
        '[a](b)',
        'https://x.y',
        '\\',
        '&lt;',
        '😀',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const codes = fc.constantFrom(...Object.keys(CODES)).filter((code): code is FindingCode => code in CODES);
const at = fc.integer({ min: 1, max: 40 });
const origin = fc.oneof(
  fc.record({ from: fc.constant('file' as const), path: hostile, line: at, column: at, length: at }),
  fc.record({ from: fc.constantFrom('flag' as const, 'parameter' as const), name: hostile }),
);
const object = fc.record({ apiVersion: hostile, kind: hostile, name: hostile });
const severity = fc.constantFrom('error' as const, 'warning' as const, 'note' as const);

export const finding = fc.record(
  { code: codes, severity, message: hostile, fix: hostile, origin, object, pointer: hostile },
  { requiredKeys: ['code', 'severity', 'message'] },
);
export const findingsOf: fc.Arbitrary<FindingsOf[]> = fc.array(
  fc.record({ app: hostile, environment: hostile, findings: fc.array(finding, { maxLength: 5 }) }),
  {
    maxLength: 4,
  },
);

const value: fc.Arbitrary<Json> = fc.oneof(
  hostile,
  fc.integer(),
  fc.dictionary(hostile, hostile, { maxKeys: 4 }),
  fc.array(hostile, { maxLength: 4 }),
);
const toObject = (kind: string, name: string, data: JsonMap): RenderedObject => ({
  ref: { apiVersion: 'v1', kind, name },
  data: { apiVersion: 'v1', kind, metadata: { name }, ...data },
  template: '',
  line: 1,
});

/** What a text of a Secret begins with; it must never be seen. */
export const CANARY = 'canary';
const canary = fc.stringMatching(/^canary[a-z]{6}$/).chain((text) => fc.constantFrom(text, Buffer.from(text).toString('base64')));
const secrets = fc.array(
  fc
    .dictionary(fc.constantFrom('a', 'b', '.dockerconfigjson'), canary)
    .map((data) => toObject('Secret', 's', { data, stringData: data })),
  { maxLength: 1 },
);
const things = fc.array(
  fc.tuple(hostile, value).map(([name, spec]) => toObject('Thing', name, { spec })),
  { maxLength: 6 },
);
const side = fc.tuple(things, secrets).map((lists) => lists.flat());

export const changes = fc.tuple(side, side).map(([base, head]) => diffObjects(base, head));
