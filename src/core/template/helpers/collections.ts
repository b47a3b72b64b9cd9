import { isList, isMap, type Json } from '../../base/json.js';
import { type Helper, HelperError } from './helper.js';

export const merge: Helper = {
  name: 'merge',
  usage: 'merge MAP MAP … [key=VALUE]',
  summary: 'One map of all of them; of a key that several have, the last counts. Null counts as an empty map.',
  example: ['labels: {{merge values.labels tier="web"}}', 'labels: {"team":"a","tier":"web"}'],
  arity: [0, 10],
  named: 'any',
  lenient: true,
  call: (args, named) =>
    Object.fromEntries(
      [...args, named].flatMap((map) => {
        if (map !== null && !isMap(map)) throw new HelperError('merges maps only');
        return Object.entries(map ?? {});
      }),
    ),
};

export const lists: Helper = {
  name: 'lists',
  usage: 'lists LIST LIST …',
  summary: 'One list of the items of all of them. Null counts as an empty list.',
  example: ['args: {{lists values.args values.moreArgs}}', 'args: ["-v","-q"]'],
  arity: [1, 10],
  lenient: true,
  call: (args) =>
    args.flatMap((list): readonly Json[] => {
      if (list === null) return [];
      if (!isList(list)) throw new HelperError('joins lists only');
      return list;
    }),
};
