import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { editScalar } from '../../../src/core/promotion/index.js';
import { tags, valuesFiles } from './files.js';

const VERSIONS = ['1.1', '1.2'] as const;

function edited(text: string, path: readonly string[], tag: string): string {
  const outcome = editScalar({ path: 'values.yaml', text }, path, tag);
  if (!outcome.ok) throw new Error(outcome.findings[0]?.message);
  return outcome.value.text;
}

/** What an independent reader makes of a text, the value at a path set to the tag. */
function readWith(text: string, version: (typeof VERSIONS)[number], path: readonly string[], tag: string): unknown {
  const data: unknown = parse(text, { version, logLevel: 'silent' }) ?? {};
  let here = data;
  for (const [i, step] of path.entries()) {
    if (typeof here !== 'object' || here === null) throw new Error(`no map at ${step}`);
    const map = here as Record<string, unknown>;
    if (i === path.length - 1) map[step] = tag;
    else here = map[step] ??= {};
  }
  return data;
}

test('an existing scalar: every byte around it stays, and every reader sees the tag as a string and all else as before', () => {
  fc.assert(
    fc.property(valuesFiles, tags, ({ head, scalar, tail, path }, tag) => {
      const before = head + scalar + tail;
      const after = edited(before, path, tag);
      expect(after.startsWith(head) && after.endsWith(tail) && after.length > head.length + tail.length).toBe(true);
      for (const version of VERSIONS)
        expect(parse(after, { version, logLevel: 'silent' })).toEqual(readWith(before, version, path, tag));
      const written = after.slice(head.length, after.length - tail.length);
      if (/^['"]/.test(scalar)) expect(written).toBe(`${scalar[0]}${tag}${scalar[0]}`);
      else expect([tag, `"${tag}"`]).toContain(written);
    }),
    { numRuns: 600 },
  );
});

test('a plain tag gets quotes only where a reader needs them', () => {
  fc.assert(
    fc.property(tags, (tag) => {
      const same = VERSIONS.every((version) => parse(`a: ${tag}`, { version, logLevel: 'silent' }).a === tag);
      const quoted = edited('a: v1', ['a'], tag).includes('"');
      if (!same) expect(quoted).toBe(true);
      else if (!/^([yn]|\d[\d_xobe.-]*)$/i.test(tag)) expect(quoted).toBe(false);
    }),
    { numRuns: 600 },
  );
});

test('a missing key: one piece of text is added, and every reader sees the tag there and all else as before', () => {
  fc.assert(
    fc.property(valuesFiles, tags, ({ bare, path }, tag) => {
      const after = edited(bare, path, tag);
      let same = 0;
      while (same < bare.length && bare[same] === after[same]) same++;
      const rest = bare.length - same;
      expect(after.slice(after.length - rest)).toBe(bare.slice(same));
      expect(after.length).toBeGreaterThan(bare.length);
      expect(bare.includes('\r\n') && /[^\r]\n/.test(after)).toBe(false);
      for (const version of VERSIONS)
        expect(parse(after, { version, logLevel: 'silent' })).toEqual(readWith(bare, version, path, tag));
    }),
    { numRuns: 600 },
  );
});
