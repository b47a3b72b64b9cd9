import { at, isList, isMap, type Json, type JsonMap } from '../json.js';
import { didYouMean } from '../suggest.js';
import { type Breach, breaches } from './validator.js';

/** What is wrong with one value, in the user's words. `path` leads to the value, or to the unknown key. */
export interface Problem {
  readonly kind: 'unknown-key' | 'wrong-type' | 'not-allowed' | 'missing-key';
  readonly path: readonly string[];
  readonly message: string;
  readonly fix?: string;
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

const show = (value: Json | undefined) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** Names that a key is looked up under when it is unknown: the known keys, and the aliases that a schema states for people. */
function unknownKey(name: string, parent: JsonMap): { message: string; fix?: string } {
  const properties = isMap(parent['properties']) ? parent['properties'] : {};
  const alias = Object.keys(properties).find((key) => list(at(properties[key], ['x-aliases'])).includes(name));
  const fix = alias ? `did you mean \`${alias}\`?` : didYouMean(name, Object.keys(properties));
  return { message: `\`${name}\` is not a known key here`, ...(fix ? { fix } : {}) };
}

const RULES: Record<string, (parent: JsonMap, value: Json | undefined) => { message: string; fix?: string }> = {
  enum: (parent, value) => {
    const names = list(parent['enum']).map((item) => (typeof item === 'string' ? item : show(item)));
    return {
      message: `${show(value)} is not one of ${names.join(', ')}`,
      ...(typeof value === 'string' ? { fix: didYouMean(value, names) ?? '' } : {}),
    };
  },
  const: (parent, value) => ({ message: `${show(value)} must be ${show(parent['const'])}` }),
  pattern: (parent, value) => ({
    message: `${show(value)} does not have the form that is wanted here`,
    fix: String(parent['description'] ?? parent['pattern']),
  }),
  minimum: (parent, value) => ({ message: `${show(value)} is less than ${show(parent['minimum'])}` }),
  maximum: (parent, value) => ({ message: `${show(value)} is more than ${show(parent['maximum'])}` }),
  exclusiveMinimum: (parent, value) => ({ message: `${show(value)} must be more than ${show(parent['exclusiveMinimum'])}` }),
  exclusiveMaximum: (parent, value) => ({ message: `${show(value)} must be less than ${show(parent['exclusiveMaximum'])}` }),
  minLength: (parent) => ({
    message: parent['minLength'] === 1 ? 'it must not be empty' : `it must have at least ${show(parent['minLength'])} characters`,
  }),
  maxLength: (parent) => ({ message: `it must have at most ${show(parent['maxLength'])} characters` }),
  minItems: (parent) => ({ message: `the list must have at least ${show(parent['minItems'])} items` }),
  maxItems: (parent) => ({ message: `the list must have at most ${show(parent['maxItems'])} items` }),
  minProperties: (parent) => ({ message: `the map must have at least ${show(parent['minProperties'])} entries` }),
  uniqueItems: () => ({ message: 'the items of the list must differ' }),
};

function toProblem({ path, keyword, parent }: Breach, data: Json): readonly Problem[] {
  const value = at(data, path);
  const withFix = (kind: Problem['kind'], text: { message: string; fix?: string }): Problem[] => [
    { kind, path, message: text.message, ...(text.fix ? { fix: text.fix } : {}) },
  ];
  if (keyword === 'false') return withFix('unknown-key', unknownKey(String(path.at(-1)), parent));
  if (keyword === 'required')
    return list(parent['required'])
      .filter((key) => !isMap(value) || !Object.hasOwn(value, String(key)))
      .map((key) => ({ kind: 'missing-key', path, message: `\`${String(key)}\` is missing`, fix: `add \`${String(key)}:\`` }));
  if (keyword === 'type') {
    const wanted = list(parent['type']).map((type) => TYPES[String(type)] ?? String(type));
    const text = typeof value === 'number' || typeof value === 'boolean' ? ` "${String(value)}"` : '';
    const fix = text && list(parent['type']).includes('string') ? { fix: `quote it:${text}` } : {};
    return withFix('wrong-type', { message: `must be ${wanted.join(' or ')}, not ${typeOf(value)}`, ...fix });
  }
  const rule = RULES[keyword];
  return withFix(
    'not-allowed',
    rule ? rule(parent, value) : { message: `${show(value)} is not allowed here`, fix: String(parent['description'] ?? '') },
  );
}

/** Checks data against a JSON Schema; each problem once, in the order of the document. */
export function problems(schema: JsonMap, data: Json): readonly Problem[] {
  const all = breaches(schema, data).flatMap((breach) => toProblem(breach, data));
  const seen = new Set<string>();
  return all.filter(({ path, message }) => {
    const key = JSON.stringify([path, message]);
    return seen.has(key) ? false : seen.add(key);
  });
}
