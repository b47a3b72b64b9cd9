import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal (FIPS 180-4). */
export const sha256 = (text: string): string => bytesToHex(hash(utf8ToBytes(text)));

/** The digest of a rendered stream as every face prints it: `sha256:<64 hex>`. */
export const digestOf = (stream: string): string => `sha256:${sha256(stream)}`;
