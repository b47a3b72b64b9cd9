import { writeSync } from 'node:fs';

/**
 * Writes a text to a file descriptor at once. Node's own streams take a cold process several milliseconds to set up, and lose what is
 * still queued when a process ends. A pipe that is full for the moment (EAGAIN) is tried again; one that nobody reads any more (`| head`) is not a mistake. Throws what the system says, such as ENOSPC.
 */
export function writeAll(descriptor: 1 | 2, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
