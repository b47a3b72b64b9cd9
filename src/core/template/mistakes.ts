import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import type { Expression, Place } from './nodes.js';
import type { Missing } from './scope.js';

type Code = 'template/unknown-name' | 'template/helper' | 'template/too-large';

export const originIn = (path: string, [line, column, length]: Place): Origin => ({ from: 'file', path, line, column, length });

/** What is wrong with one template. A mistake in a loop is one mistake, however often it is met. */
export class Mistakes {
  private readonly found = new Map<string, Finding>();
  private readonly missing = new Set<Expression>();
  /** How often one was met. */
  count = 0;

  all(): readonly Finding[] {
    return [...this.found.values()];
  }

  add(item: Finding): void {
    this.count++;
    this.found.set(JSON.stringify([item.code, item.message, item.origin]), item);
  }

  report(path: string, code: Code, message: string, place: Place, fix?: string): void {
    this.add(finding(code, message, { origin: originIn(path, place), ...(fix ? { fix } : {}) }));
  }

  /** A name that is not there. */
  noName(path: string, expression: Expression & { readonly place: Place }, { missing, fix }: Missing): void {
    this.count++;
    if (this.missing.has(expression)) return;
    this.missing.add(expression);
    this.report(path, 'template/unknown-name', missing, expression.place, fix());
  }
}
