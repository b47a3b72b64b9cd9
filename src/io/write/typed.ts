import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import type { Finding } from '../../core/index.js';
import { belowRoot } from '../disk.js';
import { writeAll } from '../stdio.js';
import { carryOut } from './files.js';
import { nothingWritten, refusalOf, systemCode } from './refusal.js';
import { fileAt, typedPath } from './target.js';
import type { Step } from './transaction.js';

/** What the system keeps there are no files, or those that somebody else has open. */
const SYSTEM = /^\/(?:dev\/(?!shm\/)|proc\/)/;

/** This process has them open: by their names they cannot always be opened. */
const OPEN: ReadonlyMap<string, 1 | 2> = new Map([
  ['/dev/stdout', 1],
  ['/dev/stderr', 2],
]);

/**
 * Writes files that the user named by their absolute paths, anywhere: pipes and devices as they are, files all or none. A link in the repository
 * still does not lead out of it.
 */
export function writeTyped(root: string, files: readonly { readonly path: string; readonly text: string }[]): readonly Finding[] {
  const findings: Finding[] = [];
  const steps: Step[] = [];
  const streams: Step[] = [];
  for (const { path: file, text } of files) {
    try {
      if (SYSTEM.test(file)) streams.push({ path: file, real: file, text });
      else {
        const { path, place } = typedPath(root, file);
        const { real, stats } = fileAt(path, place);
        (stats === undefined || stats.isFile() ? steps : streams).push({ path, real, text });
      }
    } catch (error) {
      findings.push(refusalOf(belowRoot(root, file) ?? file, error));
    }
  }
  return findings.length > 0 ? nothingWritten(findings) : [...carryOut(steps), ...streams.flatMap(writeStream)];
}

function writeStream({ path, real, text = '' }: Step): readonly Finding[] {
  try {
    const open = OPEN.get(real);
    if (open !== undefined) writeAll(open, text);
    else {
      // A file that the shell has opened for us grows; without O_CREAT, since nothing is made here.
      const descriptor = openSync(real, constants.O_WRONLY | constants.O_APPEND);
      try {
        writeFileSync(descriptor, text);
      } finally {
        closeSync(descriptor);
      }
    }
    return [];
  } catch (error) {
    // The reader has read enough.
    return systemCode(error) === 'EPIPE' ? [] : [refusalOf(path, error)];
  }
}
