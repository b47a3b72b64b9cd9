import type { Span } from './spans.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...ALPHABET, '-', '_'].map((letter, i) => [letter, i < 64 ? i : i - 2]));

/** The bytes of base64 of either alphabet, each as a character, which is enough to look for ASCII in them (RFC 4648, sections 4 and 5). */
export function decoded(text: string): string {
  const out: string[] = [];
  let [bits, count] = [0, 0];
  for (const letter of text) {
    bits = ((bits << 6) | (VALUES.get(letter) ?? 0)) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push(String.fromCharCode((bits >> count) & 0xff));
    }
  }
  return out.join('');
}

/** True for what users write: no controls but white space. */
const isText = (text: string): boolean => /^[\t\n\r -~\x80-\xff]*$/.test(text);

/** Lines of a base64 text, as MIME and PEM write it, have 64 or 76 letters. */
const WRAPPED = 60;
const SHORTEST = 12;

function* runsIn(text: string): Iterable<Span> {
  let run: Span | undefined;
  let length = 0;
  for (const { index, 0: part } of text.matchAll(/[\w+/-]+={0,2}/g)) {
    const goesOn =
      run !== undefined && length >= WRAPPED && /^\r?\n[ \t]*$/.test(text.slice(run[1], Math.min(index, run[1] + 80)));
    if (!goesOn && run) yield run;
    run = [goesOn && run ? run[0] : index, index + part.length];
    length = part.length;
  }
  if (run) yield run;
}

/** Base64 whose content holds a secret. */
export const encodedSpans = (text: string, holds: (content: string) => boolean): readonly Span[] =>
  [...runsIn(text)].filter(([start, end]) => {
    if (end - start < SHORTEST) return false;
    const content = decoded(text.slice(start, end).replace(/[\s=]/g, ''));
    return isText(content) && holds(content);
  });
