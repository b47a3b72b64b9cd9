import type { Json } from '../base/json.js';
import type { ObjectRef } from '../findings/types.js';

export type Action = 'added' | 'removed' | 'changed';

/** One field that differs. `before` and `after` are absent where the field is, and always absent on a secret; secrets in them are replaced. */
export interface FieldChange {
  readonly action: Action;
  /** For users: `spec.template.spec.containers[web].image`. A list whose items changed places has ` (order)` after it. */
  readonly path: string;
  /** JSON Pointer into the new object, or into the old one if the field was removed. */
  readonly pointer: string;
  /** For a list whose items changed places: the items' keys in the old order, and in `after` in the new one. */
  readonly before?: Json;
  readonly after?: Json;
  readonly secret?: true;
}

/** One object that differs. An added or removed object lists all its fields but those that name it. */
export interface ObjectChange {
  readonly action: Action;
  /** The new object's, or the old one's if it was removed. */
  readonly ref: ObjectRef;
  readonly fields: readonly FieldChange[];
}
