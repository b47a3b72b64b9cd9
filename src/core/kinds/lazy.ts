import type { JsonMap } from '../base/json.js';

/** A map whose values are made when they are first looked at; `make` gives undefined for a key that is not one of `keys`. */
export function lazyMap(keys: () => readonly string[], make: (key: string) => JsonMap | undefined): JsonMap {
  const fill = (made: Record<string, JsonMap>, key: string | symbol) => {
    const value = typeof key !== 'string' || Object.hasOwn(made, key) ? undefined : make(key);
    if (value) made[String(key)] = value;
    return made;
  };
  return new Proxy<Record<string, JsonMap>>(
    {},
    {
      get: (made, key) => Reflect.get(fill(made, key), key),
      has: (made, key) => Reflect.has(fill(made, key), key),
      getOwnPropertyDescriptor: (made, key) => Reflect.getOwnPropertyDescriptor(fill(made, key), key),
      ownKeys: keys,
    },
  );
}
