import type { JsonMap } from '../base/json.js';
import type { Origin } from '../findings/types.js';
import type { Assignment } from '../values/set.js';

/** One release of a chart as it runs today: what an Argo CD Application says of it, or what the names of values files tell. */
export interface Deployment {
  readonly release: string;
  readonly environment: string;
  /** The Application's own name, which tells apart what would be one environment. */
  readonly application?: string;
  /** Undefined where nothing says it. */
  readonly namespace?: string;
  /** Values files below the root of the repository, weakest first. */
  readonly files: readonly string[];
  /** Values written in the Application itself: their text, or what a map of them says. */
  readonly values?: string | JsonMap;
  readonly parameters: readonly Assignment[];
  readonly origin?: Origin;
}

/** A file to be made, with its path below the root of the repository. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}
