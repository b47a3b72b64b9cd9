import { at, dotted, equal, isMap, type Json, type Path } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import type { Values } from './types.js';

const placeOf = (origin: Origin | undefined, layer: string) =>
  origin?.from === 'file' ? `${origin.path}:${origin.line}` : layer;

/** A note for each value that a layer sets to what the next layer of users below it sets already. Bundle defaults do not count: to pin one is a choice. */
export function setTwice(values: Values): readonly Finding[] {
  const [, ...people] = values.layers;
  return people.flatMap((layer, i) => {
    const below = people.slice(0, i).toReversed();
    const visit = (value: Json, path: Path): readonly Finding[] => {
      if (isMap(value)) return Object.entries(value).flatMap(([key, item]) => visit(item, [...path, key]));
      const other = below.find((candidate) => at(candidate.data, path) !== undefined);
      if (!other || value === null || !equal(at(other.data, path) ?? null, value)) return [];
      const origin = layer.originOf(path);
      if (!origin) return [];
      const message = `\`${dotted(path)}\` is set to the same value in ${placeOf(other.originOf(path), other.name)}`;
      return [finding('values/set-twice', message, { origin, fix: 'one of the two is enough' })];
    };
    return visit(layer.data, []);
  });
}
