import { AGGREGATIONS, FUNCTIONS, type QueryType } from './functions.js';
import { promDuration, type Query } from './grammar.js';

/** Words of the language that are not names here, and those that stand for a name and more: the grammar is asked about them. */
const WORDS = new Set(
  'and or unless atan2 bool on ignoring group_left group_right fill fill_left fill_right by without offset start end step range inf nan limitk limit_ratio min_of max_of anchored smoothed'.split(
    ' ',
  ),
);
/** Higher binds closer. */
const PRECEDENCE: Readonly<Record<string, number>> = { or: 1, and: 2, unless: 2, '+': 3, '-': 3, '*': 4, '/': 4, '%': 4 };
const SET = new Set(['or', 'and', 'unless']);

const NAME = /[a-zA-Z_][\w:]*/y;
const LABEL = /[a-zA-Z_]\w*/y;
const NUMBER = /(0|[1-9]\d*)(\.\d+)?/y;
const DURATION = /[1-9]\d*(ms|[smhdwy])/y;
const MATCH = /(=~|!~|!=|=)[ \t\r\n]*"[^"\\\n]*"/y;
const OPERATOR = /[-+*/%]|(and|or|unless)\b/y;
const GROUPING = /(by|without)\b/y;
const COMMA = /,/y;
const OPEN = /\(/y;
const CLOSE = /\)/y;
const OPEN_LABELS = /\{/y;
const CLOSE_LABELS = /\}/y;
const OPEN_RANGE = /\[/y;
const CLOSE_RANGE = /\]/y;
const END = /$/y;

/** Beyond it a query may be nested deeper than this may call itself. */
const LONGEST = 2000;

/** Thrown where a query leaves the common form. */
class Uncommon extends Error {}

/**
 * Reads a query in the form that most have: calls, aggregations, sums and ratios of named selectors and plain numbers. Undefined for
 * anything else and for all that is wrong: the grammar knows, and takes a cold process ten milliseconds to load. What this does answer
 * the grammar would answer as well (test/core/query/common.test.ts).
 */
export function readCommon(text: string): Query | undefined {
  if (text.length > LONGEST) return undefined;
  const ranges: number[] = [];
  const divisors: string[] = [];
  let at = 0;

  function skip(): void {
    while (' \t\r\n'.includes(text[at] ?? '.')) at++;
  }
  /** What stands next, if it has this form and ends where its word does; spaces before it are passed over. */
  function take(form: RegExp): string | undefined {
    skip();
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found === undefined || (/\w$/.test(found.slice(-1)) && /[\w.:]/.test(text[at + found.length] ?? ''))) return undefined;
    at += found.length;
    return found;
  }
  function must(form: RegExp): string {
    const found = take(form);
    if (found === undefined) throw new Uncommon();
    return found;
  }
  function list(item: () => void, end: RegExp): void {
    if (take(end) !== undefined) return;
    do item();
    while (take(COMMA) !== undefined);
    must(end);
  }
  function label(): void {
    if (WORDS.has(must(LABEL).toLowerCase())) throw new Uncommon();
  }

  function call(takes: readonly QueryType[], least: number): void {
    const given: QueryType[] = [];
    list(() => void given.push(sum(0)), CLOSE);
    if (given.length < least || given.length > takes.length || given.some((type, i) => type !== takes[i])) throw new Uncommon();
  }

  function aggregation(first: QueryType | undefined): QueryType {
    const labels = () => {
      if (take(GROUPING) === undefined) return false;
      must(OPEN);
      list(label, CLOSE);
      return true;
    };
    const before = labels();
    must(OPEN);
    call(first ? [first, 'vector'] : ['vector'], first ? 2 : 1);
    if (!before) labels();
    return 'vector';
  }

  function selector(): QueryType {
    const matcher = () => {
      label();
      must(MATCH);
    };
    if (take(OPEN_LABELS) !== undefined) list(matcher, CLOSE_LABELS);
    if (take(OPEN_RANGE) === undefined) return 'vector';
    const length = promDuration(must(DURATION)) ?? 0;
    must(CLOSE_RANGE);
    if (length === 0) throw new Uncommon();
    ranges.push(length);
    return 'matrix';
  }

  function operand(): QueryType {
    if (take(OPEN) !== undefined) {
      const type = sum(0);
      must(CLOSE);
      return type;
    }
    if (take(NUMBER) !== undefined) return 'scalar';
    const name = must(NAME);
    if (WORDS.has(name.toLowerCase())) throw new Uncommon();
    if (AGGREGATIONS.has(name.toLowerCase())) return aggregation(AGGREGATIONS.get(name.toLowerCase()));
    const signature = FUNCTIONS.get(name);
    if (!signature) return selector();
    must(OPEN);
    call(signature.takes, signature.takes.length);
    return signature.gives;
  }

  /** Operands between operators that bind closer than `least`. */
  function sum(least: number): QueryType {
    let left = operand();
    for (;;) {
      const start = at;
      const operator = take(OPERATOR);
      const binds = operator === undefined ? 0 : (PRECEDENCE[operator] ?? 0);
      if (operator === undefined || binds <= least) {
        at = start;
        return left;
      }
      skip();
      const from = at;
      const right = sum(binds);
      if (operator === '/' && right === 'vector') divisors.push(text.slice(from, at).trimEnd());
      const scalars = [left, right].filter((type) => type === 'scalar').length;
      if (left === 'matrix' || right === 'matrix' || (SET.has(operator) && scalars > 0)) throw new Uncommon();
      left = scalars === 2 ? 'scalar' : 'vector';
    }
  }

  try {
    const type = sum(0);
    must(END);
    return { type, ranges, divisors };
  } catch (error) {
    if (error instanceof Uncommon) return undefined;
    throw error;
  }
}
