import type { Place } from './nodes.js';

/** What a template has printed so far, and which line of which template printed each part. */
export class Output {
  private readonly chunks: string[] = [];
  private readonly marks: { offset: number; path: string; place: Place }[] = [];
  readonly values: { start: number; end: number; path: string; place: Place }[] = [];
  private atLineStart = true;
  private indent = '';
  length = 0;

  /** Runs `write` with everything that it prints indented, as Handlebars indents a partial that stands alone on its line. */
  indented(by: string, write: () => void): void {
    const before = this.indent;
    this.indent += by;
    // The indentation was cut from before the call, so it belongs here even if the line has begun already.
    if (by !== '') this.atLineStart = true;
    write();
    this.indent = before;
  }

  write(text: string, path: string, place: Place): void {
    if (text === '') return;
    this.marks.push({ offset: this.length, path, place });
    const lead = this.indent !== '' && this.atLineStart && !text.startsWith('\n') ? this.indent : '';
    const out = this.indent === '' ? text : lead + text.replace(/\n(?=[^\n])/g, `\n${this.indent}`);
    this.atLineStart = text.endsWith('\n');
    this.chunks.push(out);
    this.length += out.length;
  }

  /** Prints a value as one token; `values` says where, so that it can be seen whether it stayed one. */
  writeValue(token: string, path: string, place: Place): void {
    this.write(token, path, place);
    this.values.push({ start: this.length - token.length, end: this.length, path, place });
  }

  text(): string {
    return this.chunks.join('');
  }

  /** The template line that printed the character at an offset. */
  sourceOf(offset: number): { readonly path: string; readonly line: number; readonly column: number } | undefined {
    const i = this.marks.findLastIndex((mark) => mark.offset <= offset);
    const mark = this.marks[i];
    if (!mark) return undefined;
    const [line, column] = mark.place;
    const breaks = (this.chunks[i] ?? '').slice(0, offset - mark.offset).split('\n').length - 1;
    return { path: mark.path, line: line + breaks, column: breaks > 0 ? 1 : column };
  }
}
