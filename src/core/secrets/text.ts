import { encodedSpans } from './encoded.js';
import { formSpans, HIDDEN } from './forms.js';
import { manifestSpans } from './manifest.js';
import { pairSpans } from './pairs.js';
import { pgpassSpans } from './pgpass.js';
import { merged, replaced, type Span } from './spans.js';

/** Base64 of base64 is decoded, and no further. */
const DEPTH = 2;

/** Where secrets stand in a text, in order; found by their form, by their name, and in base64 of such a text. */
export function secretSpans(text: string, depth = DEPTH): readonly Span[] {
  if (text.length < 4) return [];
  const inside = depth > 0 ? encodedSpans(text, (content) => secretSpans(content, depth - 1).length > 0) : [];
  return merged([...formSpans(text), ...pairSpans(text), ...pgpassSpans(text), ...manifestSpans(text), ...inside]);
}

/** A secret that takes the place of another, so that a change of it is seen. */
const NEW = '(new secret)';

/** The two sides of a change without their secrets; one that the old side does not have is a new one. */
export function concealedSides<Before extends string | undefined, After extends string | undefined>(
  before: Before,
  after: After,
  spansOf: (text: string) => readonly Span[] = secretSpans,
): readonly [Before | string, After | string] {
  const found = before === undefined ? [] : spansOf(before);
  const known = new Set(found.map((span) => before?.slice(...span)));
  const hide = (part: string) => (before === undefined || known.has(part) ? HIDDEN : NEW);
  return [
    before === undefined ? before : replaced(before, found, () => HIDDEN),
    after === undefined ? after : replaced(after, spansOf(after), hide),
  ];
}

/** A text without its secrets. */
export const concealed = (text: string): string => replaced(text, secretSpans(text), () => HIDDEN);
