/** What is told of a finding by its code; made by scripts/findings.mjs. */
export interface FindingEntry {
  readonly severity: string;
  /** The reason in a sentence. */
  readonly why?: string;
  /** The page that states it. */
  readonly link?: string;
  readonly example?: {
    readonly lines: readonly string[] /** Index of the line that is wrong. */;
    readonly at: number;
    readonly message: string;
  };
}

/** The entry of a code for the terminal: severity, reason, source, and an example of the mistake with what is said of it. */
export function formatEntry(code: string, { severity, why, link, example }: FindingEntry): string {
  const about = [why, link].flatMap((line) => (line === undefined ? [] : [`  ${line}`]));
  const shown = (example?.lines ?? []).flatMap((line, i) =>
    i === example?.at
      ? [`  > ${line}`, `    ${' '.repeat(line.length - line.trimStart().length)}^ ${example.message}`]
      : [`    ${line}`],
  );
  return `${[`${code}  ${severity}`, ...about, ...(shown.length > 0 ? ['', ...shown] : [])].join('\n')}\n`;
}
