import { restartsPods } from '../../core/diff/index.js';
import { counted, tally } from '../counts.js';
import { groupFindings } from '../group.js';
import type { LineFix } from '../line-fixes.js';
import { type Budget, budget, type Limit } from './budget.js';
import { objectItem } from './changes.js';
import { digestPair } from './digest.js';
import { html, prose } from './escape.js';
import { findingList } from './findings.js';
import { fixList } from './fixes.js';
import { field } from './marker.js';
import { type EnvironmentPreview, type Section, sectionsOf } from './sections.js';

export interface PreviewReport {
  readonly apps: readonly {
    readonly app: string;
    readonly environments: readonly EnvironmentPreview[];
  }[];
  /** Certain fixes that stand nowhere else. */
  readonly fixes?: readonly LineFix[];
  /** Which of the comments on a pull request it is: several jobs may write one each. */
  readonly key?: string;
  /** The commit that it speaks of. */
  readonly head?: string;
}

/** First line of the comment of a key, by which it is found again. */
export const previewMarker = (key: string): string => `<!-- fairlead:preview ${key === '' ? '' : `key=${field(key)} `}-->`;

/** What the notes at the end may take. */
const NOTES = 400;

const failed = ({ digest, findings }: EnvironmentPreview): boolean =>
  digest.after === undefined && findings.some(({ severity }) => severity === 'error');

/** What is said of an environment that has no list of objects. */
function stateOf(environment: EnvironmentPreview): string | undefined {
  const { changes, digest } = environment;
  if (failed(environment)) return 'Not rendered because of errors';
  if (changes.length > 0) return undefined;
  return digest.before === digest.after ? 'Unchanged' : 'Only the order of keys or list items differs';
}

function headline(report: PreviewReport): string {
  const environments = report.apps.flatMap((app) => app.environments);
  const broken = environments.filter(failed).length;
  const change = environments.filter((environment) => !failed(environment) && environment.changes.length > 0).length;
  const same = environments.length - change - broken;
  const counts = [
    change > 0 ? `${counted(change, 'environment')} ${change === 1 ? 'changes' : 'change'}` : 'no environment changes',
    ...(same > 0 && change > 0 ? [`${same} ${same === 1 ? 'does' : 'do'} not`] : []),
    ...(broken > 0 ? [`${broken} cannot be rendered`] : []),
  ];
  const what = counts.join(', ');
  const findings = groupFindings(report.apps.flatMap(({ app, environments: all }) => all.map((one) => ({ app, ...one }))));
  return `### Fairlead: ${[what, ...tally(findings)].join(' · ')}\n\n`;
}

function section({ app, environments, changes }: Section, room: Budget, open: boolean): { text: string; left: number } {
  const names = environments.map(({ environment }) => html(environment)).join(', ');
  const restarts = changes.some(restartsPods) ? ' · restarts pods' : '';
  const head = `<details${open ? ' open' : ''}><summary><b>${html(app)}</b>: ${names} · ${counted(changes.length, 'object')}${restarts}</summary>\n\n`;
  const foot = '\n</details>\n\n';
  let items = '';
  let left = 0;
  for (const change of changes) {
    const item = objectItem(change);
    if (room.take(items === '' ? `${head}${item}${foot}` : item)) items += item;
    else left += 1;
  }
  return { text: items === '' ? '' : `${head}${items}${foot}`, left };
}

/** `**Unchanged**: web (staging, prod)`: what each environment without a list of objects is. */
function others({ apps }: PreviewReport, room: Budget): string {
  const states = new Map<string, string[]>();
  for (const { app, environments } of apps) {
    for (const state of new Set(environments.map(stateOf))) {
      const names = environments
        .filter((environment) => stateOf(environment) === state)
        .map(({ environment }) => html(environment));
      const named = names.filter((name) => name !== '');
      const text = named.length > 0 ? `${html(app)} (${named.join(', ')})` : html(app);
      if (state !== undefined) states.set(state, [...(states.get(state) ?? []), text]);
    }
  }
  const lines = [...states].map(([state, list]) => `<p>${state}: ${list.join('; ')}</p>\n\n`);
  return lines.filter(room.take).join('');
}

/** What each environment's stream was and is, to compare with what the other faces print. */
function digests({ apps }: PreviewReport, room: Budget): string {
  const lines = apps.flatMap(({ app, environments }) => {
    const differ = environments.filter(({ digest }) => digest.after !== undefined && digest.before !== digest.after);
    return differ.map(({ environment, digest }) => `<sub>${prose(app)} ${prose(environment)} ${digestPair(digest)}</sub><br>\n`);
  });
  return lines.filter(room.take).join('');
}

function body(report: PreviewReport, limit: Limit, start: string, rest: string): string {
  const room = budget({ characters: limit.characters - NOTES, bytes: limit.bytes - NOTES });
  const head = `${start}${headline(report)}`;
  room.take(head);
  const findings = groupFindings(report.apps.flatMap(({ app, environments }) => environments.map((one) => ({ app, ...one }))));
  const list = `${findingList(findings, room)}${fixList(report.fixes ?? [], room)}`;
  const all = report.apps.flatMap(({ app, environments }) => sectionsOf(app, environments));
  const shown = all.map((one) => section(one, room, all.length === 1));
  const left = shown.reduce((sum, one) => sum + one.left, 0);
  const note = left > 0 ? `**${counted(left, 'changed object')} left out** to stay below GitHub's limit.${rest}\n` : '';
  return `${head}${list}${shown.map(({ text }) => text).join('')}${others(report, room)}${digests(report, room)}${note === '' ? '' : `\n${note}`}`;
}

/**
 * The comment on a pull request: what was found, then what changes, each change once with the environments that share it. Objects that
 * do not fit are counted; `limit` is in characters, at least 1,000. (GitHub refuses comments over 262,144 bytes, some servers over 65,536 characters.)
 */
export const previewComment = (report: PreviewReport, limit = 60_000): string =>
  `${body(report, { characters: limit, bytes: 262_000 }, `${previewMarker(report.key ?? '')}\n`, ' The job summary has the rest.')}${report.head === undefined ? '' : `\n<sub>For ${report.head}</sub>\n`}`;

/** The same for the job summary, which the runner drops as a whole above 1 MiB (actions/runner, FileCommandManager). */
export const previewSummary = (report: PreviewReport, limit = 1_000_000): string =>
  body(report, { characters: limit, bytes: 1_000_000 }, '', '');
