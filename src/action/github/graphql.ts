import type { Client } from './client.js';

/** A part of a query: a field of the repository. */
export interface Selection<T> {
  /** GraphQL; `$text0` … stand for its texts. */
  readonly select: (variable: (text: string) => string) => string;
  readonly read: (answer: T) => void;
}

interface Answer<T> {
  readonly repository: Readonly<Record<string, T>> | null;
}

/**
 * Asks several things of a repository in one request. Texts that come from users travel as variables, never inside of the query.
 * `fragments` may be named in the selections.
 */
export async function askRepository<T>(
  { reader, owner, repo }: Client,
  selections: readonly Selection<T>[],
  fragments = '',
): Promise<void> {
  if (selections.length === 0) return;
  const texts: Record<string, string> = {};
  const variable = (text: string) => {
    const name = `text${Object.keys(texts).length}`;
    texts[name] = text;
    return `$${name}`;
  };
  const body = selections.map(({ select }, i) => `q${i}: ${select(variable)}`).join('\n');
  const types = Object.keys(texts).map((name) => `, $${name}: String!`);
  const query = `query ($owner: String!, $repo: String!${types.join('')}) {\nrepository(owner: $owner, name: $repo) {\n${body}\n}\n}\n${fragments}`;
  const { repository } = await reader.graphql<Answer<T>>(query, { owner, repo, ...texts });
  for (const [i, { read }] of selections.entries()) {
    const answer = repository?.[`q${i}`];
    if (answer !== undefined) read(answer);
  }
}

/** Whose token it is. */
export const viewerOf = async ({ reader }: Client): Promise<string> =>
  (await reader.graphql<{ viewer: { login: string } }>('{ viewer { login } }')).viewer.login;

/** Lists in parts of a number of items, and of a sum of their sizes. */
export function inParts<T>(
  items: readonly T[],
  most: number,
  sizeOf: (item: T) => number = () => 0,
  size = Infinity,
): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let room = 0;
  for (const item of items) {
    const last = parts.at(-1);
    if (last && last.length < most && room + sizeOf(item) <= size) last.push(item);
    else {
      parts.push([item]);
      room = 0;
    }
    room += sizeOf(item);
  }
  return parts;
}
