import type { Stay } from '../core/promotion/index.js';
import { clean, cleanStart } from './clean.js';
import { painter } from './paint.js';

/** What one app ran where. */
export interface LogReport {
  readonly app: string;
  /** When the releases were published, as far as commits say so; milliseconds since 1970. */
  readonly released: ReadonlyMap<string, number>;
  /** In the order of the app's file, each with its stays, oldest first. */
  readonly environments: readonly { readonly name: string; readonly stays: readonly Stay[] }[];
  /** Environments to show; all if empty. */
  readonly only?: readonly string[];
}

const MINUTE = 60_000;
const UNITS = [
  ['d', 1440],
  ['h', 60],
  ['min', 1],
] as const;

/** `3 d 2 h`: the two largest units of a time in milliseconds. */
export function lasting(time: number): string {
  let left = Math.max(0, Math.floor(time / MINUTE));
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.slice(0, 2).join(' ') || '0 min';
}

const date = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

/** When a tag began its way: its release, or its first arrival anywhere. */
function begin({ released, environments }: LogReport, tag: string): number {
  const arrivals = environments.flatMap(({ stays }) => stays.filter((stay) => stay.tag === tag).map(({ from }) => from));
  return released.get(tag) ?? Math.min(...arrivals);
}

const shownOf = ({ environments, only = [] }: LogReport) =>
  environments.filter(({ name }) => only.length === 0 || only.includes(name));

/** A table for each app, newest first: tag, environment, from, until, how long it ran, and how long it took to get there. */
export function formatLog(reports: readonly LogReport[], now: number, colour = false): string {
  const paint = painter(colour);
  const tables = reports.map((report) => {
    const rows = shownOf(report)
      .flatMap(({ name, stays }) => stays.map((stay) => ({ name, ...stay })))
      .toSorted((a, b) => b.from - a.from)
      .map(({ name, tag, from, to }) => [
        cleanStart(tag),
        cleanStart(name),
        date(from),
        to === undefined ? 'now' : date(to),
        lasting((to ?? now) - from),
        lasting(from - begin(report, tag)),
      ]);
    const all = [['tag', 'environment', 'from', 'until', 'ran', 'after'], ...rows];
    const widths = all[0]?.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0))) ?? [];
    const lines = all.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
    const [head = '', ...body] = lines;
    return [
      paint.bold(clean(report.app)),
      ...(rows.length > 0 ? [paint.dim(head), ...body] : ['  no tag in the history of Git']),
    ].join('\n');
  });
  return tables.length > 0 ? `${tables.join('\n\n')}\n` : '';
}

/** The same as JSON: times in ISO 8601, lead times in seconds. */
export const logJson = (reports: readonly LogReport[]): string =>
  `${JSON.stringify(
    reports.flatMap((report) =>
      shownOf(report).flatMap(({ name, stays }) =>
        stays.map(({ tag, from, to, commit }) => ({
          app: report.app,
          environment: name,
          tag,
          from: new Date(from).toISOString(),
          ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
          leadSeconds: Math.round((from - begin(report, tag)) / 1000),
          commit,
        })),
      ),
    ),
    null,
    2,
  )}\n`;
