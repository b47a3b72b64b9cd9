import type { Expression } from 'jsep';
import { parser } from './parser.js';

/** What a success or failure condition of a metric is. */
export interface Condition {
  readonly error?: { readonly message: string; readonly offset: number };
  /** A construct of the expr language that is not understood here; nothing more is said of the condition then. */
  readonly beyond?: string;
  /** How `result` is taken: for a number, for a list, or in no way that tells. */
  readonly takes: 'scalar' | 'vector' | 'both' | 'either';
  /** True if an item of `result` is taken without asking first whether there is one. */
  readonly unguarded: boolean;
  readonly asksNaN: boolean;
  /** True if it calls `isNil` or `default`. */
  readonly asksNil: boolean;
  /** False if it gives a number or a text: a condition must be true or false. */
  readonly isBoolean: boolean | undefined;
  /** Names that the controller does not give it. */
  readonly unknown: readonly string[];
}

type Node = Expression & Readonly<Record<string, unknown>>;

// What Argo Rollouts gives a condition (utils/evaluate/evaluate.go), and the functions of expr itself (expr-lang.org/docs/language-definition).
const GIVEN = ['asFloat', 'asInt', 'default', 'isInf', 'isNaN', 'isNil', 'result'];
const OVER_LISTS = [
  'all',
  'any',
  'count',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'groupBy',
  'map',
  'none',
  'one',
  'reduce',
  'sortBy',
  'sum',
  'mean',
  'median',
  'first',
  'last',
  'take',
  'reverse',
  'sort',
  'uniq',
  'flatten',
];
const OTHERS = [
  'abs',
  'ceil',
  'floor',
  'round',
  'max',
  'min',
  'len',
  'int',
  'float',
  'string',
  'type',
  'trim',
  'upper',
  'lower',
  'split',
  'join',
  'keys',
  'values',
  'now',
  'date',
  'duration',
  'toJSON',
  'fromJSON',
  'indexOf',
  'hasPrefix',
  'hasSuffix',
  'get',
  'concat',
];
const KNOWN = new Set([...GIVEN, ...OVER_LISTS, ...OTHERS]);
const BOOLEAN = new Set([
  '==',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  '&&',
  '||',
  'and',
  'or',
  'in',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
]);
const BOOLEAN_CALLS = new Set(['all', 'any', 'none', 'one', 'isNaN', 'isInf', 'isNil', 'hasPrefix', 'hasSuffix']);
const BEYOND: readonly (readonly [RegExp, string])[] = [
  [/(^|[^|])\|([^|]|$)/, 'a pipe'],
  [/\blet\s/, '`let`'],
  [/\bnot\s+in\b/, '`not in`'],
  [/`/, 'a raw text'],
  [/\?\./, 'an optional field'],
  [/\{[^{}]*:/, 'a map'],
];

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const childrenOf = (node: Node): readonly Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
const isResult = (node: unknown): boolean => isNode(node) && node.type === 'Identifier' && node['name'] === 'result';
/** `default(x, y)` is the whole result, whatever `x` is, or `y` where there is none (argo-rollouts, utils/evaluate). */
const isDefault = (node: unknown): boolean => isNode(node) && node.type === 'CallExpression' && calleeOf(node) === 'default';

/** Anything may be compared with nil. */
const isNil = (node: unknown): boolean => isNode(node) && node.type === 'Literal' && node['value'] === null;
const calleeOf = (node: Node): string => (isNode(node['callee']) ? String(node['callee']['name'] ?? '') : '');

/** True or false where the outermost operation tells, undefined where it does not. */
function booleanOf(node: Node): boolean | undefined {
  if (node.type === 'BinaryExpression') return BOOLEAN.has(String(node['operator']));
  if (node.type === 'UnaryExpression') return ['!', 'not'].includes(String(node['operator']));
  if (node.type === 'CallExpression')
    return BOOLEAN_CALLS.has(calleeOf(node))
      ? true
      : ['len', 'count', 'sum', 'asInt', 'asFloat'].includes(calleeOf(node))
        ? false
        : undefined;
  if (node.type === 'Literal') return typeof node['value'] === 'boolean';
  return node.type === 'Identifier' || node.type === 'MemberExpression' ? false : undefined;
}

/** Reads a condition. Understands the part of expr that conditions are written in; says so where it does not. */
export function readCondition(text: string): Condition {
  const nothing = {
    takes: 'either' as const,
    unguarded: false,
    asksNaN: false,
    asksNil: false,
    isBoolean: undefined,
    unknown: [],
  };
  const bare = text.replace(/"(\\[\s\S]|[^"\\])*"?|'(\\[\s\S]|[^'\\])*'?/g, '""');
  const beyond = BEYOND.find(([pattern]) => pattern.test(bare));
  if (beyond) return { ...nothing, beyond: beyond[1] };
  let tree: Node;
  try {
    tree = parser()(text) as Node;
  } catch (error) {
    const offset = Number((error as { index?: number }).index ?? 0);
    return { ...nothing, error: { message: 'this is not an expression', offset } };
  }
  if (tree.type === 'Compound') {
    const second = childrenOf(tree).length === 0 ? 'the condition is empty' : 'two expressions stand side by side';
    return { ...nothing, error: { message: second, offset: 0 } };
  }
  const takes = new Set<'scalar' | 'vector'>();
  const unknown = new Set<string>();
  let [indexed, asksLength, asksNaN, asksNil] = [false, false, false, false];
  // Without calls of itself: a chain of thousands of `&&` is as deep as it is long.
  const nodes: Node[] = [tree];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const name = calleeOf(node);
    if (node.type === 'MemberExpression' && isResult(node['object'])) {
      takes.add('vector');
      indexed = true;
    }
    if (node.type === 'CallExpression') {
      const [first] = (node['arguments'] as readonly unknown[] | undefined) ?? [];
      if (!KNOWN.has(name)) unknown.add(name === '' ? 'this call' : name);
      if (name === 'isNaN') asksNaN = true;
      if (name === 'isNil' || name === 'default') asksNil = true;
      if (name === 'len' && isResult(first)) asksLength = true;
      if (isResult(first) && (OVER_LISTS.includes(name) || name === 'len')) takes.add('vector');
      if (isResult(first) && ['isNaN', 'isInf', 'asFloat', 'asInt', 'abs', 'ceil', 'floor', 'round'].includes(name))
        takes.add('scalar');
    }
    if (
      node.type === 'BinaryExpression' &&
      [node['left'], node['right']].some((side) => isResult(side) || isDefault(side)) &&
      !['and', 'or', '&&', '||', '??', 'in'].includes(String(node['operator'])) &&
      ![node['left'], node['right']].some(isNil)
    )
      takes.add('scalar');
    if (node.type === 'UnaryExpression' && node['operator'] === '-' && isResult(node['argument'])) takes.add('scalar');
    if (node.type === 'Identifier' && !KNOWN.has(String(node['name'])) && !String(node['name']).startsWith('#'))
      unknown.add(String(node['name']));
    // The name of a field is not a name of its own.
    for (const child of childrenOf(node).toReversed())
      if (
        !(node.type === 'MemberExpression' && child === node['property'] && node['computed'] === false) &&
        child !== node['callee']
      )
        nodes.push(child);
  }
  return {
    takes: takes.size > 1 ? 'both' : ([...takes][0] ?? 'either'),
    unguarded: indexed && !asksLength,
    asksNaN,
    asksNil,
    isBoolean: booleanOf(tree),
    unknown: [...unknown],
  };
}
