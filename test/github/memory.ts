/** An object of a repository. */
export interface GitObject {
  readonly sha: string;
  readonly type: string;
  readonly data: Buffer;
}

/**
 * What git has said of a repository. A process of git takes milliseconds, and a test runs hundreds of clients: what cannot
 * change is asked for once.
 */
export interface Memory {
  /** Outputs of commands that name objects by their sha alone; undefined: git said no. */
  readonly facts: Map<string, string | undefined>;
  /** By names that begin with a sha. */
  readonly objects: Map<string, GitObject>;
  /** As of the last change; undefined: to be read again. */
  refs: ReadonlyMap<string, string> | undefined;
  /** How many processes of git were started. */
  processes: number;
}

const memories = new Map<string, Memory>();

export function memoryOf(dir: string): Memory {
  const memory = memories.get(dir) ?? { facts: new Map(), objects: new Map(), refs: undefined, processes: 0 };
  memories.set(dir, memory);
  return memory;
}

export const forget = (dir: string): boolean => memories.delete(dir);
