import { finding, type Outcome } from '../core/index.js';
import { Deadline, TimeUp } from '../io/deadline.js';
import { type Arguments, text } from './arguments.js';
import { UsageError, type World } from './world.js';

/** Argo CD ends a plugin after 90 s (ARGOCD_EXEC_TIMEOUT), and says nothing of why: ours comes first. */
const SECONDS = '50';
const MOST = 86_400;

/** What `--deadline` or FAIRLEAD_DEADLINE says. */
export function deadlineOf(args: Arguments, world: World): Deadline {
  const given = text(args, 'deadline') ?? (world.env['FAIRLEAD_DEADLINE'] || SECONDS);
  const seconds = /^\d+([.]\d+)?$/.test(given) ? Number(given) : 0;
  if (seconds <= 0 || seconds > MOST) throw new UsageError(`the deadline ${given}: write a number of seconds, at most ${MOST}`);
  return new Deadline(seconds);
}

/** What is said of work that the deadline ended; all else that it throws is thrown on. */
export function late(error: unknown, { about, seconds, step }: Deadline): Outcome<never> {
  if (!(error instanceof TimeUp)) throw error;
  const message = `${about}: not done after ${seconds} s, in ${step}`;
  const fix =
    'look for what is large there, or give it more time: FAIRLEAD_DEADLINE, in seconds, in the environment of the plugin';
  return { ok: false, findings: [finding('render/deadline', message, { fix })] };
}
