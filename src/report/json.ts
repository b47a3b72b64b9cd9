import type { Severity } from '../core/index.js';
import { cleanJson } from './clean.js';
import type { EnvironmentFinding } from './group.js';

/**
 * Findings for programs, of a shape that only grows:
 * `{ version: 1, counts: { error, warning, note }, findings: [{ code, severity, message, fix?, edit?, origin?, template?, object?, pointer?, app?, environments? }] }`
 * (schemas/findings.schema.json), where `edit` is the change of a file, `{ path, line, column, before, after }`, where the fix is certain, and `origin`, and `template`, the line that printed it, is `{ from: 'file', path, line, column, length }`, `{ from: 'flag', name }` or `{ from: 'parameter', name }`.
 */
export function formatJson(findings: readonly EnvironmentFinding[]): string {
  const count = (severity: Severity) => findings.filter((item) => item.severity === severity).length;
  const list = findings.map(({ code, severity, message, fix, edit, origin, template, object, pointer, app, environments }) => {
    return { code, severity, message, fix, edit, origin, template, object, pointer, app, environments };
  });
  const counts = { error: count('error'), warning: count('warning'), note: count('note') };
  return `${cleanJson(JSON.stringify({ version: 1, counts, findings: list }, undefined, 2))}\n`;
}
