import { concealed } from '../core/index.js';
import { Refused } from '../io/refused.js';
import { cleanLines } from '../report/clean.js';

/** Everything of the outside that the CLI uses, so that it can be run as a function. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly terminal: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly assets: string;
  /** What a report of a bug needs: the version, the platform and the command. */
  readonly about: string;
}

/** Exit codes of design §7. */
export const EXIT = { ok: 0, findings: 1, usage: 2, bug: 70 } as const;

/** Thrown for invalid usage; the message is printed as it is. */
export class UsageError extends Refused {}

/** Runs a command; what it throws becomes a message and an exit code. */
export async function guarded(world: World, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    const message = concealed(error instanceof Error ? error.message : String(error));
    // What the operating system refuses (a full disk, a file where a folder is wanted) is not our bug.
    const outside = error instanceof Refused || (error instanceof Error && 'syscall' in error);
    world.err(cleanLines(`fairlead: ${outside ? message : bugReport(message, error, world)}\n`));
    return outside ? EXIT.usage : EXIT.bug;
  }
}

const ISSUES = 'https://github.com/fairlead/fairlead/issues';

/** The stack names folders of the user's machine, so it is shown on request only. */
function bugReport(message: string, error: unknown, { about, env }: World): string {
  const stack = error instanceof Error && error.stack !== undefined ? concealed(error.stack) : 'no stack';
  const more = env['FAIRLEAD_DEBUG'] === '1' ? stack : 'Run it again with FAIRLEAD_DEBUG=1 and add the stack that it prints.';
  return `a bug in Fairlead: ${message}\n${concealed(about)}\nPlease report it with what you ran: ${ISSUES}\n${more}`;
}
