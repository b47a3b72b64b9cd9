import { isRange } from '../base/version.js';
import type { App, Environment } from '../config/types.js';
import { finding } from '../findings/findings.js';
import { didYouMean } from '../findings/suggest.js';
import type { Finding, FindingCode } from '../findings/types.js';
import { checkTag } from '../image/tag.js';

/**
 * Can tags come to every environment of an app? Findings: environments in `after` that do not exist, and cycles (an environment
 * after itself too), semver ranges that are none, and conditions where there is nothing that could meet them.
 */
export function checkPromotionOrder(app: App): readonly Finding[] {
  const names = app.environments.map(({ name }) => name);
  return [
    ...app.mistakes,
    ...app.environments.flatMap((environment) => ownMistakes(environment, names)),
    ...cycles(app.environments),
  ];
}

function ownMistakes({ name, promote, origin }: Environment, names: readonly string[]): readonly Finding[] {
  const { after, tags, hold, places } = promote;
  const found: Finding[] = [];
  const wrong = (code: FindingCode, place: string, message: string, fix?: string) =>
    found.push(finding(code, message, { origin: places[place] ?? origin, ...(fix === undefined ? {} : { fix }) }));
  for (const [i, other] of after.entries())
    if (!names.includes(other))
      wrong(
        'config/unknown-environment',
        `after[${i}]`,
        `\`${name}\` comes after \`${other}\`, which is no environment of this app`,
        didYouMean(other, names),
      );
  if (tags !== undefined && !isRange(tags))
    wrong('config/not-allowed', 'tags', `\`${tags}\` is no semver range`, 'write, for example, ">=1.0.0"');
  const first = `\`${name}\` takes the release itself`;
  if (promote.from === 'release' && promote.soak !== undefined)
    wrong('config/not-allowed', 'soak', `${first}, nothing can soak before it`, 'remove `soak`, or set `after`');
  if (promote.from === 'release' && promote.checks.length > 0)
    wrong(
      'config/not-allowed',
      'checks[0]',
      `${first}, no commit before it can have \`checks\``,
      'remove `checks`, or set `after`',
    );
  return hold ? [...found, ...checkTag(hold.tag, places['hold.tag'] ?? hold.origin)] : found;
}

/** One finding for each cycle. */
function cycles(environments: readonly Environment[]): readonly Finding[] {
  const byName = new Map(environments.map((environment) => [environment.name, environment]));
  const done = new Set<string>();
  const found: Finding[] = [];

  function visit(environment: Environment, trail: readonly Environment[]): void {
    const start = trail.indexOf(environment);
    if (start >= 0) {
      // `after` leads backwards; people think in the direction that tags go.
      const names = [...trail.slice(start), environment].map(({ name }) => `\`${name}\``).reverse();
      const message = names.length === 2 ? `${names[0]} comes after itself` : `no tag can enter this cycle: ${names.join(' → ')}`;
      found.push(
        finding('config/promotion-cycle', message, {
          origin: environment.origin,
          fix: 'take one of these environments out of an `after`',
        }),
      );
    }
    if (start >= 0 || done.has(environment.name)) return;
    for (const name of new Set(environment.promote.after)) {
      const before = byName.get(name);
      if (before) visit(before, [...trail, environment]);
    }
    done.add(environment.name);
  }

  for (const environment of environments) visit(environment, []);
  return found;
}
