import { resolvePlain } from './resolve.js';

// Text for Helm's reader, but for others a date, a number without digits, NaN or infinity (npm `yaml` and the commits `e12345`, `57e9116`).
const ODD = /^(\d{4}-\d\d?-\d\d?|0[xXbB]_+|(\d[\d_.]*)?[eE]-?\d+)$/;

/** True if YAML 1.1 and 1.2 readers all take a word without quotes for that very string. Made for tags and the names of keys. */
export const staysText = (word: string, flow: boolean): boolean =>
  resolvePlain(word) === word && !ODD.test(word) && !(flow && word.includes(':'));
