import { at, type Path } from '../base/json.js';
import type { Origin } from '../findings/types.js';
import type { RenderedObject } from '../objects/types.js';
import type { Field, Read } from '../template/reads.js';
import type { Values } from '../values/types.js';

/** Of so many leaves the others are taken to be made as they are. */
const MOST = 1000;

/** Where a mistake in an object comes from: the line to fix, and the line of the template if that is another. */
export interface Origins {
  readonly origin: Origin;
  readonly template?: Origin;
}

const placeOf = ({ template, place: [line, column, length] }: Field): Origin => ({
  from: 'file',
  path: template,
  line,
  column,
  length,
});

/** The place where a person set what was read; the bundle's own defaults, the weakest layer, are not a person's. */
function setBy(reads: readonly Read[], values: Values): Origin | undefined {
  const people = values.layers.slice(1).reverse();
  for (const { path } of reads) {
    const [root, ...rest] = path;
    if (root !== 'values') continue;
    for (let length = rest.length; length > 0; length--) {
      const start = rest.slice(0, length);
      const layer = people.find(({ data }) => at(data, start) !== undefined);
      const origin = layer?.originOf(start);
      if (origin) return origin;
    }
  }
  return undefined;
}

/**
 * The line that made the field at a path of an object: the values line that somebody wrote, else the line of the template. For a field
 * that is not there, that of the map around it. Where the fields are not known it is the template line on which the object begins.
 */
export function originsOf(object: RenderedObject, path: Path, values: Values): Origins {
  const start: Origin = { from: 'file', path: object.template, line: object.line, column: 1, length: 1 };
  for (let length = path.length; length > 0; length--) {
    let origin: Origin | undefined;
    let template: Origin | undefined;
    let seen = 0;
    for (const field of object.fieldsAt?.(path.slice(0, length)) ?? []) {
      const hand = setBy(field.reads, values);
      // A map, and what is missing in it, comes from users' values only if they wrote all of it.
      if (!hand) return { origin: template ?? placeOf(field) };
      origin ??= hand;
      template ??= placeOf(field);
      if (++seen === MOST) break;
    }
    if (origin && template) return { origin, template };
  }
  return { origin: start };
}
