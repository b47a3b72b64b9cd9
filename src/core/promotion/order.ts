import type { App, Environment } from '../config/types.js';
import { finding } from '../findings/findings.js';
import { didYouMean } from '../findings/suggest.js';
import type { Finding } from '../findings/types.js';
import { GUARDS } from './guards/index.js';

/**
 * Can tags come to every environment of an app? Findings: environments in `after` that do not exist, cycles (an environment after
 * itself too), and mistakes in what the guards read.
 */
export function checkPromotionOrder(app: App): readonly Finding[] {
  const names = app.environments.map(({ name }) => name);
  return [
    ...app.mistakes,
    ...app.environments.flatMap((environment) => [
      ...unknownNames(environment, names),
      ...GUARDS.flatMap((guard) => guard.mistakes?.(environment) ?? []),
    ]),
    ...cycles(app.environments),
  ];
}

function unknownNames({ name, promote, origin }: Environment, names: readonly string[]): readonly Finding[] {
  return promote.after.flatMap((other, i) => {
    if (names.includes(other)) return [];
    const message = `\`${name}\` comes after \`${other}\`, which is not an environment of this app`;
    const fix = didYouMean(other, names);
    const place = promote.places[`after[${i}]`] ?? origin;
    return [finding('config/unknown-environment', message, { origin: place, ...(fix === undefined ? {} : { fix }) })];
  });
}

/** One finding for each cycle. */
function cycles(environments: readonly Environment[]): readonly Finding[] {
  const byName = new Map(environments.map((environment) => [environment.name, environment]));
  const done = new Set<string>();
  const found: Finding[] = [];

  function visit(environment: Environment, trail: readonly Environment[]): void {
    const start = trail.indexOf(environment);
    if (start >= 0) {
      // `after` leads backwards; users think in the direction that tags go.
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
