import type { Severity } from '../core/index.js';
import { clean } from './clean.js';
import type { EnvironmentFinding } from './group.js';
import { environmentsOf, objectOf, placeOf } from './place.js';

const COMMAND = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<Severity, string>;

/** Escapes as the runner undoes them (actions/toolkit, core/src/command.ts: escapeData, escapeProperty). */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function annotation(item: EnvironmentFinding): string {
  const { origin, code, severity, message, fix } = item;
  const place = origin?.from === 'file' ? '' : placeOf(item);
  const lines = [`${place === '' ? '' : `${place}: `}${clean(message)}`, clean(fix ?? ''), objectOf(item), environmentsOf(item)];
  const at =
    origin?.from === 'file'
      ? { file: clean(origin.path), line: origin.line, col: origin.column, endColumn: origin.column + origin.length }
      : {};
  const properties = Object.entries({ ...at, title: code }).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMAND[severity]} ${properties.join(',')}::${data(lines.filter((line) => line !== '').join('\n'))}\n`;
}

/** Workflow commands that put each finding on its line of the pull request ("Workflow commands for GitHub Actions"); one line per finding. */
export const formatGithub = (findings: readonly EnvironmentFinding[]): string => findings.map(annotation).join('');
