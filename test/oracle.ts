import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';

const directory = process.env['ORACLES'] ?? join(homedir(), '.cache', 'fairlead-oracles');

/** The path of a real tool to compare with, or undefined where test/oracles/install.sh has not put it into $ORACLES. */
export function oracle(name: string): string | undefined {
  const path = join(directory, name);
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}

/**
 * A `describe` that needs oracles: `tests` gets their paths by name. Where one is missing a single skipped test takes its
 * place, and its title says what to install.
 */
export function describeWith<Name extends string>(
  names: readonly Name[],
  title: string,
  tests: (tools: Readonly<Record<Name, string>>) => void,
): void {
  const missing = names.filter((name) => oracle(name) === undefined);
  const install = `needs ${missing.join(', ')}: test/oracles/install.sh ${directory} ${missing.join(' ')}`;
  if (missing.length > 0) describe(title, () => test.skip(install, () => undefined));
  else
    describe(title, () => tests(Object.fromEntries(names.map((name) => [name, join(directory, name)])) as Record<Name, string>));
}
