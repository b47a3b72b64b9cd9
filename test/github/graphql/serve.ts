import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
  visit,
} from 'graphql';
import { type Answer, ok, record, text } from '../answer.js';
import { createCommitOnBranch } from './commit-on-branch.js';
import type { Args, Context } from './context.js';
import { actorNode } from './people.js';
import { PULL_MUTATIONS } from './pull-mutations.js';
import { pullNode } from './pull-node.js';
import { findPull, findRepository, repositoryNode } from './repository-node.js';
import { updateRefs } from './update-refs.js';

let built: GraphQLSchema | undefined;
const schema = (): GraphQLSchema => {
  built ??= buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));
  return built;
};

const ROOT = {
  repository: ({ owner, name }: Args, context: Context) => repositoryNode(findRepository(context, `${owner}/${name}`)),
  node: ({ id }: Args, context: Context) => {
    const repository = [...context.repositories.values()].find((item) => `R_${item.id}` === id);
    if (repository) return repositoryNode(repository);
    const found = findPull(context, id);
    return pullNode(found.repository, found.pull);
  },
  // The viewer is a user, whose login is that of the REST API.
  viewer: (_: Args, { actor }: Context) => ({ ...actorNode(actor.login), __typename: 'User', login: actor.login }),
  rateLimit: { cost: 1, limit: 5000, remaining: 4999, used: 1, resetAt: '2099-01-01T00:00:00Z' },
  createCommitOnBranch,
  updateRefs,
  ...PULL_MUTATIONS,
};

/** What a query may name an object of Git with: its strings, and those of its variables. */
function namesIn(document: DocumentNode, variables: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.values(variables).flat().map(text);
  visit(document, { StringValue: ({ value }) => void names.push(value) });
  return names.filter((name) => /^[^\n]{4,1000}$/.test(name));
}

/** GitHub keeps the type of an error beside its message. */
const errorJson = ({ message, path, locations, extensions: { type, ...extensions } }: GraphQLError) => ({
  ...(type === undefined ? {} : { type }),
  ...(path === undefined ? {} : { path }),
  ...(type === 'FORBIDDEN' ? { extensions: { saml_failure: false } } : Object.keys(extensions).length > 0 ? { extensions } : {}),
  locations,
  message,
});

interface Read {
  readonly document?: DocumentNode;
  /** Why GitHub would not so much as begin with it. */
  readonly wrong: readonly GraphQLError[];
}

/** By the body of its request, as several ask about the same one. */
const read = new WeakMap<object, Read>();
function readQuery(body: Readonly<Record<string, unknown>>): Read {
  const known = read.get(body) ?? parseQuery(body['query']);
  read.set(body, known);
  return known;
}

function parseQuery(query: unknown): Read {
  try {
    const document = parse(text(query));
    return { document, wrong: validate(schema(), document) };
  } catch (error) {
    if (error instanceof GraphQLError) return { wrong: [error] };
    throw error;
  }
}

export const isGraphql = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'POST' && path === '/graphql';

/** Whether a request changes anything: queries are POSTs too. */
export function isMutation(body: Readonly<Record<string, unknown>>): boolean {
  const { document } = readQuery(body);
  return document !== undefined && getOperationAST(document, text(body['operationName']) || null)?.operation === 'mutation';
}

/** Why GitHub would not so much as begin with a query; empty if it would. */
export const wrongQuery = (body: Readonly<Record<string, unknown>>): readonly GraphQLError[] => readQuery(body).wrong;

/** Answers a query or a mutation. Fields that fail are null, with the error beside them: the status is 200 all the same. */
export function serveGraphql(body: Readonly<Record<string, unknown>>, context: Omit<Context, 'names'>): Answer {
  const { document, wrong } = readQuery(body);
  if (!document || wrong.length > 0) return ok({ errors: wrong.map(errorJson) });
  const variables = record(body['variables']);
  const operationName = text(body['operationName']) || null;
  const mutation = isMutation(body);
  const { data, errors } = executeSync({
    schema: schema(),
    document,
    rootValue: ROOT,
    contextValue: { ...context, names: mutation ? [] : namesIn(document, variables) },
    variableValues: variables,
    operationName,
  });
  const bug = errors?.find(({ originalError }) => originalError && !(originalError instanceof GraphQLError));
  if (bug?.originalError) throw bug.originalError;
  return ok({ ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map(errorJson) } : {}) });
}
