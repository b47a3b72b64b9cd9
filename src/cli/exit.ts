import type { Finding } from '../core/index.js';
import { EXIT } from './world.js';

/** Findings that say that the command line names what is not there. */
const USAGE = new Set<string>(['config/no-apps', 'config/unknown-environment', 'values/bad-set']);

/** 2 if the command line is wrong or some input could not be read at all, 1 if there are errors in it, else 0. */
export function exitCode(findings: readonly Finding[]): number {
  const errors = findings.filter((item) => item.severity === 'error');
  if (errors.some((item) => /^(file|yaml)\//.test(item.code) || USAGE.has(item.code))) return EXIT.usage;
  return errors.length > 0 ? EXIT.findings : EXIT.ok;
}
