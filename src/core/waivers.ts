import { CODES } from './codes.js';
import type { Waiver } from './config/types.js';
import { finding } from './findings.js';
import { didYouMean } from './suggest.js';
import type { Finding } from './types.js';

const covers = (waiver: Waiver, item: Finding) =>
  waiver.code === item.code && (waiver.object === undefined || waiver.object === `${item.object?.kind}/${item.object?.name}`);

const holds = (waiver: Waiver, environment: string, today?: string) =>
  (waiver.environments === undefined || waiver.environments.includes(environment)) &&
  (today === undefined || waiver.expires === undefined || waiver.expires >= today);

/** The findings of an environment without those that a living waiver covers. */
export const unwaived = (findings: readonly Finding[], waivers: readonly Waiver[], environment: string, today?: string) =>
  findings.filter((item) => !waivers.some((waiver) => holds(waiver, environment, today) && covers(waiver, item)));

/**
 * Takes away what is waived in an environment. `today` is a day such as `2027-01-31`; without it no waiver expires, so that what was
 * approved still renders at sync time whatever the day.
 * Findings added: waivers of unknown codes, and expired ones (whose findings stay).
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  environment: string,
  today?: string,
): readonly Finding[] {
  const here = waivers.filter((waiver) => waiver.environments === undefined || waiver.environments.includes(environment));
  const expired = here.filter((waiver) => today !== undefined && waiver.expires !== undefined && waiver.expires < today);
  return [
    ...unwaived(findings, waivers, environment, today),
    ...expired.map(({ code, expires, origin }) =>
      finding('waiver/expired', `the waiver of \`${code}\` ended on ${expires}`, {
        origin,
        fix: 'mend what it waives, or give it a new day',
      }),
    ),
    ...here.flatMap(({ code, origin }) => {
      if (Object.hasOwn(CODES, code)) return [];
      const fix = didYouMean(code, Object.keys(CODES));
      return [finding('waiver/unknown-code', `there is no finding \`${code}\``, { origin, ...(fix ? { fix } : {}) })];
    }),
  ];
}
