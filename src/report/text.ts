import { clean } from './clean.js';
import { firstOf } from './first.js';
import type { EnvironmentFinding } from './group.js';
import { environmentsOf, objectOf, placeOf, type Show } from './place.js';

const bracketed = (open: string, text: string, close: string): string => (text === '' ? '' : ` ${open}${text}${close}`);

/** `file:line:column: severity code: message (fix) [app: environments]`, one line each: what editors and `grep` read. */
export function formatText(findings: readonly EnvironmentFinding[], show?: Show): string {
  const { shown, left } = firstOf(findings);
  const lines = shown.map((item) => {
    const place = placeOf(item, show);
    const head = `${place === '' ? '' : `${place}: `}${item.severity} ${item.code}: ${clean(item.message)}`;
    return `${head}${bracketed('(', clean(item.fix ?? ''), ')')}${bracketed('<', objectOf(item), '>')}${bracketed('[', environmentsOf(item), ']')}\n`;
  });
  return [...lines, ...left.map((line) => `${clean(line)}\n`)].join('');
}
