// What is told of each finding: its reason and source from the rule, and an example of bad and good from the corpus of mistakes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const AROUND = 2;
/** A change that is farther from the mistake than so many lines is not shown with it. */
const NEAR = 8;
const MOST = 32;

const linesOf = (path) => readFileSync(path, 'utf8').trimEnd().split('\n');

/** Where two texts differ: the first line, and the number of lines that differ in each. */
function change(bad, good) {
  let start = 0;
  while (start < bad.length && start < good.length && bad[start] === good[start]) start++;
  let end = 0;
  while (end < bad.length - start && end < good.length - start && bad.at(-1 - end) === good.at(-1 - end)) end++;
  return { start, bad: bad.length - start - end, good: good.length - start - end };
}

const around = (lines, first, last) => {
  const from = Math.max(0, first - AROUND);
  return { from, lines: lines.slice(from, last + AROUND + 1) };
};

/** The case of a code that has a good.yaml: the lines around the mistake with what is said of it, and those that mend it. */
function ofManifests(folder, code) {
  const names = readdirSync(folder).sort();
  const name = names.find((item) => existsSync(join(folder, item, 'good.yaml')));
  if (name === undefined) throw new Error(`${folder}: none of its cases has a good.yaml`);
  const said = linesOf(join(folder, name, 'expected.txt')).find((line) => line.includes(` ${code}: `));
  const [, line, message] = /^(\d+): \w+ \S+: (.*) <[^<]*>$/.exec(said ?? '') ?? [];
  const [bad, good] = ['manifests.yaml', 'good.yaml'].map((file) => linesOf(join(folder, name, file)));
  const changed = change(bad, good);
  if (changed.good > MOST) throw new Error(`${folder}/${name}: good.yaml differs in more than one place`);
  const at = Number(line) - 1;
  const last = changed.start + Math.max(changed.bad, 1) - 1;
  const together = Math.min(Math.abs(changed.start - at), Math.abs(last - at)) <= NEAR && last - changed.start <= 2 * NEAR;
  const shown = together ? around(bad, Math.min(at, changed.start), Math.max(at, last)) : around(bad, at, at);
  return {
    bad: { lines: shown.lines, at: at - shown.from, message },
    good: { lines: around(good, changed.start, changed.start + Math.max(changed.good, 1) - 1).lines },
  };
}

/** The example of a code that is not about manifests: a file or a command, test/mistakes/CODE.yaml. */
function ofFile(path) {
  const { why, file, bad, good, message, line } = parse(readFileSync(path, 'utf8'));
  const side = (text) =>
    file === undefined
      ? { lines: [`$ fairlead ${text}`] }
      : { file, lines: text === null ? ['(not there)'] : text.trimEnd().split('\n') };
  return {
    why,
    bad: { ...side(bad), ...(line === undefined ? {} : { at: line - 1 }), message },
    good: side(good),
  };
}

/** By code: `{ severity, why?, link?, bad, good }`; both are `{ file?, lines }`, `bad` with `message` and, if known, `at`: the index of the line that is wrong. */
export const findingEntries = (root, codes, rules) =>
  Object.fromEntries(
    Object.entries(codes).map(([code, severity]) => {
      const rule = rules.find((item) => item.code === code);
      const place = join(root, 'test/mistakes', code);
      const example = existsSync(`${place}.yaml`) ? ofFile(`${place}.yaml`) : ofManifests(place, code);
      return [code, { severity, ...(rule ? { why: rule.why, link: rule.link } : {}), ...example }];
    }),
  );
