/** What the scan knows of the line that it is on. */
export class Line {
  start = 0;
  end = 0;
  private at = 0;
  private readonly counts = { '"': 0, "'": 0, open: 0 };

  constructor(private readonly text: string) {
    this.end = this.endFrom(0);
  }

  private endFrom(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  /** Goes on to an offset, which is never before the last one. */
  moveTo(offset: number): void {
    if (offset > this.end) {
      this.start = this.text.lastIndexOf('\n', offset - 1) + 1;
      this.end = this.endFrom(offset);
      this.at = this.start;
      this.counts['"'] = this.counts["'"] = this.counts.open = 0;
    }
    for (; this.at < offset; this.at++) {
      const letter = this.text[this.at];
      if (letter === '"' || letter === "'") this.counts[letter]++;
      else if (letter === '{' || letter === '[') this.counts.open++;
      else if (letter === '}' || letter === ']') this.counts.open--;
    }
  }

  /** What ends a plain value here: of quotes and brackets those that were opened before. */
  ends(...more: readonly string[]): ReadonlySet<string> {
    const { counts } = this;
    const quotes = (['"', "'"] as const).filter((quote) => counts[quote] % 2 === 1);
    return new Set([...more, ...quotes, ...(counts.open > 0 ? [',', '}', ']'] : [])]);
  }

  /** True if nothing but marks stands before an offset. */
  begins(offset: number): boolean {
    return offset - this.start < 300 && /^[ \t]*(?:- )?["']?[-/\w.:@]*$/.test(this.text.slice(this.start, offset));
  }

  /** Where a key stands, behind the marks of list items. */
  column(offset: number): number {
    return /["'`]/.test(this.text[offset - 1] ?? '') ? offset - this.start - 1 : offset - this.start;
  }
}
