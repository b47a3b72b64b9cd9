import type { Place } from './nodes.js';

/** The parser throws two kinds of errors: of its grammar (with `hash.loc`), and of its checks (with `lineNumber`). Others are bugs. */
export function syntaxError(error: unknown): { readonly message: string; readonly place: Place } {
  if (!(error instanceof Error)) throw error;
  const known = error as Error & {
    hash?: { loc?: { last_line: number; last_column: number }; text?: string };
    lineNumber?: number;
    column?: number;
  };
  const [first = ''] = error.message.split('\n');
  if (known.hash) {
    const { loc, text } = known.hash;
    // The place is that of the last token that was right; the wrong one comes after it.
    const line = loc?.last_line ?? Number(/on line (\d+)/.exec(first)?.[1] ?? 1);
    const wrong = text === '' ? 'the end of the template comes too early' : `\`${text}\` does not belong here`;
    return { message: `not a Handlebars template: ${wrong}`, place: [line, (loc?.last_column ?? 0) + 1, 1] };
  }
  if (known.lineNumber === undefined) throw error;
  return {
    message: `not a Handlebars template: ${first.replace(/ - \d+:\d+$/, '')}`,
    place: [known.lineNumber, (known.column ?? 0) + 1, 1],
  };
}
