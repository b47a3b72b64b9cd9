import type { Expression } from 'jsep';
import load from './load.cjs';

/** jsep reads JavaScript; these are the words of expr, with their precedence there. */
const WORDS: readonly (readonly [string, number])[] = [
  ['or', 1],
  ['||', 1],
  ['and', 2],
  ['&&', 2],
  ['in', 7],
  ['contains', 7],
  ['startsWith', 7],
  ['endsWith', 7],
  ['matches', 7],
  ['??', 1],
  ['**', 12],
  ['..', 8],
];
let ready = false;

/** A parser of expr, the language of conditions, as far as jsep's operators and hooks take it. Loaded with the first condition. */
export function parser() {
  const jsep = load.expressionParser();
  if (ready) return jsep;
  ready = true;
  for (const [word, precedence] of WORDS) jsep.addBinaryOp(word, precedence);
  jsep.addUnaryOp('not');
  jsep.addLiteral('nil', null);
  jsep.addIdentifierChar('#');
  // A closure, `{# > 1}`, holds an expression.
  jsep.hooks.add('gobble-token', function (this: unknown, env: { node?: Expression; context?: unknown }) {
    const context = this as {
      char: string;
      code: number;
      index: number;
      gobbleSpaces(): void;
      gobbleExpression(): Expression;
      throwError(text: string): never;
    };
    const text = () => context.char;
    context.gobbleSpaces();
    if (text() !== '{') return;
    context.index++;
    const body = context.gobbleExpression();
    context.gobbleSpaces();
    if (text() !== '}') context.throwError('Unclosed {');
    context.index++;
    env.node = { type: 'Closure', body } as Expression;
  });
  return jsep;
}
