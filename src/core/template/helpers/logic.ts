import { equal } from '../../base/json.js';
import { isFalsy } from '../scope.js';
import type { Helper } from './helper.js';

export const eq: Helper = {
  name: 'eq',
  usage: 'eq A B',
  summary: 'True if the two values are equal as JSON.',
  example: ['{{#if (eq values.kind "canary")}}canary: true{{/if}}', 'canary: true'],
  arity: [2, 2],
  walks: true,
  call: ([a = null, b = null]) => equal(a, b),
};

export const not: Helper = {
  name: 'not',
  usage: 'not VALUE',
  summary: 'True for what `if` takes for false: false, null, 0, "", [] and {}.',
  example: ['immutable: {{not values.mutable}}', 'immutable: true'],
  arity: [1, 1],
  lenient: true,
  asks: true,
  call: ([value = null]) => isFalsy(value),
};

export const and: Helper = {
  name: 'and',
  usage: 'and A B …',
  summary: 'True if `if` takes all values for true.',
  example: ['{{#if (and values.a values.b)}}both: true{{/if}}', 'both: true'],
  arity: [2, 10],
  lenient: true,
  asks: true,
  enough: isFalsy,
  call: (args) => args.every((value) => !isFalsy(value)),
};

export const or: Helper = {
  name: 'or',
  usage: 'or A B …',
  summary: 'True if `if` takes one of the values for true.',
  example: ['{{#if (or values.a values.b)}}any: true{{/if}}', 'any: true'],
  arity: [2, 10],
  lenient: true,
  asks: true,
  enough: (value) => !isFalsy(value),
  call: (args) => args.some((value) => !isFalsy(value)),
};
