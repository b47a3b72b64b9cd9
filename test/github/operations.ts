import { readFileSync } from 'node:fs';

/** A JSON Schema, as far as it is looked into here. */
export type Schema = Readonly<Record<string, unknown>>;

interface Content {
  readonly content?: { readonly 'application/json': { readonly schema: Schema } };
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly 'x-multi-segment'?: boolean;
  readonly schema: Schema;
}

/** An operation as GitHub describes it. */
export interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Schemas that others refer to stand below this name. */
export const ID = 'github';

export const readDescription = (): Description =>
  JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8').replaceAll('"$ref":"#/', `"$ref":"${ID}#/`));

const description = readDescription();
export const components = description.components;

/** The pattern of a path; `{ref}` and its like may hold slashes, and the root of the contents has no path. */
function pattern(path: string, { parameters }: Operation): RegExp {
  const many = (name: string) => parameters.some((parameter) => parameter.name === name && parameter['x-multi-segment']);
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => (many(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`));
  return new RegExp(`^${source.replace('/(?<path>.+)', '(?:/(?<path>.*))?')}$`);
}

// The longer path is the closer one: `/commits/{ref}/status` is no commit of the name `x/status`.
const operations = Object.entries(description.paths)
  .toSorted(([a], [b]) => b.length - a.length)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: pattern(path, operation),
      operation,
    })),
  );

export interface Found {
  readonly operation: Operation;
  /** The parameters of the path, decoded. */
  readonly values: Readonly<Record<string, string>>;
}

/** The operation of a request; undefined if GitHub describes none, or the description was not cut to have it. */
export function findOperation(method: string, path: string): Found | undefined {
  for (const { method: other, path: template, operation } of operations) {
    const match = method === other ? template.exec(path) : null;
    if (!match) continue;
    const values = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value ?? '')]);
    return { operation, values: Object.fromEntries(values) };
  }
  return undefined;
}
