import { isList, isMap, type Json } from '../../base/json.js';
import type { Helper } from './helper.js';

const isEmpty = (value: Json) =>
  value === null || value === '' || (isList(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);

export const has: Helper = {
  name: 'has',
  usage: 'has VALUE',
  summary: 'True if the value is there and not null; 0, false and "" are there, which `if` alone does not see.',
  example: ['{{#if (has values.weight)}}weight: {{values.weight}}{{/if}}', 'weight: 0'],
  arity: [1, 1],
  lenient: true,
  asks: true,
  call: ([value = null]) => value !== null,
};

export const defaultTo: Helper = {
  name: 'default',
  usage: 'default VALUE FALLBACK',
  summary: 'The value, or the fallback if it is absent, null, "", [] or {}. 0 and false are values.',
  example: ['tag: {{default values.image.tag bundle.appVersion}}', 'tag: "1.0.0"'],
  arity: [2, 2],
  lenient: true,
  enough: (value) => !isEmpty(value),
  call: ([value = null, fallback = null]) => (isEmpty(value) ? fallback : value),
};

export const omitEmpty: Helper = {
  name: 'omitEmpty',
  usage: 'omitEmpty VALUE',
  summary: 'Null in place of "", [] and {}, so that the field disappears from the object.',
  example: ['nodeSelector: {{omitEmpty values.nodeSelector}}', 'nodeSelector: null'],
  arity: [1, 1],
  lenient: true,
  call: ([value = null]) => (isEmpty(value) ? null : value),
};

export const onlyIf: Helper = {
  name: 'onlyIf',
  usage: 'onlyIf CONDITION VALUE',
  summary: 'The value if the condition is true, else null, so that the field disappears from the object.',
  example: ['replicas: {{onlyIf (not values.autoscaling.enabled) values.replicaCount}}', 'replicas: 2'],
  arity: [2, 2],
  lenient: true,
  enough: (condition) => condition !== true,
  call: ([condition = null, value = null]) => (condition === true ? value : null),
};
