import { isMap, type JsonMap } from '../base/json.js';
import { memo } from '../base/memo.js';
import { linearRegex } from '../regex/linear.js';

/**
 * Schemas that users wrote, and their `patternProperties`. Ours are proved by a test to take linear time, and spare a cold start the
 * engine that guarantees it.
 */
const peoples = new WeakSet<JsonMap>();

/** Says that a schema is from a user's file; its parts are marked by themselves. */
export function markPeoples(schema: JsonMap): void {
  peoples.add(schema);
  // By itself: the root of a schema is copied when definitions are put beside it.
  if (isMap(schema['patternProperties'])) peoples.add(schema['patternProperties']);
}

const own = memo((pattern) => new RegExp(pattern, 'u'));

/** Whether a text has the form that a pattern asks for, and the steps that took. `holder` is the schema, or its `patternProperties`. */
export function matches(holder: JsonMap, pattern: string, text: string): { readonly fits: boolean; readonly steps: number } {
  if (!peoples.has(holder)) return { fits: own(pattern).test(text), steps: 0 };
  const regex = linearRegex(pattern);
  if (typeof regex === 'string') throw new Error(`a pattern that schemaMistakes refuses: ${regex}`);
  return { fits: regex.test(text), steps: (regex.size * text.length) >> 8 };
}
