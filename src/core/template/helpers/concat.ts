import { type Helper, HelperError } from './helper.js';

export const concat: Helper = {
  name: 'concat',
  usage: 'concat A B …',
  summary: 'Joins strings, numbers and booleans to one string.',
  example: ['name: {{concat release.name "-preview"}}', 'name: web-preview'],
  arity: [1, 20],
  call: (args) =>
    args
      .map((arg) => {
        if (typeof arg === 'object') throw new HelperError('joins strings and numbers only');
        return String(arg);
      })
      .join(''),
};
