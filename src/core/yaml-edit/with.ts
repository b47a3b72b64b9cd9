import { isList, isMap, type Json, type Path } from '../base/json.js';

/** The data with another value at a path; maps on the way that are missing, or no maps, are made. */
export function withValue(data: Json | undefined, [step, ...rest]: Path, value: Json): Json {
  if (step === undefined) return value;
  if (isList(data)) return data.map((item, i) => (i === Number(step) ? withValue(item, rest, value) : item));
  const map = isMap(data) ? data : {};
  return { ...map, [step]: withValue(Object.hasOwn(map, step) ? map[step] : undefined, rest, value) };
}

/** The data without the key at a path. */
export function withoutKey(data: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined || !isMap(data) || !Object.hasOwn(data, step)) return data;
  const { [step]: inner = null, ...others } = data;
  return rest.length === 0 ? others : { ...data, [step]: withoutKey(inner, rest) };
}
