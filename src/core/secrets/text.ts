import { encodedSpans } from './encoded.js';
import { formSpans } from './forms.js';
import { manifestSpans } from './manifest.js';
import { pairSpans } from './pairs.js';
import { merged, replaced, type Span } from './spans.js';

/** Base64 of base64 is decoded, and no further. */
const DEPTH = 2;

/** Where secrets stand in a text, in order; found by their form, by their name, and in base64 of such a text. */
export function secretSpans(text: string, depth = DEPTH): readonly Span[] {
  if (text.length < 4) return [];
  const inside = depth > 0 ? encodedSpans(text, (content) => secretSpans(content, depth - 1).length > 0) : [];
  return merged([...formSpans(text), ...pairSpans(text), ...manifestSpans(text), ...inside]);
}

export const HIDDEN = '(secret)';

/** A text without its secrets. */
export const concealed = (text: string): string => replaced(text, secretSpans(text), () => HIDDEN);
