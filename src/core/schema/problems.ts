import { at, isList, isMap, type Json, type JsonMap } from '../base/json.js';
import { memo, remembered } from '../base/memo.js';
import { didYouMean, typoOf } from '../findings/suggest.js';
import type { Mend } from '../findings/types.js';
import { isHidden, shownAt } from './hidden.js';
import { type Breach, breaches, MOST_BREACHES, TOO_COSTLY } from './validator.js';

/** What is wrong with one value, in the user's words. `path` leads to the value, or to the unknown key. */
export interface Problem {
  readonly kind: 'unknown-key' | 'wrong-type' | 'not-allowed' | 'missing-key';
  readonly path: readonly string[];
  readonly message: string;
  readonly fix?: string;
  /** The key that is missing. */
  readonly key?: string;
  /** The fix as data, where it is certain. */
  readonly mend?: Mend;
}

const TYPES: Record<string, string> = {
  object: 'a map',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

const list = (value: Json | undefined): readonly Json[] => (isList(value) ? value : value === undefined ? [] : [value]);

function typeOf(value: Json | undefined): string {
  if (isMap(value)) return 'a map';
  if (isList(value)) return 'a list';
  if (value === null || value === undefined) return 'null';
  return typeof value === 'string'
    ? `the string ${show(value)}`
    : `${typeof value === 'number' ? 'the number' : ''} ${show(value)}`.trim();
}

function written(value: Json): string {
  const text = JSON.stringify(shownAt(value, []));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
// Once: a large value can break its schema in thousands of places.
const writtenText = memo(written);
const writtenParts = remembered((value: JsonMap | readonly Json[]) => written(value));

function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return writtenText(value);
  return isMap(value) || isList(value) ? writtenParts(value) : written(value);
}

/** A message names so many of the values that may stand somewhere. */
const NAMED = 50;
/** So many findings come with a suggestion, out of so many names: who has more has no typo. */
const SUGGESTED = 200;
const NAMES = 500;
/** Names that a key is looked up under when it is unknown: the known keys, and the aliases that a schema states for users. */
function unknownKey(name: string, parent: JsonMap, suggests: boolean): Text {
  const properties = isMap(parent['properties']) ? parent['properties'] : {};
  const names = suggests ? Object.keys(properties).slice(0, NAMES) : [];
  const alias = names.find((key) => list(at(properties[key], ['x-aliases'])).includes(name));
  const fix = alias ? `did you mean \`${alias}\`?` : didYouMean(name, names);
  const key = alias ?? typoOf(name, names);
  return { message: `\`${name}\` is not a known key here`, ...(fix ? { fix } : {}), ...(key ? { mend: { key } } : {}) };
}

interface Text {
  readonly message: string;
  readonly fix?: string;
  readonly mend?: Mend;
}

/** `shown` is the value as a message may show it. */
type Rule = (parent: JsonMap, shown: string, value: Json | undefined, suggests: boolean) => Text;

const RULES: Record<string, Rule> = {
  enum: (parent, shown, value, suggests) => {
    const all = list(parent['enum']);
    const names = all.slice(0, suggests ? NAMES : NAMED).map((item) => (typeof item === 'string' ? item : show(item)));
    const more = all.length > NAMED ? `, and ${all.length - NAMED} more` : '';
    return {
      message: `${shown} is not one of ${names.slice(0, NAMED).join(', ')}${more}`,
      ...(suggests && typeof value === 'string' ? { fix: didYouMean(value, names) ?? '', ...typo(value, names) } : {}),
    };
  },
  [TOO_COSTLY]: () => ({
    message: 'to check this against its schema takes more steps than any schema needs',
    fix: 'in the schema, look for `anyOf`, `oneOf` and `$ref` that ask the same again at each level',
  }),
  const: (parent, shown) => ({ message: `${shown} must be ${show(parent['const'])}` }),
  pattern: (parent, shown) => ({
    message: `${shown} does not have the form that is wanted here`,
    fix: String(parent['description'] ?? parent['pattern']),
  }),
  minimum: (parent, shown) => ({ message: `${shown} is less than ${show(parent['minimum'])}` }),
  maximum: (parent, shown) => ({ message: `${shown} is more than ${show(parent['maximum'])}` }),
  exclusiveMinimum: (parent, shown) => ({ message: `${shown} must be more than ${show(parent['exclusiveMinimum'])}` }),
  exclusiveMaximum: (parent, shown) => ({ message: `${shown} must be less than ${show(parent['exclusiveMaximum'])}` }),
  minLength: (parent) => ({
    message: parent['minLength'] === 1 ? 'it must not be empty' : `it must have at least ${show(parent['minLength'])} characters`,
  }),
  maxLength: (parent) => ({ message: `it must have at most ${show(parent['maxLength'])} characters` }),
  minItems: (parent) => ({
    message:
      parent['minItems'] === 1 ? 'the list must not be empty' : `the list must have at least ${show(parent['minItems'])} items`,
  }),
  maxItems: (parent) => ({ message: `the list must have at most ${show(parent['maxItems'])} items` }),
  minProperties: (parent) => ({
    message:
      parent['minProperties'] === 1
        ? 'the map must not be empty'
        : `the map must have at least ${show(parent['minProperties'])} entries`,
  }),
  uniqueItems: () => ({ message: 'the items of the list must differ' }),
};

const typo = (value: string, names: readonly string[]): { readonly mend?: Mend } => {
  const meant = typoOf(value, names);
  return meant === undefined ? {} : { mend: { value: meant } };
};

/** Quotes that are missing, or too many: the usual reason for a wrong type in YAML. */
function quotesFix(value: Json | undefined, types: readonly Json[]): Omit<Text, 'message'> {
  const accepts = (type: string) => types.includes(type);
  if ((typeof value === 'number' || typeof value === 'boolean') && accepts('string'))
    return { fix: 'put it in quotes', mend: { quoted: true } };
  if (typeof value !== 'string') return {};
  const unquoted = /^(true|false)$/.test(value)
    ? accepts('boolean')
    : /^-?\d+(\.\d+)?$/.test(value) && (accepts('integer') || accepts('number'));
  return unquoted
    ? { fix: 'write it without quotes', mend: { value: value === 'true' || (value !== 'false' && Number(value)) } }
    : {};
}

function toProblem({ path, value, keyword, parent }: Breach, schema: JsonMap, data: Json, suggests: boolean): readonly Problem[] {
  const secret = isHidden(schema, data, path);
  const shown = secret ? 'this secret' : show(value);
  const withFix = (kind: Problem['kind'], text: Text): Problem[] => [
    { kind, path, message: text.message, ...(text.fix ? { fix: text.fix } : {}), ...(text.mend ? { mend: text.mend } : {}) },
  ];
  if (keyword === 'false') return withFix('unknown-key', unknownKey(String(path.at(-1)), parent, suggests));
  if (keyword === 'required')
    return list(parent['required'])
      .filter((key) => !isMap(value) || !Object.hasOwn(value, String(key)))
      .map((key) => ({
        kind: 'missing-key',
        path,
        key: String(key),
        message: `\`${String(key)}\` is missing`,
        fix: `add \`${String(key)}:\``,
      }));
  if (keyword === 'type') {
    const wanted = list(parent['type']).map((type) => TYPES[String(type)] ?? String(type));
    const message = `must be ${wanted.join(' or ')}${secret ? '' : `, not ${typeOf(value)}`}`;
    return withFix('wrong-type', { message, ...quotesFix(value, list(parent['type'])) });
  }
  const rule = RULES[keyword];
  return withFix(
    'not-allowed',
    rule
      ? rule(parent, shown, value, suggests)
      : { message: `${shown} is not allowed here`, fix: String(parent['description'] ?? '') },
  );
}

/** Items of one list that share a mistake are many: those after the first few are counted. */
const ITEMS = 5;

/** Two keys of a map that would get one name: neither is certain to be meant by it. */
function sure(found: readonly Problem[]): readonly Problem[] {
  const targets = new Map<string, number>();
  const target = ({ path, mend }: Problem) => (mend && 'key' in mend ? JSON.stringify([path.slice(0, -1), mend.key]) : '');
  for (const problem of found) targets.set(target(problem), (targets.get(target(problem)) ?? 0) + 1);
  return found.map((problem) => {
    const { mend, ...rest } = problem;
    return target(problem) !== '' && (targets.get(target(problem)) ?? 0) > 1 ? rest : problem;
  });
}

/** Checks data against a JSON Schema; each problem once. */
export function problems(schema: JsonMap, data: Json): readonly Problem[] {
  const all: Problem[] = [];
  for (const [i, breach] of breaches(schema, data).entries()) {
    all.push(...toProblem(breach, schema, data, i < SUGGESTED));
    if (all.length >= MOST_BREACHES) break;
  }
  const seen = new Set<string>();
  const once = all.filter(({ path, message }) => {
    const key = JSON.stringify([path, message]);
    return seen.has(key) ? false : seen.add(key);
  });
  const siblings = new Map<string, number>();
  const numbered = sure(once).map((problem) => {
    const { path, message } = problem;
    const list = /^\d+$/.test(String(path.at(-1))) ? JSON.stringify([path.slice(0, -1), message]) : undefined;
    const before = list === undefined ? 0 : (siblings.get(list) ?? 0);
    if (list !== undefined) siblings.set(list, before + 1);
    return { problem, list, before };
  });
  return numbered.flatMap(({ problem, list, before }) => {
    if (before >= ITEMS) return [];
    const left = list !== undefined && before === ITEMS - 1 ? (siblings.get(list) ?? 0) - ITEMS : 0;
    const counted = all.length < MOST_BREACHES ? `${left}` : `at least ${left}`;
    return [left > 0 ? { ...problem, message: `${problem.message}, and ${counted} more items like it` } : problem];
  });
}
