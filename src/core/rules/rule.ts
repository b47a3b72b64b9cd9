import type { Path } from '../base/json.js';
import type { FindingCode, Severity } from '../findings/codes.js';
import type { RenderedObject } from '../objects/types.js';
import type { ObjectSet } from './set.js';

/** What a rule says of one field of one object. */
export interface Mistake {
  readonly object: RenderedObject;
  /** Leads to the field, or to the key that is wrong, in the object. */
  readonly path: Path;
  readonly message: string;
  readonly fix?: string;
  /** Certain: the text to write for the value at the path, or for its key. */
  readonly edit?: Edit;
  /** Instead of the rule's own. */
  readonly code?: FindingCode;
  readonly severity?: Severity;
}

/** What to write instead: the key, or the scalar as it must come out of YAML. */
export type Edit = { readonly key: string } | { readonly value: string | number | boolean };

/** One rule. Its severity is in CODES, so that the table of codes is complete without the rules. */
export interface Rule {
  readonly code: FindingCode;
  /** The reason in a sentence. */
  readonly why: string;
  /** The page of Kubernetes, Argo or Prometheus that states it. */
  readonly link: string;
  /** Sees everything that one environment renders; says nothing of what the schema refuses already. */
  readonly check: (set: ObjectSet) => Iterable<Mistake>;
}
