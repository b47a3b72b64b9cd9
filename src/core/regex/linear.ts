import { memo } from '../base/memo.js';
import load from './load.cjs';

/** A regular expression of a user's file. `size` is how many states it has: a text takes at most that many steps a character. */
export interface LinearRegex {
  readonly test: (text: string) => boolean;
  readonly size: number;
}

/**
 * Compiles what users wrote by RE2's rules, which are those of Helm, Prometheus and Argo: it takes linear time whatever the text is. Gives
 * the reason for what RE2 does not know (https://github.com/google/re2/wiki/Syntax): lookaround, backreferences, more than 1,000 repeats.
 */
export const linearRegex = memo((pattern): LinearRegex | string => {
  try {
    const compiled = load.re2().RE2JS.compile(pattern);
    return { test: (text) => compiled.test(text), size: compiled.programSize() };
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith('RE2JS')) throw error;
    return error.message.replace(/^error parsing regexp: /, '');
  }
});
