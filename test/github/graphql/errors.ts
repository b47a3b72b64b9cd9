import { GraphQLError } from 'graphql';
import { type Access, mayNot, type Scope } from '../access.js';
import type { Context } from './context.js';

/** GitHub's kinds of errors that its clients part by. */
export type ErrorType =
  | 'EXCESSIVE_PAGINATION'
  | 'FORBIDDEN'
  | 'INVALID_CURSOR_ARGUMENTS'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'NOT_FOUND'
  | 'STALE_DATA'
  | 'UNPROCESSABLE';

export const refuse = (type: ErrorType, message: string): GraphQLError => new GraphQLError(message, { extensions: { type } });

/** Throws what GitHub says to a token that may not do this; the field is null then, and the others are answered. */
export function need({ permissions }: Context, access: Access, ...scopes: readonly Scope[]): void {
  if (mayNot(permissions, access, scopes)) throw refuse('FORBIDDEN', 'Resource not accessible by integration');
}
