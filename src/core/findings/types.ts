import type { Json, JsonMap, Path } from '../base/json.js';
import type { FindingCode, Severity } from './codes.js';

/** A file of the repository or of a bundle. `path` is relative to its root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A range on one line of a file; line and column count from 1, in UTF-16 units. `length` is at least 1. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Who said it: a place in a file, a command-line flag or Action input, or a parameter of an Argo CD Application. */
export type Origin =
  | ({ readonly from: 'file'; readonly path: string } & Span)
  | { readonly from: 'flag'; readonly name: string }
  | { readonly from: 'parameter'; readonly name: string };

/** What a check wants instead of what is there: another name of the key, or another scalar; `quoted`: the scalar as it is written, as a text. */
export type Mend = { readonly key: string } | { readonly value: string | number | boolean } | { readonly quoted: true };

/** A change of one range of a file, on one line; line and column count from 1, in UTF-16 units. Certain: it needs no person to look at it. */
export interface TextEdit {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What stands there; an edit of a text that has changed since is not made. */
  readonly before: string;
  readonly after: string;
  /** Its line holds a secret, and is not to be shown. */
  readonly secret?: true;
}

/** A mistake (or remark) about the user's input, as data. `report/` turns it into text. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly fix?: string;
  /** Where the fix is certain: the change of the file. */
  readonly edit?: TextEdit;
  /** Certain too, where the text of the file is not at hand: what to write on the line of `origin`; the reader of the file makes it an edit. */
  readonly instead?: { readonly before: string; readonly after: string };
  readonly origin?: Origin;
  /** Its line sets a secret, which only the schema or the objects tell. */
  readonly secret?: true;
  readonly object?: ObjectRef;
  /** The template line that printed it, where `origin` is a line of values. */
  readonly template?: Origin;
  /** JSON Pointer into the object. */
  readonly pointer?: string;
}

/** What a step gives: a value if there were no errors, and every finding either way. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export type { FindingCode, Json, JsonMap, Path, Severity };
