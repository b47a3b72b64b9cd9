import { isMap, type Json, type Path } from '../../base/json.js';
import { didYouMean } from '../../findings/suggest.js';
import type { Mistake, Rule } from '../rule.js';
import { itemsAt, textAt } from '../set.js';
import { LINK, placeholders, TEMPLATES } from './metrics.js';

/** Every text below a value. */
function* texts(value: Json | undefined, path: Path): Iterable<readonly [Path, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* texts(item, [...path, i]);
  else if (isMap(value)) for (const [key, item] of Object.entries(value)) yield* texts(item, [...path, key]);
}

export const analysisArguments: Rule = {
  code: 'analysis/arguments',
  why: 'A placeholder that nothing fills stops the analysis, and with it the release.',
  link: `${LINK}#analysis-template-arguments`,
  *check({ of }) {
    for (const object of of(...TEMPLATES)) {
      const declared = itemsAt(object.data, 'spec', 'args').map(([, arg]) => textAt(arg, 'name') ?? '');
      const metrics = itemsAt(object.data, 'spec', 'metrics');
      for (const [at, metric] of metrics)
        for (const [path, text] of texts(metric, at))
          for (const inner of placeholders(text)) {
            const [, name] = /^args\.(.+)$/.exec(inner) ?? [];
            const here: Pick<Mistake, 'object' | 'path'> = { object, path };
            if (name === undefined)
              yield { ...here, message: `\`{{${inner}}}\` is not filled in`, fix: 'placeholders are `{{args.NAME}}`' };
            else if (!declared.includes(name))
              yield {
                ...here,
                message: `there is no argument \`${name}\``,
                fix: didYouMean(name, declared) ?? 'add it under `args:`',
              };
          }
    }
  },
};

export const argumentForm: Rule = {
  code: 'analysis/argument-form',
  why: 'An argument has one value, and one declaration.',
  link: `${LINK}#analysis-template-arguments`,
  *check({ of }) {
    for (const object of of(...TEMPLATES)) {
      const seen = new Set<string>();
      for (const [path, arg] of itemsAt(object.data, 'spec', 'args')) {
        const name = textAt(arg, 'name') ?? '';
        if (isMap(arg) && arg['value'] !== undefined && arg['valueFrom'] !== undefined)
          yield { object, path, message: `the argument ${name} has both \`value\` and \`valueFrom\``, fix: 'keep one of them' };
        if (seen.has(name))
          yield { object, path: [...path, 'name'], message: `two arguments are named \`${name}\``, fix: 'keep one of them' };
        seen.add(name);
      }
    }
  },
};
