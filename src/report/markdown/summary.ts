import { counted, tally } from '../counts.js';
import { type FindingsOf, groupFindings } from '../group.js';
import { budget } from './budget.js';
import { shortDigest } from './digest.js';
import { code, prose } from './escape.js';
import { findingList } from './findings.js';

/** A step's summary may have 1 MiB; beyond that GitHub drops it whole. */
const LIMIT = { characters: 1_000_000, bytes: 1_000_000 };

/** One decision of a promotion, and the pull request that it led to. */
export interface PlanRow {
  readonly app: string;
  readonly environment: string;
  readonly action: string;
  readonly reason: string;
  readonly from?: string;
  readonly to?: string;
  /** When the decision may change by itself, ISO 8601. */
  readonly until?: string;
  readonly pullRequest?: number;
}

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, '\\|')).join(' | ')} |\n`;
const header = (...names: readonly string[]): string => row(...names) + row(...names.map(() => '---'));

/**
 * The job summary of a check: what was found, and the digest of every environment that has one. `digests`: app → environment → digest;
 * `all`: how many environments there are, if some have none.
 */
export function findingsSummary(
  list: readonly FindingsOf[],
  digests: Readonly<Record<string, Readonly<Record<string, string>>>>,
  all = 0,
): string {
  const findings = groupFindings(list);
  const rows = Object.entries(digests).flatMap(([app, environments]) =>
    Object.entries(environments).map(([name, digest]) => row(code(app), code(name), code(shortDigest(digest)))),
  );
  const title = `## Fairlead: ${tally(findings).join(', ') || 'no findings'}\n\n${rows.length < all ? `${rows.length} of ${counted(all, 'environment')}` : counted(rows.length, 'environment')} rendered.\n\n`;
  const room = budget(LIMIT);
  room.take(title);
  const body = findingList(findings, room);
  const table = rows.filter(room.take);
  return title + body + (table.length > 0 ? header('App', 'Environment', 'Digest') + table.join('') : '');
}

/** The job summary of a promotion: the plan with its pull requests, then what was found. */
export function promotionSummary(plan: readonly PlanRow[], list: readonly FindingsOf[]): string {
  const room = budget(LIMIT);
  const tags = ({ from, to }: PlanRow) => (to === undefined ? '' : `${from === undefined ? '' : `${code(from)} → `}${code(to)}`);
  const rows = plan
    .map((item) =>
      row(
        code(item.app),
        code(item.environment),
        item.action,
        tags(item),
        prose(item.reason),
        item.pullRequest === undefined ? '' : `#${item.pullRequest}`,
      ),
    )
    .filter(room.take);
  const title = `## Fairlead: ${counted(plan.filter((item) => item.pullRequest !== undefined).length, 'pull request')}\n\n`;
  return (
    title +
    (rows.length > 0 ? `${header('App', 'Environment', 'Decision', 'Tag', 'Why', 'Pull request')}${rows.join('')}\n` : '') +
    findingList(groupFindings(list), room)
  );
}
