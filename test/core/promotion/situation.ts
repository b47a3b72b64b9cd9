import {
  type Arrival,
  type Branch,
  type Facts,
  type PlanInput,
  planPromotion,
  type Verdict,
} from '../../../src/core/promotion/index.js';
import { parseWindows } from '../../../src/core/windows/parse-windows.js';
import { appWith, type Order } from './apps.js';

/** What was found out, in short: `verdicts` by kind and environment; a need that is not in it is met. */
export interface Known {
  readonly arrivals?: Readonly<Record<string, number | null>>;
  /** What environments have run, oldest first, and from when; the last of them is what runs. */
  readonly stays?: Readonly<Record<string, readonly (readonly [string, number])[]>>;
  readonly branches?: Readonly<Record<string, { readonly tag?: string; readonly declined?: Readonly<Record<string, number>> }>>;
  readonly verdicts?: Readonly<Record<string, Verdict>>;
}

export interface Situation {
  readonly order: Order;
  readonly promotion?: Partial<ReturnType<typeof appWith>['promotion']>;
  /** Environment and the tag it runs (several images: a list); `-` is none. */
  readonly runs: Readonly<Record<string, string | readonly string[]>>;
  readonly input?: Partial<PlanInput>;
  readonly known?: Known;
  /** For each environment: action, tags, reason. */
  readonly plan: readonly string[];
}

export const HOUR = 3_600_000;
export const release = { from: 'release' } as const;
/** Two environments take the release, the third what both run. */
export const FAN_IN: Order = { eu: release, us: release, prod: { after: ['eu', 'us'] } };
export const UNCOMPARED = '; they are not both semantic versions, so which is newer was not checked';

/** Plans as io does: what the plan needs is answered from `known` until nothing is left to ask. */
export function decisionsOf({ order, promotion = {}, runs, input, known = {} }: Omit<Situation, 'plan'>) {
  const base = appWith(order);
  const app = { ...base, promotion: { ...base.promotion, ...promotion } };
  const running = new Map(
    Object.entries(runs).map(([name, tags]) => [name, [tags].flat().map((tag) => (tag === '-' ? undefined : tag))] as const),
  );
  const windows = new Map(
    app.environments.flatMap(({ name, promote }) => {
      const parsed = parseWindows(promote.windows);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
      return parsed.value.length > 0 ? [[name, parsed.value] as const] : [];
    }),
  );
  const arrivals = new Map<string, Arrival | null>();
  const branches = new Map<string, Branch>();
  const verdicts = new Map<string, Verdict>();
  const facts: Facts = { arrivals, branches, verdicts };
  for (let round = 0; round < 9; round++) {
    const { decisions, needs } = planPromotion({ now: 0, ...input, app, running, facts, windows });
    if (needs.length === 0) return decisions;
    for (const need of needs) {
      const stays = (known.stays?.[need.environment] ?? []).map(([tag, from]) => ({ tag, from, commit: `${tag}…` }));
      const { from: time = known.arrivals?.[need.environment] } = stays.at(-1) ?? {};
      const { tag, declined = {} } = known.branches?.[need.environment] ?? {};
      if (need.kind === 'arrival') arrivals.set(need.environment, typeof time === 'number' ? { time, commit: 'c', stays } : null);
      else if (need.kind === 'branch')
        branches.set(need.environment, { ...(tag === undefined ? {} : { tag }), declined: new Map(Object.entries(declined)) });
      else verdicts.set(JSON.stringify(need), known.verdicts?.[`${need.kind} ${need.environment}`] ?? { ok: true });
    }
  }
  throw new Error('the plan never has what it needs');
}

/** The plan of a situation in the form of its `plan`; each line belongs to the environment of the same place in `order`. */
export function planOf(situation: Omit<Situation, 'plan'>): readonly string[] {
  const names = Object.keys(situation.order);
  return decisionsOf(situation).map(({ environment, action, from, to, reason }, i) => {
    if (environment !== names[i]) throw new Error(`${environment} stands in the place of ${names[i]}`);
    const tags = [from, to].filter((tag) => tag !== undefined).join(' → ');
    return `${`${action} ${tags}`.trim()}: ${reason}`;
  });
}
