import type { EnvironmentFinding } from './group.js';

const MOST = 100;

/** Of each code in each file the first hundred, and a line for what is left: nobody reads thousands, and a terminal loses the others among them. */
export function firstOf(findings: readonly EnvironmentFinding[]): {
  readonly shown: readonly EnvironmentFinding[];
  readonly left: readonly string[];
} {
  const counts = new Map<string, number>();
  const shown = findings.filter(({ code, origin }) => {
    const key = `${origin?.from === 'file' ? `${origin.path}: ` : ''}${code}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= MOST;
  });
  const left = [...counts].filter(([, count]) => count > MOST);
  return { shown, left: left.map(([key, count]) => `${key}: and ${count - MOST} more (all with --format json)`) };
}
