/** One side of an example: lines of a file, or a command. */
interface Side {
  readonly file?: string;
  readonly lines: readonly string[];
}

/** What is told of a finding by its code; made by scripts/findings.mjs. */
export interface FindingEntry {
  readonly severity: string;
  /** The reason in a sentence. */
  readonly why?: string;
  /** The page that states it. */
  readonly link?: string;
  /** `at` is the index of the line that is wrong, if one is. */
  readonly bad: Side & { readonly at?: number; readonly message: string };
  readonly good: Side;
}

const headed = (title: string, { file, lines }: Side): readonly string[] => [
  '',
  `  ${title}${file === undefined ? '' : `, ${file}`}:`,
  ...lines.map((line) => `    ${line}`.trimEnd()),
];

/** The entry of a code for the terminal: severity, reason, source, and an example of bad, with what is said of it, and of good. */
export function formatEntry(code: string, { severity, why, link, bad, good }: FindingEntry): string {
  const about = [why, link].flatMap((line) => (line === undefined ? [] : [`  ${line}`]));
  const at = bad.at ?? bad.lines.length - 1;
  const wrong = bad.lines[at] ?? '';
  const marked = headed('bad', bad).map((line, i) => (i === at + 2 ? line.replace('   ', '  >') : line));
  const said = `    ${' '.repeat(wrong.length - wrong.trimStart().length)}^ ${bad.message}`;
  const shown = [...marked.slice(0, at + 3), said, ...marked.slice(at + 3), ...headed('good', good)];
  return `${[`${code}  ${severity}`, ...about, ...shown].join('\n')}\n`;
}
