import { CODES } from '../findings/codes.js';
import { finding } from '../findings/findings.js';
import { didYouMean } from '../findings/suggest.js';
import type { Finding } from '../findings/types.js';
import type { Waiver } from './types.js';

/** `Deployment/web`, or with `*` for any part of it. */
const matches = (pattern: string, name: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === name;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    from = found + part.length;
  }
  return true;
};

const concerns = (waiver: Waiver, item: Finding) =>
  waiver.code === item.code &&
  (waiver.object === undefined || matches(waiver.object, `${item.object?.kind}/${item.object?.name}`));

/** With an error of these, something is not rendered: to go on without it would let Argo CD remove it. */
const LOST = /^(file|yaml|config|template)\/|^(values\/(rejected|bad-set)|object\/(not-an-object|missing-field)|bundle\/schema)$/;
export const losesObjects = ({ severity, code }: Finding): boolean => severity === 'error' && LOST.test(code);

const covers = (waiver: Waiver, item: Finding) => concerns(waiver, item) && !losesObjects(item);

const holds = (waiver: Waiver, environment: string, today?: string) =>
  (waiver.environments === undefined || waiver.environments.includes(environment)) &&
  (today === undefined || waiver.expires === undefined || waiver.expires >= today);

/** The findings of an environment without those that a living waiver covers. */
export const unwaived = (findings: readonly Finding[], waivers: readonly Waiver[], environment: string, today?: string) =>
  findings.filter((item) => !waivers.some((waiver) => holds(waiver, environment, today) && covers(waiver, item)));

/** The waivers that are about one of the findings of an environment. */
export const usedWaivers = (findings: readonly Finding[], waivers: readonly Waiver[], environment: string): readonly Waiver[] =>
  waivers.filter((waiver) => holds(waiver, environment) && findings.some((item) => concerns(waiver, item)));

/** A waiver that covers nothing any more: what it waived was fixed. */
export const unusedWaiver = ({ code, object, origin }: Waiver): Finding =>
  finding(
    'waiver/unused',
    `nothing is waived by this any more: no environment has \`${code}\`${object === undefined ? '' : ` in ${object}`}`,
    {
      origin,
      fix: 'remove it',
    },
  );

/**
 * Takes away what is waived in an environment. `today` is a day such as `2027-01-31`; without it no waiver expires, so that what was
 * approved still renders at sync time whatever the day.
 * Findings added: waivers of unknown codes, expired ones, and those of errors that cannot be waived (whose findings stay).
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
        fix: 'fix what it waives, or set a new day',
      }),
    ),
    ...here
      .filter((waiver) => findings.some((item) => concerns(waiver, item) && losesObjects(item)))
      .map(({ code, origin }) =>
        finding('waiver/refused', `\`${code}\` cannot be waived: with this error not all objects are made`, {
          origin,
          fix: 'fix it',
        }),
      ),
    ...here.flatMap(({ code, origin }) => {
      if (Object.hasOwn(CODES, code)) return [];
      const fix = didYouMean(code, Object.keys(CODES));
      return [finding('waiver/unknown-code', `there is no finding \`${code}\``, { origin, ...(fix ? { fix } : {}) })];
    }),
  ];
}
