import type { JsonMap, Path } from '../base/json.js';
import type { ObjectRef } from '../findings/types.js';
import type { Field } from '../template/reads.js';

export interface RenderedObject {
  readonly ref: ObjectRef;
  readonly data: JsonMap;
  /** Path of the template that made it. */
  readonly template: string;
  /** Line of that template on which the object begins. */
  readonly line: number;
  /** What made each leaf at or below a path. */
  readonly fieldsAt?: (path: Path) => Iterable<Field>;
}
