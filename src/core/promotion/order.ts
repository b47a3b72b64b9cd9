import type { App, Environment } from '../config/types.js';
import { finding } from '../findings.js';
import { didYouMean } from '../suggest.js';
import type { Finding } from '../types.js';
import { isRange } from '../version.js';

/**
 * Can tags come to every environment of an app? Findings: environments in `after` that do not exist, and cycles (an environment
 * after itself too), semver ranges that are none, and a soak time where there is nothing to wait for.
 */
export function checkPromotionOrder(app: App): readonly Finding[] {
  const names = app.environments.map(({ name }) => name);
  return [...app.environments.flatMap((environment) => ownMistakes(environment, names)), ...cycles(app.environments)];
}

function ownMistakes({ name, promote, origin }: Environment, names: readonly string[]): readonly Finding[] {
  const unknown = promote.after
    .filter((other) => !names.includes(other))
    .map((other) => {
      const fix = didYouMean(other, names);
      return finding('config/unknown-environment', `\`${name}\` comes after \`${other}\`, which is no environment of this app`, {
        origin,
        ...(fix === undefined ? {} : { fix }),
      });
    });
  const range =
    promote.tags !== undefined && !isRange(promote.tags)
      ? [
          finding('config/not-allowed', `the \`tags\` of \`${name}\`, \`${promote.tags}\`, are no semver range`, {
            origin,
            fix: 'write, for example, ">=1.0.0"',
          }),
        ]
      : [];
  const soak =
    promote.soak !== undefined && promote.from === 'release'
      ? [
          finding('config/not-allowed', `\`${name}\` takes the release itself, so there is nothing that it could \`soak\``, {
            origin,
            fix: 'remove `soak`, or name environments in `after`',
          }),
        ]
      : [];
  return [...unknown, ...range, ...soak];
}

/** One finding for each cycle, at the environment that is first in the file. */
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
