import { runInThisContext, Script } from 'node:vm';

/** Thrown by work that was ended. */
export class TimeUp extends Error {}

/** Does a named step of the work. */
export type Run = <T>(step: string, work: () => T) => T;

const WORK = 'fairlead: work within a deadline';

/**
 * Ends work that does not wait, wherever it is, a regular expression included: the engine looks at the clock for a script, which no timer of
 * ours could do in a loop, and costs a cold process less than a worker.
 */
export class Deadline {
  private readonly end: number;
  private isRunning = false;
  /** Whose work it is, for the message. */
  about = 'the app in this folder';
  /** What was begun last. */
  step = '';

  constructor(readonly seconds: number) {
    this.end = performance.now() + seconds * 1000;
  }

  readonly begins = (step: string): void => {
    this.step = step;
  };

  /** Throws TimeUp at the deadline, and what the work throws. */
  readonly run: Run = <T>(step: string, work: () => T): T => {
    this.begins(step);
    // Each watch is a thread: one is enough for steps within a step.
    if (this.isRunning) return work();
    const left = Math.ceil(this.end - performance.now());
    if (left <= 0) throw new TimeUp();
    const done: { readonly value: T }[] = [];
    const scope: object = runInThisContext('globalThis');
    Reflect.set(scope, WORK, () => done.push({ value: work() }));
    this.isRunning = true;
    try {
      new Script(`globalThis['${WORK}']()`).runInThisContext({ timeout: left });
    } catch (error) {
      // Work that was done just before counts, and a promise that it gave is not lost.
      if (!isTimeout(error)) throw error;
    } finally {
      this.isRunning = false;
      Reflect.deleteProperty(scope, WORK);
    }
    const [result] = done;
    if (!result) throw new TimeUp();
    return result.value;
  };
}

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
