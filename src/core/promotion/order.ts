import type { App, Environment } from '../config/types.js';
import { finding } from '../findings.js';
import { didYouMean } from '../suggest.js';
import type { Finding, FindingCode } from '../types.js';
import { isRange } from '../version.js';
import { checkTag } from './tag.js';

/**
 * Can tags come to every environment of an app? Findings: environments in `after` that do not exist, and cycles (an environment
 * after itself too), semver ranges that are none, and a soak time where there is nothing to wait for.
 */
export function checkPromotionOrder(app: App): readonly Finding[] {
  const names = app.environments.map(({ name }) => name);
  return [
    ...firstImage(app),
    ...app.environments.flatMap((environment) => ownMistakes(environment, names)),
    ...cycles(app.environments),
  ];
}

/** What is decided about must come from somewhere: the first image takes the release. */
const firstImage = ({ path, promotion: { images } }: App): readonly Finding[] =>
  images[0].from === 'release'
    ? []
    : [
        finding('config/not-allowed', `the first of \`promote.images\` decides, and cannot have \`from: before\``, {
          origin: { from: 'file', path, line: 1, column: 1, length: 1 },
          fix: 'put the image that takes releases first',
        }),
      ];

function ownMistakes({ name, promote, origin }: Environment, names: readonly string[]): readonly Finding[] {
  const wrong = (code: FindingCode, message: string, fix: string | undefined) =>
    finding(code, message, { origin, ...(fix === undefined ? {} : { fix }) });
  const unknown = (other: string) =>
    wrong(
      'config/unknown-environment',
      `\`${name}\` comes after \`${other}\`, which is no environment of this app`,
      didYouMean(other, names),
    );
  const found = promote.after.filter((other) => !names.includes(other)).map(unknown);
  if (promote.tags !== undefined && !isRange(promote.tags))
    found.push(wrong('config/not-allowed', `\`${promote.tags}\` is no semver range`, 'write, for example, ">=1.0.0"'));
  const first = promote.from === 'release';
  if (promote.soak !== undefined && first)
    found.push(
      wrong(
        'config/not-allowed',
        `\`${name}\` takes the release itself, nothing can soak before it`,
        'remove `soak`, or set `after`',
      ),
    );
  if (promote.checks.length > 0 && first)
    found.push(
      wrong(
        'config/not-allowed',
        `\`${name}\` takes the release itself, no commit before it can have \`checks\``,
        'remove `checks`, or set `after`',
      ),
    );
  return promote.hold ? [...found, ...checkTag(promote.hold.tag, promote.hold.origin)] : found;
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
