import type { Args, Context } from './context.js';
import { refuse } from './errors.js';

const cursorOf = (key: string | number): string => Buffer.from(`cursor:${key}`).toString('base64');

/**
 * A page of a list. The cursor names an item and not a place, so that a page does not shift when something is added before it.
 * GitHub refuses a page without a size, and one of more than 100.
 */
export function connection<T>(
  name: string,
  args: Args,
  items: readonly T[],
  keyOf: (item: T) => string | number,
  toNodes: (page: readonly T[]) => readonly unknown[],
) {
  const { first, last, after } = args;
  const side = typeof first === 'number' ? 'first' : 'last';
  const size = typeof first === 'number' ? first : last;
  if (typeof size !== 'number')
    throw refuse(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  if (size > 100)
    throw refuse(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`${side}\` limit of 100 records.`,
    );
  const before = typeof after === 'string' ? items.findIndex((item) => cursorOf(keyOf(item)) === after) + 1 : 0;
  if (typeof after === 'string' && before === 0)
    throw refuse('INVALID_CURSOR_ARGUMENTS', `\`${after}\` does not appear to be a valid cursor.`);
  const from = side === 'first' ? before : Math.max(before, items.length - size);
  const page = items.slice(from, from + size);
  const cursors = page.map((item) => cursorOf(keyOf(item)));
  return {
    nodes: () => toNodes(page),
    totalCount: items.length,
    pageInfo: {
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
      hasNextPage: from + page.length < items.length,
      hasPreviousPage: from > 0,
    },
  };
}

/** A field that is such a page. */
export const pages =
  <T>(
    name: string,
    items: (context: Context) => readonly T[],
    keyOf: (item: T) => string | number,
    toNode: (item: T) => unknown,
  ) =>
  (args: Args, context: Context) =>
    connection(name, args, items(context), keyOf, (page) => page.map(toNode));
