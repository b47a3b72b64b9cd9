import type { Finding } from '../core/index.js';
import { clean, cleanStart } from './clean.js';
import type { EnvironmentFinding } from './group.js';

/** How a file is named to the reader, who may stand in another folder than the repository's root. */
export type Show = (path: string) => string;

/** What a finding is about, fit to begin a line: `file:line:column`, a flag, a parameter or an object; empty if it says none. */
export function placeOf({ origin, object }: Finding, show: Show = (path) => path): string {
  if (origin?.from === 'file') return `${cleanStart(show(origin.path))}:${origin.line}:${origin.column}`;
  if (origin?.from === 'flag') return cleanStart(origin.name);
  if (origin?.from === 'parameter') return `parameter ${clean(origin.name)}`;
  return object ? cleanStart(`${object.kind}/${object.name}`) : '';
}

/** The object and the field that a finding is about; the object only if `placeOf` does not name it already. */
export function objectOf({ origin, object, pointer }: Finding): string {
  if (!object) return '';
  return clean([origin ? `${object.kind}/${object.name}` : '', pointer ?? ''].filter((part) => part !== '').join(' '));
}

/** The app and environments that have the finding, as `web: dev, prod`; empty if it was not grouped. */
export function environmentsOf({ app, environments = [] }: EnvironmentFinding): string {
  return clean([app ?? '', environments.join(', ')].filter((part) => part !== '').join(': '));
}
