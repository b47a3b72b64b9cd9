import { type PlanInput, planPromotion } from '../../../src/core/promotion/index.js';
import { appWith, type Order } from './apps.js';

export interface Situation {
  readonly order: Order;
  /** Environment and the tag it runs; `-` is none. */
  readonly runs: Readonly<Record<string, string>>;
  readonly input?: Partial<PlanInput>;
  /** For each environment: action, tags, reason. */
  readonly plan: readonly string[];
}

export const HOUR = 3_600_000;
export const release = { from: 'release' } as const;
/** Two environments take the release, the third what both run. */
export const FAN_IN: Order = { eu: release, us: release, prod: { after: ['eu', 'us'] } };
export const UNCOMPARED = '; they are not both semantic versions, so which is newer was not checked';

/** The plan of a situation in the form of its `plan`; each line belongs to the environment of the same place in `order`. */
export function planOf({ order, runs, input }: Situation): readonly string[] {
  const running = new Map(Object.entries(runs).map(([name, tag]) => [name, tag === '-' ? undefined : tag]));
  const names = Object.keys(order);
  return planPromotion({ app: appWith(order), running, ...input }).map(({ environment, action, from, to, reason }, i) => {
    if (environment !== names[i]) throw new Error(`${environment} stands in the place of ${names[i]}`);
    const tags = [from, to].filter((tag) => tag !== undefined).join(' → ');
    return `${`${action} ${tags}`.trim()}: ${reason}`;
  });
}
