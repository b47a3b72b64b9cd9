import type { Place } from './nodes.js';

/** The parser throws two kinds of errors: of its grammar (with `hash.loc`), and of its checks (with `lineNumber`). Others are bugs. */
export function syntaxError(error: unknown): { readonly message: string; readonly place: Place } {
  if (!(error instanceof Error)) throw error;
  const known = error as Error & {
    hash?: { loc?: { first_line: number; first_column: number }; token?: string };
    lineNumber?: number;
    column?: number;
  };
  const [first = ''] = error.message.split('\n');
  if (known.hash) {
    const got = /got '(.*)'/.exec(error.message)?.[1];
    const token = got === 'EOF' ? 'the end of the template' : got === 'CLOSE' ? '`}}`' : got;
    const line = Number(/on line (\d+)/.exec(first)?.[1] ?? known.hash.loc?.first_line ?? 1);
    return {
      message: `not a Handlebars template${token ? `: ${token} comes too early` : ''}`,
      place: [line, (known.hash.loc?.first_column ?? 0) + 1, 1],
    };
  }
  if (known.lineNumber === undefined) throw error;
  return {
    message: `not a Handlebars template: ${first.replace(/ - \d+:\d+$/, '')}`,
    place: [known.lineNumber, (known.column ?? 0) + 1, 1],
  };
}
