import { type Stay, versionOf } from '../core/promotion/index.js';
import { cleanJson, cleanStart } from './clean.js';
import { counted } from './counts.js';
import { type Journey, journeysOf, type LogReport, leadOf, medianOf } from './journeys.js';
import { painter } from './paint.js';

const MINUTE = 60_000;
const MOST = 30;
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

const shownOf = ({ environments, only = [] }: LogReport) =>
  environments.filter(({ name }) => only.length === 0 || only.includes(name));

/**
 * For each app: a row for each tag, newest first, that says how long after its release it came to each environment (`*`: it runs there),
 * what was gone back from, and how long it takes to the last environment. Times are UTC.
 */
export function formatLog(reports: readonly LogReport[], now: number, colour = false): string {
  return reports.map((report) => `${appLog(report, now, colour).join('\n')}\n`).join('\n');
}

function appLog(report: LogReport, now: number, colour: boolean): readonly string[] {
  const paint = painter(colour);
  const title = paint.bold(cleanStart(report.app));
  const shown = shownOf(report);
  const journeys = journeysOf(report).filter(({ arrivals }) => shown.some(({ name }) => arrivals.has(name)));
  if (journeys.length === 0) return [title, '  no tag in the history of Git'];

  const running = new Map(shown.map(({ name, stays }) => [name, stays.findLast(({ to }) => to === undefined)]));
  const runs = (name: string, version: string) => versionOf(running.get(name)?.tag ?? '') === version;
  const cell = (journey: Journey, name: string): string => {
    const lead = leadOf(journey, name);
    const text = lead === undefined ? '·' : lasting(lead);
    return journey.arrivals.has(name) ? `${text}${runs(name, journey.version) ? ' *' : ''}` : '';
  };
  const known = journeys.every(({ released }) => released);
  const head = ['tag', known ? 'released' : 'first seen', ...shown.map(({ name }) => name)];
  const rows = journeys
    .slice(0, MOST)
    .map((journey) => [journey.version, date(journey.begin), ...shown.map(({ name }) => cell(journey, name))].map(cleanStart));
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) => `  ${cells.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd();
  const left = journeys.length - rows.length;
  return [
    title,
    paint.dim(line(head)),
    ...rows.map((row) => line(row).replace(/ \*/g, (star) => paint.green(star))),
    ...(left > 0 ? [`  and ${left} before: \`--json\` has all of them`] : []),
    '',
    ...shown.map(({ name, stays }) => `  ${nowLine(name, stays, now)}`),
    ...toLast(shown.at(-1)?.name ?? '', journeys).map((text) => `  ${text}`),
  ];
}

/** `prod runs v1.1.0 for 3 d; it went back from v1.2.0` */
function nowLine(name: string, stays: readonly Stay[], now: number): string {
  const [before, last] = [stays.at(-2), stays.at(-1)];
  if (!last || last.to !== undefined) return cleanStart(`${name} runs no tag`);
  const back = before && last.back ? `; it went back from ${versionOf(before.tag)}, which ran ${ranFor(before)}` : '';
  return cleanStart(`${name} runs ${versionOf(last.tag)} since ${date(last.from)} (${lasting(now - last.from)})${back}`);
}

const ranFor = ({ from, to = from }: Stay) => lasting(to - from);

/** How long it takes to the last environment: the figure that users ask for. */
function toLast(name: string, journeys: readonly Journey[]): readonly string[] {
  const times = journeys.flatMap((journey) => leadOf(journey, name) ?? []);
  if (times.length === 0) return [];
  const range = times.length > 2 ? `, from ${lasting(Math.min(...times))} to ${lasting(Math.max(...times))}` : '';
  return [cleanStart(`to ${name}: ${lasting(medianOf(times))} in the median of ${counted(times.length, 'tag')}${range}`)];
}

/** The same as JSON: every stay, oldest first; times in ISO 8601, the time from the release to the first arrival in seconds. */
export function logJson(reports: readonly LogReport[]): string {
  const entries = reports.flatMap((report) => {
    const journeys = new Map(journeysOf(report).map((journey) => [journey.version, journey]));
    return shownOf(report).flatMap(({ name, stays }) =>
      stays.map(({ tag, from, to, commit, back }) => {
        const journey = journeys.get(versionOf(tag));
        const lead = journey && leadOf(journey, name);
        return {
          app: report.app,
          environment: name,
          tag,
          from: new Date(from).toISOString(),
          ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
          ...(lead === undefined || journey?.arrivals.get(name) !== from ? {} : { leadSeconds: Math.round(lead / 1000) }),
          ...(back ? { back } : {}),
          commit,
        };
      }),
    );
  });
  return `${cleanJson(JSON.stringify(entries, null, 2))}\n`;
}
