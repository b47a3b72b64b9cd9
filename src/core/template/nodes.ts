import type { Json } from '../base/json.js';

// A template as data: what a bundle is compiled to. Everything here is JSON, so a built-in bundle is compiled when Fairlead is built.

/** Line and column (from 1) and length of the source that a node comes from. */
export type Place = readonly [line: number, column: number, length: number];

export type Expression =
  | { readonly is: 'literal'; readonly value: Json }
  | {
      readonly is: 'path';
      /** As it is written, for messages. */
      readonly source: string;
      /** `../` steps up, `@data` names, `this.` and `./` paths look at the current item only. */
      readonly up: number;
      readonly data: boolean;
      readonly self: boolean;
      readonly parts: readonly string[];
      readonly place: Place;
    }
  | {
      readonly is: 'call';
      readonly helper: string;
      readonly args: readonly Expression[];
      readonly named: Readonly<Record<string, Expression>>;
      readonly place: Place;
    };

export type TemplateNode =
  | { readonly is: 'text'; readonly text: string; readonly place: Place }
  | { readonly is: 'print'; readonly value: Expression; readonly place: Place }
  | { readonly is: 'if'; readonly test: Expression; readonly negate: boolean; readonly then: Body; readonly otherwise: Body }
  | {
      readonly is: 'each' | 'with';
      readonly value: Expression;
      readonly names: readonly string[];
      readonly body: Body;
      readonly otherwise: Body;
      readonly place: Place;
    }
  | { readonly is: 'string'; readonly body: Body; readonly place: Place }
  | {
      readonly is: 'partial';
      readonly name: string;
      readonly named: Readonly<Record<string, Expression>>;
      readonly indent: string;
      readonly place: Place;
    };

export type Body = readonly TemplateNode[];

export interface Template {
  /** Path as messages name it. */
  readonly path: string;
  readonly body: Body;
}
