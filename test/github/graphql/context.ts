import type { Actor, Permissions } from '../access.js';
import type { Repository } from '../repository.js';

/** What every field of a request is given. */
export interface Context {
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly permissions: Permissions;
  readonly actor: Actor;
  /** What the query speaks of, and may be the name of an object: asked for in one process of git. */
  readonly names: readonly string[];
}

/** The arguments of a field, of which the schema has seen to the types. */
export type Args = Readonly<Record<string, unknown>>;

export const htmlOf = ({ owner, name }: Repository): string => `https://github.example/${owner}/${name}`;
