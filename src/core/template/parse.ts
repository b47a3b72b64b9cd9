import { parse } from '@handlebars/parser';
import { finding } from '../findings/findings.js';
import { didYouMean } from '../findings/suggest.js';
import type { Finding, Outcome, SourceFile } from '../findings/types.js';
import type {
  BlockAst,
  ContentAst,
  ExpressionAst,
  HashAst,
  MustacheAst,
  NodeAst,
  PartialAst,
  PathAst,
  ProgramAst,
  StatementAst,
} from './ast.js';
import { insteadOfHelper, insteadOfSyntax } from './habits.js';
import type { Helper } from './helpers/helper.js';
import type { Body, Expression, Place, Template, TemplateNode } from './nodes.js';
import { syntaxError } from './syntax.js';
import { tooLarge } from './too-large.js';

const BLOCKS = ['if', 'unless', 'each', 'with', 'text'];
const placeOf = ({ loc }: NodeAst): Place => [
  loc.start.line,
  loc.start.column + 1,
  loc.end.line === loc.start.line ? Math.max(1, loc.end.column - loc.start.column) : 1,
];

/**
 * Compiles one template. Everything that can be known without values is checked here: syntax, what the language refuses,
 * helpers that do not exist or get the wrong arguments, and mustaches that are not a whole YAML value.
 */
export function parseTemplate(file: SourceFile, helpers: readonly Helper[]): Outcome<Template> {
  const found: Finding[] = [];
  const origin = ([line, column, length]: Place) => ({ from: 'file' as const, path: file.path, line, column, length });
  const refuse = (node: NodeAst, message: string, fix?: string) =>
    void found.push(finding('template/refused', message, { origin: origin(placeOf(node)), ...(fix ? { fix } : {}) }));

  function call(
    name: string,
    node: { readonly params: readonly ExpressionAst[]; readonly hash?: HashAst } & NodeAst,
  ): Expression {
    const place = placeOf(node);
    const args = node.params.map((param) => expression(param));
    const named = hash(node.hash);
    const helper = helpers.find((item) => item.name === name);
    const bad = (message: string, fix?: string) =>
      void found.push(
        finding(helper ? 'template/helper' : 'template/unknown-helper', message, {
          origin: origin(place),
          ...(fix ? { fix } : {}),
        }),
      );
    if (!helper)
      bad(
        `there is no helper \`${name}\``,
        insteadOfHelper(name) ??
          didYouMean(
            name,
            helpers.map((item) => item.name),
          ),
      );
    else {
      const [least, most] = helper.arity;
      if (args.length < least || args.length > most)
        bad(`\`${name}\` does not take ${args.length} arguments`, `write \`${helper.usage}\``);
      const unknown = helper.named === 'any' ? undefined : Object.keys(named).find((key) => !helper.named?.includes(key));
      if (name === 'default' && args[0]?.is === 'literal')
        bad('`default` takes the value first: this one is always there', 'write `{{default values.x "y"}}`');
      if (unknown !== undefined) bad(`\`${name}\` does not know \`${unknown}=\``, `write \`${helper.usage}\``);
    }
    return { is: 'call', helper: name, args, named, place };
  }

  const hash = (node: HashAst | undefined) =>
    Object.fromEntries((node?.pairs ?? []).map((pair) => [pair.key, expression(pair.value)]));

  function path(node: PathAst): Expression {
    const parts = node.parts.filter((part) => typeof part === 'string');
    if (parts.length < node.parts.length) refuse(node, 'a path may not hold a helper call');
    return {
      is: 'path',
      source: node.original,
      up: node.depth,
      data: node.data,
      self: /^(this\b|\.$|\.\/)/.test(node.original),
      parts,
      place: placeOf(node),
    };
  }

  function expression(node: ExpressionAst): Expression {
    switch (node.type) {
      case 'PathExpression':
        return path(node);
      case 'SubExpression':
        return call(node.path.original ?? '', node);
      case 'NullLiteral':
      case 'UndefinedLiteral':
        return { is: 'literal', value: null };
      default:
        return { is: 'literal', value: node.value };
    }
  }

  function mustache(node: MustacheAst): Expression {
    if (!node.escaped)
      refuse(
        node,
        '`{{{…}}}` prints text that may break the YAML around it',
        'write `{{…}}`: it prints any value as one YAML value',
      );
    const simple = node.path.type === 'PathExpression' ? node.path : undefined;
    const isCall =
      node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0 || helpers.some((helper) => helper.name === simple?.original);
    return isCall ? call(simple?.original ?? '', node) : expression(node.path);
  }

  /** A mustache prints a whole YAML value, so what touches it must end or begin one. */
  function checkAlone(node: MustacheAst, before: StatementAst | undefined, after: StatementAst | undefined): void {
    const left = before?.type === 'ContentStatement' ? before.value.at(-1) : undefined;
    const right = after?.type === 'ContentStatement' ? after.value[0] : undefined;
    const beside = [before, after].some((other) => other?.type === 'MustacheStatement');
    if (left === '"' || left === "'")
      refuse(node, 'quotes around a mustache', 'remove the quotes: `{{…}}` quotes the value where it must');
    else if (beside || (left !== undefined && !/[\s[{,(]/.test(left)) || (right !== undefined && !/[\s\]},:]/.test(right)))
      refuse(
        node,
        'text glued to a mustache: `{{…}}` prints a whole YAML value',
        'join them: `{{concat a "-" b}}`, or `{{#text}}…{{/text}}` for longer text',
      );
  }

  function block(node: BlockAst, raw: boolean): TemplateNode[] {
    const name = node.path.original;
    const place = placeOf(node);
    const then = body(node.program, raw || name === 'text');
    const otherwise = body(node.inverse, raw);
    const names = node.program?.blockParams ?? [];
    if (!BLOCKS.includes(name)) {
      found.push(
        finding('template/unknown-helper', `there is no block \`{{#${name}}}\``, {
          origin: origin(place),
          fix: insteadOfHelper(name) ?? didYouMean(name, BLOCKS) ?? '',
        }),
      );
      return [];
    }
    if ((node.hash?.pairs.length ?? 0) > 0) refuse(node, `\`{{#${name}}}\` takes no \`key=value\``);
    if (name === 'text' && (node.params.length > 0 || node.inverse))
      refuse(node, '`{{#text}}` takes no value and has no `{{else}}`');
    if (name === 'text') return [{ is: 'string', body: then, place }];
    const [first, ...rest] = node.params;
    if (!first || rest.length > 0) {
      refuse(node, `\`{{#${name}}}\` takes one value`, 'put a call into parentheses: `{{#if (eq a b)}}`');
      return [];
    }
    const value = expression(first);
    if (name === 'each' || name === 'with') return [{ is: name, value, names, body: then, otherwise, place }];
    return [{ is: 'if', test: value, negate: name === 'unless', then, otherwise }];
  }

  function partial(node: PartialAst): TemplateNode[] {
    if (
      node.name.type !== 'PathExpression' ||
      node.name.original === undefined ||
      node.name.original.startsWith('@') ||
      node.params.length > 0
    ) {
      refuse(node, 'a partial is called by its name, with `key=value` arguments', 'write `{{> name key=value}}`');
      return [];
    }
    return [{ is: 'partial', name: node.name.original, named: hash(node.hash), indent: node.indent, place: placeOf(node) }];
  }

  function body(program: ProgramAst | undefined, raw: boolean): Body {
    const statements = program?.body ?? [];
    return statements.flatMap((node, i): TemplateNode[] => {
      switch (node.type) {
        case 'ContentStatement':
          return node.value === '' ? [] : [{ is: 'text', text: node.value, place: textPlace(node) }];
        case 'CommentStatement':
          return [];
        case 'MustacheStatement':
          if (!raw) checkAlone(node, statements[i - 1], statements[i + 1]);
          return [{ is: 'print', value: mustache(node), place: placeOf(node) }];
        case 'BlockStatement':
          return [...block(node, raw), ...lineEnd(node, statements[i + 1])];
        case 'PartialStatement':
          return partial(node);
        default:
          refuse(
            node,
            'decorators, inline partials and partial blocks are not part of the template language',
            'put the text into partials/<name>.hbs',
          );
          return [];
      }
    });
  }

  const outside = tooLarge(file.text);
  if (outside !== undefined)
    return { ok: false, findings: [finding('template/too-large', outside, { origin: origin([1, 1, 1]) })] };
  try {
    const tree: ProgramAst = parse(file.text.replace(/^\uFEFF/, ''));
    const template: Template = { path: file.path, body: body(tree, false) };
    return found.length > 0 ? { ok: false, findings: found } : { ok: true, value: template, findings: [] };
  } catch (error) {
    const { message, place } = syntaxError(error);
    const fix = insteadOfSyntax(file.text, place[0], place[1]);
    return {
      ok: false,
      findings: [...found, finding('template/syntax', message, { origin: origin(place), ...(fix ? { fix } : {}) })],
    };
  }
}

/** `{{/text}}` alone on its line takes the line's end away, as every block does; but here it ends a value, which needs it. */
function lineEnd(node: BlockAst, next: StatementAst | undefined): TemplateNode[] {
  const taken =
    node.path.original === 'text' &&
    next?.type === 'ContentStatement' &&
    next.value !== next.original &&
    /^[ \t]*\r?\n/.test(next.original);
  return taken ? [{ is: 'text', text: '\n', place: placeOf(node) }] : [];
}

/** Where a text begins: the parser strips white space from it but keeps the place of the original. */
function textPlace(node: ContentAst): Place {
  const original = node.original;
  const stripped = original.slice(0, Math.max(0, original.indexOf(node.value)));
  const lines = stripped.split('\n').length - 1;
  return [node.loc.start.line + lines, lines > 0 ? 1 : node.loc.start.column + 1 + stripped.length, 1];
}
