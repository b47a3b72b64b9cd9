// The part of Handlebars' syntax tree that is read here (@handlebars/parser, types/ast.d.ts, whose own types do not resolve under NodeNext).

interface At {
  readonly loc: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}
export interface PathAst extends At {
  readonly type: 'PathExpression';
  readonly original: string;
  readonly data: boolean;
  readonly depth: number;
  readonly parts: readonly unknown[];
}
export interface CallAst extends At {
  readonly type: 'SubExpression';
  readonly path: { readonly original?: string };
  readonly params: readonly ExpressionAst[];
  readonly hash?: HashAst;
}
export interface LiteralAst extends At {
  readonly type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral';
  readonly value: string | number | boolean;
}
export interface NothingAst extends At {
  readonly type: 'NullLiteral' | 'UndefinedLiteral';
}
export type ExpressionAst = PathAst | CallAst | LiteralAst | NothingAst;
export interface HashAst {
  readonly pairs: readonly { readonly key: string; readonly value: ExpressionAst }[];
}
export interface MustacheAst extends At {
  readonly type: 'MustacheStatement';
  readonly escaped: boolean;
  readonly path: ExpressionAst;
  readonly params: readonly ExpressionAst[];
  readonly hash?: HashAst;
}
export interface BlockAst extends At {
  readonly type: 'BlockStatement';
  readonly path: { readonly original: string };
  readonly params: readonly ExpressionAst[];
  readonly hash?: HashAst;
  readonly program?: ProgramAst;
  readonly inverse?: ProgramAst;
}
export interface PartialAst extends At {
  readonly type: 'PartialStatement';
  readonly name: { readonly type: string; readonly original?: string };
  readonly params: readonly ExpressionAst[];
  readonly hash?: HashAst;
  readonly indent: string;
}
export interface ContentAst extends At {
  readonly type: 'ContentStatement';
  /** After white space was stripped, and before. */
  readonly value: string;
  readonly original: string;
}
export interface CommentAst extends At {
  readonly type: 'CommentStatement';
}
export interface RefusedAst extends At {
  readonly type: 'Decorator' | 'DecoratorBlock' | 'PartialBlockStatement';
}
export type StatementAst = MustacheAst | BlockAst | PartialAst | ContentAst | CommentAst | RefusedAst;
export interface ProgramAst {
  readonly body: readonly StatementAst[];
  readonly blockParams?: readonly string[];
}
export type NodeAst = StatementAst | ExpressionAst;
