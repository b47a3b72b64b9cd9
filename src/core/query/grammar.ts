import type { SyntaxNode } from '@lezer/common';
import { linearRegex } from '../regex/linear.js';
import { AGGREGATIONS, FUNCTIONS, type QueryType } from './functions.js';
import load from './load.cjs';

/** What a PromQL expression is. `offset` counts UTF-16 units from its beginning. */
export interface Query {
  readonly type?: QueryType;
  readonly error?: { readonly message: string; readonly offset: number };
  /** The range selectors in it, in milliseconds. */
  readonly ranges: readonly number[];
  /** What is divided by, as it is written; numbers left out. */
  readonly divisors: readonly string[];
}

class QueryError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const WORDS: Record<QueryType, string> = {
  scalar: 'a number',
  vector: 'an instant vector',
  matrix: 'a range vector',
  string: 'a text',
};
const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};
const SET = new Set(['And', 'Or', 'Unless']);
const COMPARES = new Set(['Eql', 'EqlSingle', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte']);
const EMPTY_MATCH = /^(=~|!~|!=|=)(.*)$/s;

const children = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
};

/** A PromQL duration such as `1h30m`, or a number of seconds, in milliseconds. */
export function promDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/gy)].reduce((sum, [, n, unit = '']) => sum + Number(n) * (UNITS[unit] ?? 0), 0);
}

/** The name before the last bracket of a text, if that is an open one. */
function calledIn(text: string): string | undefined {
  const open = text.lastIndexOf('(');
  const words =
    open > text.lastIndexOf(')')
      ? text
          .slice(0, open)
          .trimEnd()
          .split(/[^a-z0-9_]/i)
      : [];
  return words.at(-1)?.replace(/^\d+/, '') || undefined;
}

/**
 * Parses a PromQL expression and infers what it gives, as Prometheus does (promql/parser/parse.go, checkAST). Experimental functions
 * count as unknown: a server has them by a flag only.
 */
export function readQuery(text: string): Query {
  const ranges: number[] = [];
  const divisors: string[] = [];
  const source = (node: SyntaxNode) => text.slice(node.from, node.to);

  /** The expressions of a call or aggregation. */
  const argumentsOf = (body: SyntaxNode | undefined) =>
    body ? children(body).filter((child) => child.name !== 'LineComment') : [];

  function want(node: SyntaxNode, type: QueryType, where: string): void {
    const is = typeOf(node);
    if (is !== type) throw new QueryError(`${where} wants ${WORDS[type]}, not ${WORDS[is]}`, node.from);
  }

  function call(node: SyntaxNode): QueryType {
    const [id, body] = [node.getChild('FunctionIdentifier'), node.getChild('FunctionCallBody')];
    const name = id ? source(id) : '';
    const signature = FUNCTIONS.get(name);
    if (!signature) throw new QueryError(`there is no function \`${name}\`, or only behind a feature flag`, node.from);
    const given = argumentsOf(body ?? undefined);
    const { takes, more, gives } = signature;
    const least = more < 0 ? takes.length - 1 : takes.length - more;
    if (given.length < least || (more >= 0 && given.length > takes.length))
      throw new QueryError(
        `\`${name}\` takes ${takes.length} argument${takes.length === 1 ? '' : 's'}, not ${given.length}`,
        node.from,
      );
    for (const [i, argument] of given.entries()) want(argument, takes[i] ?? takes.at(-1) ?? 'vector', `\`${name}\``);
    return gives;
  }

  function aggregate(node: SyntaxNode): QueryType {
    const op = node.getChild('AggregateOp');
    const name = op ? source(op).toLowerCase() : '';
    if (!AGGREGATIONS.has(name)) throw new QueryError(`\`${name}\` is there only behind a feature flag`, node.from);
    const given = argumentsOf(node.getChild('FunctionCallBody') ?? undefined);
    const first = AGGREGATIONS.get(name);
    const wanted: readonly QueryType[] = first ? [first, 'vector'] : ['vector'];
    if (given.length !== wanted.length)
      throw new QueryError(
        `\`${name}\` takes ${wanted.length} argument${wanted.length === 1 ? '' : 's'}, not ${given.length}`,
        node.from,
      );
    for (const [i, argument] of given.entries()) want(argument, wanted[i] ?? 'vector', `\`${name}\``);
    return 'vector';
  }

  function binary(node: SyntaxNode): QueryType {
    const parts = children(node).filter((child) => child.name !== 'LineComment');
    const [left, right] = [parts[0], parts.at(-1)];
    const operator = parts.find((child) => child !== left && child !== right && /^[A-Z]/.test(child.name));
    if (!left || !right || !operator) throw new QueryError('an operator has something on both sides', node.from);
    const types = [typeOf(left), typeOf(right)];
    if (operator.name === 'Div' && types[1] === 'vector') divisors.push(source(right));
    for (const type of types)
      if (type === 'matrix' || type === 'string')
        throw new QueryError(`an operator takes numbers and instant vectors, not ${WORDS[type]}`, node.from);
    const scalars = types.filter((type) => type === 'scalar').length;
    if (SET.has(operator.name) && scalars > 0)
      throw new QueryError(`\`${source(operator)}\` takes instant vectors, not numbers`, operator.from);
    const bool = parts.some((child) => child.name === 'BoolModifier');
    if (COMPARES.has(operator.name) && scalars === 2 && !bool)
      throw new QueryError(`numbers are compared by \`${source(operator)} bool\``, operator.from);
    if (bool && !COMPARES.has(operator.name)) throw new QueryError('`bool` goes with comparisons only', node.from);
    if (parts.some((child) => child.name === 'MatchingModifierClause') && scalars > 0)
      throw new QueryError('`on` and `ignoring` match instant vectors, not numbers', node.from);
    return scalars === 2 ? 'scalar' : 'vector';
  }

  /** A selector that matches every series of the server is refused. */
  function selector(node: SyntaxNode): QueryType {
    const matchers = node.getChild('LabelMatchers');
    const named = children(node).some((child) => child.name === 'Identifier');
    const pairs = matchers ? children(matchers) : [];
    const selective = pairs.some((pair) => {
      if (pair.name === 'QuotedLabelName') return true;
      const [, sign = '', value = ''] =
        EMPTY_MATCH.exec(
          source(pair)
            .replace(/^[^=!]*/, '')
            .trim(),
        ) ?? [];
      const bare = value.trim().slice(1, -1);
      if (sign === '=') return bare !== '';
      if (sign === '!=') return bare === '';
      const regex = linearRegex(`^(?:${bare})$`);
      const matchesEmpty = typeof regex !== 'string' && regex.test('');
      return sign === '=~' ? !matchesEmpty : matchesEmpty;
    });
    if (!named && !selective) throw new QueryError('a selector has a name, or a matcher that is not empty', node.from);
    return 'vector';
  }

  function typeOf(node: SyntaxNode): QueryType {
    const [first] = children(node).filter((child) => child.name !== 'LineComment');
    const inner = () => {
      if (!first) throw new QueryError('something is missing', node.from);
      return typeOf(first);
    };
    switch (node.name) {
      case 'NumberDurationLiteral':
        return 'scalar';
      case 'StringLiteral':
        return 'string';
      case 'VectorSelector':
        return selector(node);
      case 'MatrixSelector':
      case 'SubqueryExpr': {
        const range = node.getChild('DurationExpr');
        const length = range ? promDuration(source(range)) : undefined;
        if (length === 0) throw new QueryError('a range is longer than nothing', node.from);
        if (length !== undefined && node.name === 'MatrixSelector') ranges.push(length);
        if (node.name === 'MatrixSelector' && first?.name !== 'VectorSelector')
          throw new QueryError('a range without `:` is taken of a selector', node.from);
        const of = inner();
        if (of !== 'vector') throw new QueryError(`a range is taken of an instant vector, not of ${WORDS[of]}`, node.from);
        return 'matrix';
      }
      case 'StepInvariantExpr':
      case 'OffsetExpr':
        if (first?.name === node.name) throw new QueryError('`offset` and `@` stand once each', node.from);
        return inner();
      case 'ParenExpr':
        return inner();
      case 'UnaryExpr': {
        const operand = children(node).at(-1);
        const type = operand ? typeOf(operand) : 'scalar';
        if (type === 'string' || type === 'matrix')
          throw new QueryError(`a sign goes before a number or an instant vector, not ${WORDS[type]}`, node.from);
        return type;
      }
      case 'FunctionCall':
        return call(node);
      case 'AggregateExpr':
        return aggregate(node);
      case 'BinaryExpr':
        return binary(node);
      default:
        throw new QueryError(`\`${source(node)}\` is not understood`, node.from);
    }
  }

  // The grammar does not know `5.`, which Prometheus takes.
  const top = load.promql().parser.parse(text.replace(/[\w.:]+/g, (word) => word.replace(/^(\d+)\.(\D|$)/, '$1 $2')));
  let broken = -1;
  top.iterate({
    enter: ({ type, from }) => {
      if (type.isError && broken < 0) broken = from;
    },
  });
  const [root] = children(top.topNode).filter((child) => child.name !== 'LineComment');
  if (!root) return { ranges, divisors, error: { message: 'the query is empty', offset: 0 } };
  try {
    // A function that is not known is not syntax to the parser; its own words say more.
    const unknown = broken >= 0 ? calledIn(text.slice(0, broken + 1)) : undefined;
    if (
      unknown !== undefined &&
      !FUNCTIONS.has(unknown) &&
      !AGGREGATIONS.has(unknown.toLowerCase()) &&
      !/^(by|without|on|ignoring|group_left|group_right|bool|and|or|unless)$/i.test(unknown)
    )
      throw new QueryError(
        `there is no function \`${unknown}\`, or only behind a feature flag`,
        Math.max(text.lastIndexOf(unknown, broken), 0),
      );
    if (broken >= 0)
      throw new QueryError(
        broken >= text.trimEnd().length
          ? 'the query ends too early'
          : `\`${text.slice(broken, broken + 20)}\` is not expected here`,
        broken,
      );
    return { type: typeOf(root), ranges, divisors };
  } catch (error) {
    if (error instanceof QueryError) return { ranges, divisors, error: { message: error.message, offset: error.offset } };
    throw error;
  }
}
