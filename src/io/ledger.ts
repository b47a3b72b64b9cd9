/** The paths of each group's files, with the digests of what was written to them. */
export type Ledger = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Stands in the output folder, and remembers what earlier runs wrote, so that what is no longer made can be removed, and nothing else is. */
export const LEDGER = '.fairlead-output.json';

/** Enough for 100,000 files. */
export const LARGEST_LEDGER = 16 * 1024 * 1024;

/** Version 1, which had none, is a map of lists of paths. */
const VERSION = 2;

/** Whether `outputFiles` could have made a path for a group. */
const isPathOf = (group: string, path: string): boolean =>
  path === `${group}.yaml` ||
  (path.startsWith(`${group}/`) && /^[a-z0-9_]+-[a-z0-9._-]*\.yaml$/.test(path.slice(group.length + 1)));

/** Reads a ledger, which anybody may have written: what is not of its form is left out. Gives nothing for a text that is not a ledger with digests. */
export function readLedger(text: string): Ledger | undefined {
  const data = parsed(text);
  if (!isMap(data) || data['version'] !== VERSION || !isMap(data['files'])) return undefined;
  const groups = Object.entries(data['files']).map(
    ([group, files]) => [group, isMap(files) ? entriesOf(group, files) : new Map()] as const,
  );
  return new Map(groups);
}

const entriesOf = (group: string, files: object): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(files).filter(
      (entry): entry is [string, string] =>
        isPathOf(group, entry[0]) && typeof entry[1] === 'string' && /^sha256:[0-9a-f]{64}$/.test(entry[1]),
    ),
  );

const isMap = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same text for the same files. */
export function writeLedger(ledger: Ledger): string {
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const files = Object.fromEntries(sorted(ledger).map(([group, paths]) => [group, Object.fromEntries(sorted(paths))]));
  return `${JSON.stringify({ version: VERSION, files }, null, 2)}\n`;
}
