import type { World } from './world.js';

/** What the command line said: options by name, several values as a list; and the arguments. */
export interface Arguments {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly paths: readonly string[];
  readonly key: string;
}

/** Runs one command and gives the exit code. */
export type Handler = (args: Arguments, world: World) => Promise<number>;

export const strings = (args: Arguments, name: string): readonly string[] => {
  const value = args.options[name];
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
};

export const text = (args: Arguments, name: string): string | undefined => {
  const value = args.options[name];
  return typeof value === 'string' ? value : undefined;
};
