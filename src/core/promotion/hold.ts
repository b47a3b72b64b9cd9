import { at, isMap } from '../base/json.js';
import type { Outcome, SourceFile } from '../findings/types.js';
import { readYamlMap } from '../yaml/read.js';
import { removeEntry } from '../yaml-edit/remove-entry.js';
import { setEntry } from '../yaml-edit/set-entry.js';

/** What a `fairlead.yaml` says of a hold. */
export interface HoldEntry {
  readonly tag: string;
  readonly reason: string;
  readonly until?: string;
}

const rulesOf = (environment: string) => ['environments', environment, 'promote'];

/** A `fairlead.yaml` in which an environment is held; in the place of the hold that it has, if there is one. */
export const setHold = (file: SourceFile, environment: string, hold: HoldEntry): Outcome<SourceFile> =>
  setEntry(file, [...rulesOf(environment), 'hold'], { ...hold });

/** A `fairlead.yaml` without the hold of an environment. Rules that are nothing but the hold go with it. */
export function liftHold(file: SourceFile, environment: string): Outcome<SourceFile> {
  const read = readYamlMap(file);
  const rules = read.ok ? at(read.value.data, rulesOf(environment)) : undefined;
  const alone = isMap(rules) && Object.keys(rules).length === 1;
  return removeEntry(file, [...rulesOf(environment), ...(alone ? [] : ['hold'])]);
}
