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

/** True for what people write: no controls but white space. */
const isText = (text: string): boolean => /^[\t\n\r -~\x80-\xff]*$/.test(text);

/** Lines of MIME or one run. */
const RUN = /(?:[A-Za-z0-9+/]{60,80}\r?\n[ \t]{0,64}){1,20000}[A-Za-z0-9+/]{0,80}={0,2}|[A-Za-z0-9+/_-]{12,}={0,2}/g;

/** Base64 whose content holds a secret. */
export const encodedSpans = (text: string, holds: (content: string) => boolean): readonly Span[] =>
  [...text.matchAll(RUN)].flatMap(({ index, 0: run }): readonly Span[] => {
    const content = decoded(run.replace(/[\s=]/g, ''));
    return isText(content) && holds(content) ? [[index, index + run.length]] : [];
  });
