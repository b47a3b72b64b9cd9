import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Answer, record } from './answer.js';
import type { Asked } from './faults.js';
import { isGraphql, wrongQuery } from './graphql/serve.js';
import { components, type Found, findOperation, ID, type Operation, type Schema } from './operations.js';

const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  uri: /^[a-z]+:\S+$/,
  email: /^\S+@\S+$/,
  int64: true,
  'repo.nwo': true,
} as const;
const options = { strict: false, allErrors: true, formats };
// What stands in an address is text: it counts as the number that it says.
const forText = new Ajv({ ...options, coerceTypes: 'array' }).addSchema({ $id: ID, components });
const forJson = new Ajv(options).addSchema({ $id: ID, components });

/** GitHub answers these to any operation, described or not. */
const ANYWHERE = ['401', '403', '404', '422', '429'];
const PLAIN: Schema = { $ref: `${ID}#/components/schemas/basic-error` };

/** Compiled when first needed, as that takes up to a tenth of a second. */
const compiled = new Map<string, ValidateFunction>();
function check(ajv: Ajv, key: string, schema: () => Schema, value: unknown): readonly string[] {
  const validate = compiled.get(key) ?? ajv.compile(schema());
  compiled.set(key, validate);
  if (validate(value)) return [];
  const say = ({ instancePath, message, params }: ErrorObject) =>
    `${key} ${instancePath} ${message} ${JSON.stringify(params)}`.replace(/ +/g, ' ');
  return (validate.errors ?? []).map(say);
}

/** The same schema, but without fields that it does not name: GitHub passes over them, so that a misspelt one goes unseen. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, key === 'enum' ? value : closed(value)]));
  const open = 'properties' in inner && !('additionalProperties' in inner);
  return open ? { ...inner, additionalProperties: false } : inner;
}

function parametersOf({ parameters }: Operation, place: 'path' | 'query'): Schema {
  const mine = parameters.filter((parameter) => parameter.in === place);
  return {
    type: 'object',
    properties: Object.fromEntries(mine.map(({ name, schema }) => [name, schema])),
    required: mine.filter(({ required }) => required === true).map(({ name }) => name),
    additionalProperties: false,
  };
}

function wrongBody({ operationId, requestBody }: Operation, body: unknown): readonly string[] {
  const schema = requestBody?.content?.['application/json'].schema;
  if (!schema) return Object.keys(record(body)).length === 0 ? [] : [`${operationId} takes no body`];
  if (Object.keys(record(body)).length === 0 && requestBody?.required !== true) return [];
  return check(forJson, `${operationId} body`, () => record(closed(schema)), body);
}

/** Why GitHub's description does not have a request; empty if it does. */
export function wrongRequest(asked: Asked): readonly string[] {
  if (isGraphql(asked)) return wrongQuery(asked.body).map(({ message }) => `GraphQL: ${message}`);
  const found: Found | undefined = findOperation(asked.method, asked.path);
  if (!found) return [`${asked.method} ${asked.path} is not served`];
  const { operation, values } = found;
  const id = operation.operationId;
  return [
    ...check(forText, `${id} path`, () => parametersOf(operation, 'path'), { ...values }),
    ...check(
      forText,
      `${id} query`,
      () => parametersOf(operation, 'query'),
      Object.fromEntries(new URLSearchParams(asked.query)),
    ),
    ...wrongBody(operation, asked.body),
  ];
}

/** Why GitHub would not give an answer; empty if it might. GraphQL answers are seen to by its schema. */
export function wrongAnswer(asked: Asked, { status, body }: Answer): readonly string[] {
  const found = isGraphql(asked) ? undefined : findOperation(asked.method, asked.path);
  if (!found || Buffer.isBuffer(body)) return [];
  const { operationId, responses } = found.operation;
  const key = `${operationId} ${status}`;
  const response = responses[status];
  if (!response && !ANYWHERE.includes(String(status))) return [`${key} is not described`];
  const schema = response?.content?.['application/json'].schema ?? (status < 300 ? undefined : PLAIN);
  if (!schema) return body === undefined ? [] : [`${key} has no body`];
  return check(forJson, key, () => schema, body);
}
