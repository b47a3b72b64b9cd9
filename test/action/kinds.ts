import type { Asked, Fault } from '../github/faults.js';
import {
  conflict,
  graphqlError,
  rateLimit,
  resetAfter,
  resetBefore,
  secondaryLimit,
  serverError,
  slow,
  unprocessable,
} from '../github/faults.js';
import { isGraphql, isMutation } from '../github/graphql/serve.js';

/** Something that goes wrong with one request: once, or each time that it is made. */
export interface Kind {
  readonly name: string;
  readonly fault: Fault;
  readonly always: boolean;
  /** For which requests it makes sense. */
  readonly fits: (asked: Asked) => boolean;
  /** Tried for every request; the others for some, which the seed chooses. */
  readonly thorough: boolean;
}

const any = () => true;
export const writes = (asked: Asked): boolean => (isGraphql(asked) ? isMutation(asked.body) : asked.method !== 'GET');
const kind = (name: string, fault: Fault, more: Partial<Kind> = {}): Kind => ({
  name,
  fault,
  always: false,
  fits: any,
  thorough: false,
  ...more,
});
const forever: Partial<Kind> = { always: true };

export const KINDS: readonly Kind[] = [
  kind('500', serverError(500)),
  kind('502, each time', serverError(502), { ...forever, thorough: true }),
  kind('502 although it was carried out, each time', { after: serverError(502) }, { ...forever, fits: writes, thorough: true }),
  kind('a connection that breaks', resetBefore),
  kind('a connection that breaks, each time', resetBefore, forever),
  kind('a connection that breaks once it was carried out', resetAfter, { fits: writes, thorough: true }),
  kind('a connection that breaks once it was carried out, each time', resetAfter, { ...forever, fits: writes, thorough: true }),
  kind('a secondary rate limit, each time', secondaryLimit(1), forever),
  kind('429', secondaryLimit(1, 429)),
  kind('429, each time', secondaryLimit(1, 429), forever),
  kind('no requests left in this hour', rateLimit(Math.ceil(Date.now() / 1000) + 3600), forever),
  kind('409', conflict('Conflict'), { fits: writes }),
  kind('409, each time', conflict('Conflict'), { ...forever, fits: writes }),
  kind('422', unprocessable('Validation Failed'), { fits: writes }),
  kind('422, each time', unprocessable('Repository rule violations found'), { ...forever, fits: writes, thorough: true }),
  kind('slowness', slow(300)),
  kind('an error of GraphQL', graphqlError('FORBIDDEN', 'Resource not accessible by integration'), {
    ...forever,
    fits: isGraphql,
  }),
  kind('a rate limit of GraphQL', graphqlError('RATE_LIMITED', 'API rate limit exceeded'), { ...forever, fits: isGraphql }),
  kind('GraphQL in trouble', graphqlError('', 'Something went wrong while executing your query.'), { fits: isGraphql }),
];
