import { clean } from './clean.js';
import type { EnvironmentFinding } from './group.js';
import { environmentsOf, objectOf, placeOf, type Show } from './place.js';

const bracketed = (open: string, text: string, close: string): string => (text === '' ? '' : ` ${open}${text}${close}`);

/** `file:line:column: severity code: message (fix) [app: environments]`, one line each: what editors and `grep` read. */
export const formatText = (findings: readonly EnvironmentFinding[], show?: Show): string =>
  findings
    .map((item) => {
      const place = placeOf(item, show);
      const head = `${place === '' ? '' : `${place}: `}${item.severity} ${item.code}: ${clean(item.message)}`;
      return `${head}${bracketed('(', clean(item.fix ?? ''), ')')}${bracketed('<', objectOf(item), '>')}${bracketed('[', environmentsOf(item), ']')}\n`;
    })
    .join('');
