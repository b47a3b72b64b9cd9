import { isMap, type Json, type Path } from '../../base/json.js';
import { didYouMean } from '../../findings/suggest.js';
import { LINK } from '../analysis/metrics.js';
import type { Mistake, Rule } from '../rule.js';
import { itemsAt, type ObjectSet, textAt } from '../set.js';
import { templatesOf, type Use, uses } from './uses.js';

const ARGUMENTS = `${LINK}#analysis-template-arguments`;

/** An argument as a template declares it, or as a use gives it. */
interface Argument {
  readonly name: string;
  readonly data: Json;
  readonly path: Path;
}

const hasValue = ({ data }: Argument): boolean => isMap(data) && (data['value'] !== undefined || data['valueFrom'] !== undefined);

export const givenBy = (use: Use): readonly Argument[] =>
  itemsAt(use.data, 'args').map(([path, data]) => ({ path: [...use.path, ...path], data, name: textAt(data, 'name') ?? '' }));

export const declaredFor = (use: Use, set: ObjectSet): readonly Argument[] =>
  templatesOf(use, set).flatMap(({ object, path }) =>
    itemsAt(object?.data, 'spec', 'args').map(([, data]) => ({ data, name: textAt(data, 'name') ?? '', path })),
  );

/** Source: flattenArgs and MergeArgs of utils/analysis/helpers.go, Argo Rollouts. */
function* wrongDeclarations(declared: readonly Argument[], given: readonly Argument[]): Iterable<Omit<Mistake, 'object'>> {
  for (const [i, argument] of declared.entries()) {
    const { name, path } = argument;
    const before = declared.slice(0, i).filter((other) => other.name === name);
    const provided = [...given, ...declared.filter(hasValue)].some((other) => other.name === name);
    if (!provided && before.length === 0)
      yield {
        path,
        message: `the template wants the argument \`${name}\`, which is not given`,
        fix: 'add it under `args:`',
      };
    const value = textAt(argument.data, 'value');
    if (value !== undefined && before.some(({ data }) => (textAt(data, 'value') ?? value) !== value))
      yield {
        path,
        message: `two of the templates have different values for the argument \`${name}\``,
        fix: 'let one of them declare it without a value',
      };
  }
}

function* wrongArguments(declared: readonly Argument[], given: readonly Argument[]): Iterable<Omit<Mistake, 'object'>> {
  for (const [i, argument] of given.entries()) {
    const { path, name, data } = argument;
    const place = [...path, 'name'];
    if (!declared.some((item) => item.name === name))
      yield {
        path: place,
        severity: 'warning',
        message: `no template declares the argument \`${name}\``,
        fix:
          didYouMean(
            name,
            declared.map((item) => item.name),
          ) ?? 'leave it out',
      };
    else if (!hasValue(argument) && !declared.some((item) => item.name === name && hasValue(item)))
      yield { path: place, message: `the argument \`${name}\` is given without a value`, fix: 'add `value:` or `valueFrom:`' };
    if (isMap(data) && data['value'] !== undefined && data['valueFrom'] !== undefined)
      yield { path: place, message: `the argument \`${name}\` has both \`value\` and \`valueFrom\``, fix: 'keep one of them' };
    if (given.slice(0, i).some((other) => other.name === name))
      yield { path: place, message: `the argument \`${name}\` is given twice`, fix: 'keep one of them' };
  }
}

export const analysisWiring: Rule = {
  code: 'rollout/analysis-arguments',
  why: 'An argument without a value, or with two, stops the Rollout with InvalidSpec; one that no template declares is lost.',
  link: ARGUMENTS,
  *check(set) {
    for (const use of uses(set)) {
      const templates = templatesOf(use, set);
      if (templates.length === 0 || templates.some(({ object }) => object === undefined)) continue;
      const [declared, given] = [declaredFor(use, set), givenBy(use)];
      for (const mistake of [...wrongDeclarations(declared, given), ...wrongArguments(declared, given)])
        yield { object: use.object, ...mistake };
    }
  },
};

const FIELDS = /^metadata\.(annotations|labels|name|namespace|uid)\b|^(?!metadata\.)/;

export const argumentField: Rule = {
  code: 'rollout/field-ref',
  why: 'An argument is taken from a few fields of the metadata, from elsewhere in the Rollout, or from the hash of its pods.',
  link: ARGUMENTS,
  *check(set) {
    for (const use of uses(set))
      for (const [path, arg] of itemsAt(use.data, 'args')) {
        const here = { object: use.object, path: [...use.path, ...path, 'valueFrom'] };
        const field = textAt(arg, 'valueFrom', 'fieldRef', 'fieldPath');
        if (field !== undefined && !FIELDS.test(field))
          yield {
            ...here,
            path: [...here.path, 'fieldRef', 'fieldPath'],
            message: `\`${field}\` cannot be taken`,
            fix: 'take metadata.annotations, .labels, .name, .namespace or .uid',
          };
        const hash = textAt(arg, 'valueFrom', 'podTemplateHashValue');
        if (hash !== undefined && hash !== 'Stable' && hash !== 'Latest')
          yield {
            ...here,
            path: [...here.path, 'podTemplateHashValue'],
            message: `there are two hashes, not \`${hash}\``,
            fix: 'write `Stable` or `Latest`',
          };
      }
  },
};
