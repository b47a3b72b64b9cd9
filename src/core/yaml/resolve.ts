import type { Json } from '../base/json.js';

// What Helm makes of a plain scalar: the resolution of go-yaml v2 (resolve.go) as sigs.k8s.io/yaml uses it.
const WORDS = new Map<string, Json>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);
const NOT_FINITE = /^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const RADIX = /^([-+]?)0(?:([xX])([0-9a-fA-F]+)|([bB])([01]+)|[oO]?([0-7]+))$/;
const LIMITS: Readonly<Record<string, bigint>> = { '': 1n << 64n, '+': 1n << 63n, '-': (1n << 63n) + 1n };

/** The value of an untagged plain scalar; undefined for the infinities and NaN, which JSON does not have. */
export function resolvePlain(text: string): Json | undefined {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (NOT_FINITE.test(text)) return undefined;
  return /^[-+.0-9]/.test(text) ? (numberOf(text) ?? text) : text;
}

const withoutUnderscores = (text: string) =>
  // Behind a leading point, Go's own parser decides: underscores stand between digits only.
  /^\.(.*[^0-9])?_|^\..*_([^0-9]|$)/.test(text) ? text : text.replaceAll('_', '');

/** The whole number that a text spells in at most 64 bits, exactly; undefined for all else. */
export function wholeOf(text: string): bigint | undefined {
  const digits = withoutUnderscores(text);
  const radix = RADIX.exec(digits);
  const decimal = radix ? undefined : /^([-+]?)([0-9]+)$/.exec(digits);
  const [, sign = ''] = radix ?? decimal ?? [];
  const [, , , hex, , binary, octal] = radix ?? [];
  if (!radix && !decimal) return undefined;
  const value = BigInt(hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : (decimal?.[2] ?? '0'));
  // What 64 bits cannot hold is not an integer there.
  if (value >= (LIMITS[sign] ?? 0n)) return undefined;
  return sign === '-' ? -value : value;
}

/** The number that a text spells (octal, hexadecimal, binary, `1_000`, floats), or undefined. */
export function numberOf(text: string): number | undefined {
  const whole = wholeOf(text);
  if (whole !== undefined) return Number(whole) + 0;
  const digits = withoutUnderscores(text);
  const value = FLOAT.test(digits) ? Number(digits) + 0 : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Plain spellings that YAML 1.1 and 1.2 readers take for different values; users mostly meant the text. */
export function surprises(text: string): boolean {
  return (
    /^([yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(text) ||
    /^[-+]?(0[0-7]+|0[bB][01]+|0[oO][0-7]+|[0-9]+_[0-9_]*)$/.test(text)
  );
}
