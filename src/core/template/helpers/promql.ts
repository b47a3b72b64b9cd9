import { type Helper, HelperError } from './helper.js';

// Argo Rollouts gives a condition a number for a scalar query and a list for a vector (metricproviders/prometheus). A condition
// that takes `result` for a number fails on a list with an error at every measurement, and the other way round.
const TAKES_LIST = /\bresult\s*\[|\b(len|all|any|none|one|filter|map|count|first|last)\s*\(\s*result\b/;

/** Strings (one without an end goes to the end of the text), comments and brackets of PromQL. */
const TOKENS = /"(?:\\[\s\S]|[^"\\])*"?|'(?:\\[\s\S]|[^'\\])*'?|`[^`]*`?|#[^\n]*|[()]/g;

/** Where the bracket that opens at `start` closes. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (const match of text.slice(start).matchAll(TOKENS)) {
    if (match[0] === '(') depth++;
    if (match[0] === ')' && --depth === 0) return start + match.index;
  }
  return -1;
}

/** What stands in one outer `scalar(…)`, or undefined. */
function insideScalar(query: string): string | undefined {
  const open = /^\s*scalar\s*\(/.exec(query)?.[0].length;
  if (open === undefined) return undefined;
  const close = closing(query, open - 1);
  return close >= 0 &&
    query
      .slice(close + 1)
      .replace(/#[^\n]*/g, '')
      .trim() === ''
    ? query.slice(open, close).trim()
    : undefined;
}

/** True for arithmetic over nothing but `scalar(…)` and numbers, which is a scalar already: `scalar(a) / scalar(b)`. */
function isScalar(query: string): boolean {
  const text = query.replace(TOKENS, (token) => (/^["'`]/.test(token) ? '""' : token.startsWith('#') ? '' : token));
  const call = /\bscalar\s*\(/g;
  let [rest, end] = ['', 0];
  for (let found = call.exec(text); found; found = call.exec(text)) {
    const close = closing(text, call.lastIndex - 1);
    if (close < 0) return false;
    rest += `${text.slice(end, found.index)}1`;
    end = close + 1;
    call.lastIndex = end;
  }
  return /^[\s\d.()+\-*/%^]+$/.test(rest + text.slice(end));
}

function wrap(query: string): string {
  const text = query.trim();
  return text.includes('\n') || text.includes('#') ? `scalar(\n${text.replace(/^(?=.)/gm, '  ')}\n)\n` : `scalar(${text})`;
}

/** A query of the type that the conditions take: a scalar if they read `result` as a number, a vector if as a list. */
export const promql: Helper = {
  name: 'promql',
  usage: 'promql QUERY CONDITION …',
  summary: 'The query as its conditions need it: in `scalar(…)` if they read `result` as a number, plain if they index it.',
  example: ['query: {{promql "up" "result > 0"}}', 'query: scalar(up)'],
  arity: [2, 3],
  lenient: true,
  call: ([query = null, ...conditions]) => {
    if (typeof query !== 'string') throw new HelperError('the query must be a string');
    const used = conditions.filter((condition): condition is string => typeof condition === 'string' && condition !== '');
    const lists = used.filter((condition) => TAKES_LIST.test(condition));
    if (lists.length > 0 && lists.length < used.length)
      throw new HelperError('one condition reads `result` as a list, the other as a number', {
        fix: 'write `result[0]` in both, or in neither',
      });
    if (lists.length > 0) return insideScalar(query) ?? query;
    return isScalar(query) ? query : wrap(query);
  },
};

/** The conditions of a metric, with what to say when there is no traffic and so no number (0/0 is NaN). */
export const noData: Helper = {
  name: 'noData',
  usage: 'noData CHOICE CONDITION [failure=true]',
  summary:
    'A success condition for idle services: with `pass` no data succeeds, with `inconclusive` it neither succeeds nor fails.',
  example: ['successCondition: {{noData "pass" "result > 1"}}', 'successCondition: isNaN(result) || (result > 1)'],
  arity: [2, 2],
  named: ['failure'],
  call: ([choice = null, condition = null], { failure }) => {
    if (typeof condition !== 'string') throw new HelperError('the condition must be a string');
    const list = TAKES_LIST.test(condition);
    const [none, some] = list
      ? ['len(result) == 0 || isNaN(result[0])', 'len(result) > 0 && !isNaN(result[0])']
      : ['isNaN(result)', '!isNaN(result)'];
    if (choice === 'inconclusive') return `${some} && ${failure === true ? '!' : ''}(${condition})`;
    if (failure === true) return null;
    return choice === 'pass' ? `${none} || (${condition})` : condition;
  },
};
