import { concealedSides } from '../core/index.js';
import { cleanStart } from './clean.js';
import { diffLines } from './lines.js';
import { signed } from './object-lines.js';
import { painter } from './paint.js';

/** A text that differs from the one that was expected: `-` was expected, `+` is what came. Undefined is a file that is not there. */
export function formatTextDiff(name: string, expected: string | undefined, actual: string | undefined, colour: boolean): string {
  const paint = painter(colour);
  const what = expected === undefined ? 'is not there yet' : actual === undefined ? 'should not be there' : 'differs';
  const lines = diffLines(...concealedSides(expected, actual)).map((line) => `  ${signed(line, paint)}\n`);
  return `${paint.bold(cleanStart(name))} ${what}\n${lines.join('')}`;
}
