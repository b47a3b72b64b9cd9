import type { ObjectChange } from '../../core/diff/index.js';
import type { Finding } from '../../core/index.js';
import { counted } from '../counts.js';
import { groupFindings } from '../group.js';
import { budget } from './budget.js';
import { objectItem } from './changes.js';
import { digestPair, wholeDigest } from './digest.js';
import { code } from './escape.js';
import { findingList } from './findings.js';

/** One tag that goes to one environment of one app. */
export interface Promotion {
  readonly app: string;
  readonly environment: string;
  readonly from?: string;
  readonly to: string;
  readonly file: string;
  readonly line: number;
  readonly changes: readonly ObjectChange[];
  readonly digest: { readonly before?: string; readonly after: string };
  readonly findings: readonly Finding[];
  /** The environment that takes the tag after this one. */
  readonly next?: string;
}

const field = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('--', '-%2D');

/** First line of the body, by which the pull request is known again. Values are percent-encoded, `--` too: they cannot end the comment. */
export const promotionMarker = ({ app, environment, to }: Pick<Promotion, 'app' | 'environment' | 'to'>): string =>
  `<!-- fairlead:promotion app=${field(app)} environment=${field(environment)} tag=${field(to)} -->`;

/** The body of the pull request that puts a tag into an environment; `limit` is in characters (GitHub refuses more than 65,536). */
export function promotionBody(promotion: Promotion, limit = 60_000): string {
  const { app, environment, from, to, file, line, changes, digest, findings, next } = promotion;
  const room = budget({ characters: limit - 400, bytes: 262_000 });
  const tags = from === undefined ? code(to) : `${code(from)} → ${code(to)}`;
  const after = next === undefined ? '' : `\nOnce this is merged, ${code(next)} can take ${code(to)}.\n`;
  const head = `${promotionMarker(promotion)}\n**${code(app)}** in **${code(environment)}**: ${tags}\n\n${code(`${file}:${line}`)} is the line that changes.\n\n`;
  const foot = `${after}\n<sub>Digest</sub> ${digestPair(digest)}<br>${wholeDigest(digest.after)}\n`;
  room.take(`${head}${foot}`);
  const list = findingList(groupFindings([{ app, environment, findings }]), room);
  const items = changes.map(objectItem).filter(room.take);
  const left = changes.length - items.length;
  const title =
    changes.length > 0
      ? `**${counted(changes.length, 'object')} ${changes.length === 1 ? 'changes' : 'change'}**\n\n`
      : 'No object changes.\n';
  const note = left > 0 ? `- and ${counted(left, 'object')} more, left out to stay below GitHub's limit\n` : '';
  return `${head}${list}${title}${items.join('')}${note}${foot}`;
}
