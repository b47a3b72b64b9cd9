// What is told of each finding: its reason and source from the rule, and an example from the corpus of mistakes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const AROUND = 2;

/** The first case of a code: the lines around the mistake, and what is said of it. */
function exampleOf(root, code) {
  const folder = join(root, 'test/mistakes', code);
  if (!existsSync(folder)) return {};
  const [name] = readdirSync(folder).sort();
  const said = readFileSync(join(folder, name, 'expected.txt'), 'utf8')
    .split('\n')
    .find((line) => line.includes(` ${code}: `));
  const [, line, message] = /^(\d+): \w+ \S+: (.*) <[^<]*>$/.exec(said ?? '') ?? [];
  if (line === undefined) return {};
  const lines = readFileSync(join(folder, name, 'manifests.yaml'), 'utf8')
    .trimEnd()
    .split('\n');
  const first = Math.max(0, Number(line) - 1 - AROUND);
  return { example: { lines: lines.slice(first, Number(line) + AROUND), at: Number(line) - 1 - first, message } };
}

/** By code: `{ severity, why?, link?, example? }`; `example` is `{ lines, at, message }`, `at` the index of the line that is wrong. */
export const findingEntries = (root, codes, rules) =>
  Object.fromEntries(
    Object.entries(codes).map(([code, severity]) => {
      const rule = rules.find((item) => item.code === code);
      return [code, { severity, ...(rule ? { why: rule.why, link: rule.link } : {}), ...exampleOf(root, code) }];
    }),
  );
