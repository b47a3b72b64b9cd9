import { type Helper, HelperError } from './helper.js';

export const fail: Helper = {
  name: 'fail',
  usage: 'fail "PATH.OF.VALUE" "WHAT IS WRONG" [fix="HOW TO FIX IT"]',
  summary: 'An error about a value, for what a schema cannot say; it points to the line that sets the value.',
  example: ['{{fail "replicaCount" "must be even" fix="try 2"}}', 'null'],
  arity: [2, 2],
  named: ['fix'],
  call: ([value, message], { fix }) => {
    throw new HelperError(String(message), { value: String(value), ...(typeof fix === 'string' ? { fix } : {}) });
  },
};
