import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal (FIPS 180-4). */
export const sha256 = (text: string): string => bytesToHex(hash(utf8ToBytes(text)));

/** The digest of a rendered stream as every face prints it: `sha256:<64 hex>`. */
export const digestOf = (stream: string): string => `sha256:${sha256(stream)}`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text's UTF-8 bytes in base64 (RFC 4648, section 4). The core has neither Buffer nor btoa. */
export function base64(text: string): string {
  const bytes = utf8ToBytes(text);
  const out: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    for (const shift of [18, 12, 6, 0]) out.push(ALPHABET[(bits >> shift) & 63] ?? '');
    if (c === undefined) out.splice(b === undefined ? -2 : -1, 2, b === undefined ? '==' : '=');
  }
  return out.join('');
}
