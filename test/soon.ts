import { expect } from '@jest/globals';

/** Of the processor, not of the clock: other programs of the machine do not count. */
const SECONDS = 20;

/** What `work` makes, of input with which quadratic work takes minutes: far longer than the seconds that it may take here. */
export function soon<T>(work: () => T): T {
  const start = process.cpuUsage();
  const made = work();
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(SECONDS);
  return made;
}
