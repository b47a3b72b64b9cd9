import type { JsonMap, Path } from '../base/json.js';
import type { Mend, Origin, TextEdit } from '../findings/types.js';

/** One source of values: a file, or all `--set`s together. Later layers win. */
export interface Layer {
  /** As users know it: the file's path, `--set`, or `parameters`. */
  readonly name: string;
  readonly data: JsonMap;
  /** Where this layer sets the value at a path; undefined if it does not. */
  readonly originOf: (path: Path) => Origin | undefined;
  /** How this layer writes the scalar at a path, if that is YAML without quotes. */
  readonly plainOf?: (path: Path) => string | undefined;
  /** The certain change of this layer's file that fixes the key or scalar at a path. */
  readonly editOf?: (path: Path, mend: Mend) => TextEdit | undefined;
}

/** The merged values of one environment, and the layers that they come from (first is weakest). */
export interface Values {
  readonly data: JsonMap;
  readonly layers: readonly Layer[];
}
