import type { ObjectChange } from '../../core/diff/index.js';
import { concealed, type Finding } from '../../core/index.js';
import type { Timeline } from '../../core/promotion/index.js';
import { counted } from '../counts.js';
import { groupFindings } from '../group.js';
import { type Budget, budget } from './budget.js';
import { objectItem } from './changes.js';
import { digestPair, wholeDigest } from './digest.js';
import { code, prose } from './escape.js';
import { findingList } from './findings.js';
import { type Marker, promotionMarker } from './marker.js';

/** The commits of the application between two tags. */
export interface Commits {
  /** Where they are shown. */
  readonly url: string;
  /** Subjects, oldest first; empty if they could not be read. */
  readonly subjects: readonly string[];
  /** True if they are taken back. */
  readonly back?: boolean;
}

/** What one app gets. */
export interface PromotedApp {
  readonly app: string;
  readonly from?: string;
  readonly to: string;
  /** Its hold ends. */
  readonly lift?: boolean;
  /** The lines that change. */
  readonly lines: readonly { readonly path: string; readonly line: number; readonly key?: string }[];
  /** Path of the app's file, if its hold begins or ends. */
  readonly hold?: string;
  /** Values that change with them, because they are the same anchor. */
  readonly shared?: readonly string[];
  readonly changes: readonly ObjectChange[];
  readonly digest: { readonly before?: string; readonly after?: string };
  readonly findings: readonly Finding[];
  readonly timelines?: readonly Timeline[];
  readonly commits?: Commits;
}

/** One pull request: tags that go to one environment, of one app or of the apps of a group. */
export interface Promotion {
  readonly environment: string;
  readonly kind: Exclude<Marker['kind'], 'closed' | 'lift'>;
  readonly apps: readonly PromotedApp[];
  /** Sentences on why, if it is not an ordinary promotion: a rollback, windows that are passed over. */
  readonly reasons?: readonly string[];
  /** Sentences on what happens next, and when. */
  readonly next?: readonly string[];
}

const COMMITS = 20;
const tagsOf = ({ from, to }: PromotedApp): string => (from === undefined ? code(to) : `${code(from)} → ${code(to)}`);

/** The body of the pull request that puts a tag into an environment; `limit` is in characters (GitHub refuses more than 65,536). */
export function promotionBody({ environment, kind, apps, reasons = [], next = [] }: Promotion, limit = 60_000): string {
  const room = budget({ characters: limit - 400, bytes: 262_000 });
  const marker = apps
    .map(({ app, to, lift }) => promotionMarker({ app, environment, tag: to, kind: lift ? 'lift' : kind }))
    .join('\n');
  const why = reasons.map((sentence) => `> ${prose(sentence)}\n`).join('>\n');
  const after = next.length > 0 ? `**Next**\n\n${next.map((sentence) => `- ${prose(sentence)}\n`).join('')}\n` : '';
  const head = `${marker}\n${why === '' ? '' : `${why}\n`}`;
  room.take(head + after);
  const sections = apps.flatMap((app) => section(app, environment, room) ?? []);
  const left = apps.length - sections.length;
  if (left > 0) sections.push(`and ${counted(left, 'app')} more, left out to stay below GitHub's limit\n`);
  return `${head}${sections.join('\n')}${after === '' ? '' : `\n${after.trimEnd()}\n`}`;
}

/** Undefined if there is no room left for it. */
function section(app: PromotedApp, environment: string, room: Budget): string | undefined {
  const { lines, hold, shared = [], changes, digest, findings, timelines = [], commits } = app;
  const files = lines.map(({ path, line }) => code(`${path}:${line}`)).join(', ');
  const line =
    lines.length === 0 ? '' : `${files} ${lines.length === 1 ? 'is the line that changes' : 'are the lines that change'}.`;
  const also =
    shared.length > 0
      ? `${shared.map(code).join(', ')} ${shared.length === 1 ? 'is' : 'are'} the same anchor and ${shared.length === 1 ? 'changes' : 'change'} too.`
      : '';
  const held = hold === undefined ? '' : `${code(hold)} ${app.lift ? 'holds it no more' : 'holds it there'}.`;
  const head = `**${code(app.app)}** in **${code(environment)}**: ${tagsOf(app)}\n\n${[line, held, also].filter((sentence) => sentence !== '').join(' ')}\n\n`;
  const foot = digest.after === undefined ? '' : `\n<sub>Digest</sub> ${digestPair(digest)}<br>${wholeDigest(digest.after)}\n`;
  if (!room.take(`${head}${foot}\n`)) return undefined;
  const list = findingList(groupFindings([{ app: app.app, environment, findings }]), room);
  const steps = timelines.map(timeline).filter(room.take).join('');
  const history = commitList(commits, room);
  const items = changes.map(objectItem).filter(room.take);
  const left = changes.length - items.length;
  const title =
    changes.length > 0
      ? `**${counted(changes.length, 'object')} ${changes.length === 1 ? 'changes' : 'change'}**\n\n`
      : 'No object changes.\n';
  const note = left > 0 ? `- and ${counted(left, 'object')} more, left out to stay below GitHub's limit\n` : '';
  return `${head}${list}${history}${title}${items.join('')}${note}${steps}${foot}`;
}

/** `20 % → wait 30s → …`: what a Rollout does once this is merged. */
function timeline({ name, steps, pauses, manual }: Timeline): string {
  const minutes = Math.round(pauses / 60_000);
  const length =
    pauses === 0 ? '' : `, pauses of ${pauses < 120_000 ? `${Math.round(pauses / 1000)} s` : `${minutes} min`} in all`;
  return `\n**Rollout** ${code(name)}: ${steps.map((step) => prose(step)).join(' → ')}${length}${manual ? '; it waits for a person' : ''}\n`;
}

function commitList(commits: Commits | undefined, room: Budget): string {
  if (!commits) return '';
  const { url, subjects, back = false } = commits;
  const some = subjects.length === 0 ? (back ? 'What there was' : 'What is new') : counted(subjects.length, 'commit');
  const head = `**[${some}](${url})${back ? ` ${subjects.length > 1 ? 'go' : 'goes'} back` : ''}**\n\n`;
  if (!room.take(head)) return '';
  const items = subjects
    .slice(-COMMITS)
    .map((subject) => `- ${prose(concealed(subject))}\n`)
    .filter(room.take);
  const left = subjects.length - items.length;
  return `${head}${items.join('')}${left > 0 ? `- and ${left} before\n` : ''}${items.length > 0 ? '\n' : ''}`;
}
