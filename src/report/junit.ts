import { clean } from './clean.js';
import type { EnvironmentFinding } from './group.js';
import { environmentsOf, placeOf } from './place.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => clean(text).replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);

const nameOf = (item: EnvironmentFinding): string => {
  if (item.object) return `${item.object.kind}/${item.object.name}`;
  return item.origin?.from === 'file' ? item.origin.path : placeOf(item) || 'fairlead';
};

function testcase(name: string, findings: readonly EnvironmentFinding[]): string {
  const line = (item: EnvironmentFinding) =>
    xml(
      [placeOf(item), item.severity, `${item.code}:`, item.message, item.fix ? `(${item.fix})` : '', environmentsOf(item)]
        .filter((part) => part !== '')
        .join(' '),
    );
  const failures = findings
    .filter(({ severity }) => severity === 'error')
    .map((item) => `      <failure type="${item.code}" message="${xml(item.message)}">${line(item)}</failure>\n`);
  const others = findings.filter(({ severity }) => severity !== 'error').map(line);
  const out = others.length > 0 ? `      <system-out>${others.join('\n')}</system-out>\n` : '';
  return `    <testcase classname="${xml(findings[0]?.object?.apiVersion ?? 'file')}" name="${xml(name)}" time="0">\n${failures.join('')}${out}    </testcase>\n`;
}

/**
 * Findings as JUnit XML: a suite per app, a case per object or file; errors are failures, warnings and notes the output of their case.
 * Without findings there is one case that passed: a report without tests counts as broken in some CI systems.
 */
export function formatJunit(findings: readonly EnvironmentFinding[]): string {
  const suites = new Map<string, Map<string, EnvironmentFinding[]>>();
  for (const item of findings) {
    const cases = suites.get(item.app ?? 'fairlead') ?? new Map<string, EnvironmentFinding[]>();
    suites.set(item.app ?? 'fairlead', cases);
    cases.set(nameOf(item), [...(cases.get(nameOf(item)) ?? []), item]);
  }
  if (suites.size === 0) suites.set('fairlead', new Map([['validate', []]]));
  const failed = (cases: ReadonlyMap<string, readonly EnvironmentFinding[]>) =>
    [...cases.values()].filter((items) => items.some(({ severity }) => severity === 'error')).length;
  const suite = ([app, cases]: readonly [string, ReadonlyMap<string, readonly EnvironmentFinding[]>]) =>
    `  <testsuite name="${xml(app)}" tests="${cases.size}" failures="${failed(cases)}" errors="0" time="0">\n${[...cases].map(([name, items]) => testcase(name, items)).join('')}  </testsuite>\n`;
  const sum = (count: (cases: ReadonlyMap<string, readonly EnvironmentFinding[]>) => number) =>
    [...suites.values()].reduce((total, cases) => total + count(cases), 0);
  const counts = `tests="${sum(({ size }) => size)}" failures="${sum(failed)}" errors="0" time="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fairlead" ${counts}>\n${[...suites].map(suite).join('')}</testsuites>\n`;
}
