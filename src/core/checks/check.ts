import type { Finding, Origin, RenderedObject } from '../types.js';

/** A rule over everything that one environment renders. */
export type Check = (objects: readonly RenderedObject[]) => readonly Finding[];

/** The template line that an object begins on. */
export const originOf = (object: RenderedObject): Origin => ({
  from: 'file',
  path: object.template,
  line: object.line,
  column: 1,
  length: 1,
});
