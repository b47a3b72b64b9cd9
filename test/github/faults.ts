import { setTimeout } from 'node:timers/promises';
import type { Answer } from './answer.js';

/** A request as tests see it. The path is without `/api/v3` and without the query. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What goes wrong: nothing, an answer in place of the real one, a connection that breaks, or a real answer that comes late. */
export type Fault = undefined | Answer | 'reset' | { readonly delay: number };

/** Waits out a delay; gives what is to be answered in place of the real answer, if anything. */
export async function applyFault(fault: Fault): Promise<Answer | 'reset' | undefined> {
  if (fault === undefined || fault === 'reset' || !('delay' in fault)) return fault;
  await setTimeout(fault.delay);
  return undefined;
}
