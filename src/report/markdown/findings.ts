import type { Severity } from '../../core/index.js';
import type { EnvironmentFinding } from '../group.js';
import { environmentsOf, objectOf, placeOf } from '../place.js';
import { shorten } from '../shorten.js';
import type { Budget } from './budget.js';
import { code, prose } from './escape.js';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
const MOST = 50;
const TITLE = '**Findings**\n\n';

function findingItem(item: EnvironmentFinding): string {
  const place = placeOf(item);
  const fix = item.fix === undefined ? '' : `; ${prose(shorten(item.fix, 300))}`;
  const small = [item.code, objectOf(item), environmentsOf(item)]
    .filter((part) => part !== '')
    .map((part) => prose(shorten(part, 200)));
  return `- **${item.severity}** ${place === '' ? '' : `${code(shorten(place, 200))} `}${prose(shorten(item.message, 500))}${fix} <sub>${small.join(' · ')}</sub>\n`;
}

/** Findings as a list, errors first, each with file and line; as many as there is room for, and how many more there are. */
export function findingList(findings: readonly EnvironmentFinding[], room: Budget): string {
  if (findings.length === 0 || !room.take(`${TITLE}\n- and ${findings.length} more\n\n`)) return '';
  const sorted = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  const items = sorted.slice(0, MOST).map(findingItem).filter(room.take);
  const left = findings.length - items.length;
  return `${TITLE}${items.join('')}${left > 0 ? `- and ${left} more\n` : ''}\n`;
}
