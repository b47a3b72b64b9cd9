import type { Severity } from '../core/index.js';

const sgr = (code: number, colour: boolean) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

/** ANSI colours if asked for (ECMA-48, SGR); whether they suit the terminal is for the caller to know. */
export const painter = (colour: boolean) => ({
  bold: sgr(1, colour),
  dim: sgr(2, colour),
  red: sgr(31, colour),
  green: sgr(32, colour),
  yellow: sgr(33, colour),
  cyan: sgr(36, colour),
});

export type Paint = ReturnType<typeof painter>;

export const severityColour = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<Severity, keyof Paint>;
