import type { Situation } from '../situation.js';
import { checks } from './checks.js';
import { declined } from './declined.js';
import { downgrade } from './downgrade.js';
import type { Guard } from './guard.js';
import { hold } from './hold.js';
import { image } from './image.js';
import { rollback } from './rollback.js';
import { scheme } from './scheme.js';
import { soak } from './soak.js';
import { tags } from './tags.js';
import { windows } from './windows.js';

/** All guards, in the order of asking: first what keeps any tag away, then what never lets this tag in, then what time or others decide. */
export const GUARDS: readonly Guard[] = [rollback, hold, scheme, tags, downgrade, declined, soak, windows, checks, image];

/** The first answer of the guards; undefined if none has one. */
export function firstOf<Answer>(ask: (guard: Guard) => Answer | undefined): Answer | undefined {
  for (const guard of GUARDS) {
    const answer = ask(guard);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Why a tag never comes to an environment; undefined if it may. */
export const refusal = (tag: string, situation: Situation): string | undefined =>
  firstOf((guard) => guard.refuses?.(tag, situation));
