import type { ObjectChange } from '../core/diff/index.js';
import type { Finding } from '../core/index.js';
import type { Action } from '../core/promotion/index.js';
import { clean, cleanStart } from './clean.js';
import { counted, tally } from './counts.js';
import type { Digests } from './markdown/digest.js';
import { objectLines, signed } from './object-lines.js';
import { type Paint, painter } from './paint.js';
import { shortDigests, shortenBoth } from './shorten.js';

/** A line of a file that changes, or several with line breaks between them. */
interface Edit {
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

export interface EnvironmentPlan {
  readonly environment: string;
  readonly decision: Action;
  readonly reason: string;
  readonly from?: string;
  readonly to?: string;
  /** When the decision may change by itself, in milliseconds since 1970. */
  readonly until?: number;
  /** The lines that change. */
  readonly edits?: readonly Edit[];
  readonly changes: readonly ObjectChange[];
  readonly digest?: Digests;
  readonly findings: readonly Finding[];
  /** How many objects the environment has with the new tag, if it gets one. */
  readonly objects?: number;
}

/** What promotion would do with one app. */
export interface PlanReport {
  readonly app: string;
  readonly tag?: string;
  readonly environments: readonly EnvironmentPlan[];
}

export interface PlanOptions {
  readonly seconds: number;
  readonly colour?: boolean;
}

const DECISIONS = {
  bump: { word: 'bump', tone: 'green', one: 'bump', many: 'bumps' },
  none: { word: 'none', tone: 'dim', one: 'unchanged', many: 'unchanged' },
  wait: { word: 'wait', tone: 'yellow', one: 'waits', many: 'wait' },
  refuse: { word: 'refuse', tone: 'red', one: 'refused', many: 'refused' },
  supersede: { word: 'supersede', tone: 'green', one: 'superseded', many: 'superseded' },
  close: { word: 'close', tone: 'yellow', one: 'closed', many: 'closed' },
} as const;

const said = (text: string): string => shortDigests(clean(text));
const isWritten = (decision: Action): boolean => decision === 'bump' || decision === 'supersede';

/** Columns of the names and of the decisions. */
interface Widths {
  readonly width: number;
  readonly words: number;
}

function environmentLines(plan: EnvironmentPlan, { width, words }: Widths, paint: Paint): readonly string[] {
  const { environment, decision, reason, from, to, edits = [], changes, digest, findings, objects = 0 } = plan;
  const { word, tone } = DECISIONS[decision];
  const tags = isWritten(decision) && to !== undefined ? said(from === undefined ? to : `${from} → ${to}`) : '';
  const head = [
    cleanStart(environment).padEnd(width),
    paint[tone](word.padEnd(words)),
    tags,
    said(reason),
    tally(findings).join(', '),
  ];
  const lines = [`  ${head.filter((part) => part !== '').join('  ')}`];
  for (const edit of edits) {
    lines.push(`    ${cleanStart(edit.path)}:${edit.line}`);
    lines.push(...editLines(edit, paint));
  }
  lines.push(...changes.flatMap((change) => objectLines(change, paint)));
  if (isWritten(decision) && digest) {
    const pair = [digest.before, digest.after]
      .filter((text) => text !== undefined)
      .map((text) => clean(text).slice(0, 'sha256:'.length + 12));
    lines.push(`    ${paint.dim(`${pair.join(' → ')}  ${changes.length} of ${counted(objects, 'object')}`)}`);
  }
  return lines;
}

/** One line without its indentation, or a block of lines with it. */
function editLines({ before, after }: Edit, paint: Paint): readonly string[] {
  const line = (sign: '-' | '+', text: string) => `      ${signed({ sign, text }, paint)}`;
  if (!`${before}${after}`.includes('\n')) {
    const [old, now] = shortenBoth(clean(before.trim()), clean(after.trim()));
    return [line('-', old), line('+', now)];
  }
  const all = (sign: '-' | '+', text: string) =>
    text === '' ? [] : text.split('\n').map((one) => line(sign, clean(one.trimEnd())));
  return [...all('-', before), ...all('+', after)];
}

/** The plan for a terminal: each environment's decision, the line and the objects that it changes, and one line of counts at the end. */
export function formatPlan(plan: readonly PlanReport[], { seconds, colour = false }: PlanOptions): string {
  const paint = painter(colour);
  const apps = plan.map(({ app, tag, environments }) => {
    const width = Math.max(0, ...environments.map(({ environment }) => cleanStart(environment).length));
    const words = Math.max(6, ...environments.map(({ decision }) => decision.length));
    const title = `${paint.bold(cleanStart(app))}${tag === undefined ? '' : `  ${cleanStart(tag)}`}`;
    return [title, ...environments.flatMap((environment) => environmentLines(environment, { width, words }, paint))].join('\n');
  });
  const all = plan.flatMap(({ environments }) => environments);
  const counts = (['bump', 'supersede', 'close', 'none', 'wait', 'refuse'] as const).flatMap((decision) => {
    const count = all.filter((item) => item.decision === decision).length;
    return count > 0 ? [`${count} ${DECISIONS[decision][count === 1 ? 'one' : 'many']}`] : [];
  });
  const found = tally(all.flatMap(({ findings }) => findings)).join(', ');
  const last = [counts.join(', ') || 'nothing to do', found || 'no findings', `${seconds.toFixed(1)} s`];
  return `${[...apps, last.join(' · ')].join('\n\n')}\n`;
}
