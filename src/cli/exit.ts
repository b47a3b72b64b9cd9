import type { Finding } from '../core/index.js';
import { EXIT } from './world.js';

/** 2 if some input could not be read at all, 1 if there are errors in it, else 0. */
export function exitCode(findings: readonly Finding[]): number {
  const errors = findings.filter((item) => item.severity === 'error');
  if (errors.some((item) => /^(file|yaml)\//.test(item.code) || item.code === 'config/no-apps')) return EXIT.usage;
  return errors.length > 0 ? EXIT.findings : EXIT.ok;
}
