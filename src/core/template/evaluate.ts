import { finding } from '../findings.js';
import { type Helper, HelperError } from '../helpers/helper.js';
import { isList, isMap, type Json, type JsonMap } from '../json.js';
import type { Finding, Origin } from '../types.js';
import { flowYaml } from '../yaml/write.js';
import type { Body, Expression, Place, Template, TemplateNode } from './nodes.js';
import { Output } from './output.js';
import { type Context, isFalsy, lookup, type Scope } from './scope.js';
import { dedent, plainText } from './text.js';

export interface EvaluateInput {
  readonly context: Context;
  readonly partials: Readonly<Record<string, Template>>;
  readonly helpers: ReadonlyMap<string, Helper>;
  readonly isKnown: (path: readonly string[]) => boolean;
  /** Where the user set the value at a dotted path: findings that a template makes about values point there. */
  readonly originOf?: (dotted: string) => Origin | undefined;
}

// A template cannot loop for ever, but loops in loops and partials in partials can take long: these bounds hold without a clock.
const MAX_STEPS = 1_000_000;
const MAX_OUTPUT = 4 << 20;
const MAX_DEPTH = 32;

/** Evaluates a template to text. A mistake prints `null` in its place and evaluation goes on, so that all mistakes are found at once. */
export function evaluate(
  template: Template,
  input: EvaluateInput,
): { readonly output: Output; readonly findings: readonly Finding[] } {
  const found = new Map<string, Finding>();
  let mistakes = 0;
  let steps = 0;
  let stopped = false;

  /** A mistake in a loop is one mistake, however often it is met. */
  function add(item: Finding) {
    mistakes++;
    found.set(JSON.stringify([item.code, item.message, item.origin]), item);
  }

  function run(path: string, body: Body, scope: Scope, output: Output, raw: boolean, depth: number) {
    const origin = ([line, column, length]: Place): Origin => ({ from: 'file', path, line, column, length });
    const report = (
      code: 'template/unknown-name' | 'template/helper' | 'template/too-large',
      message: string,
      place: Place,
      fix?: string,
    ) => add(finding(code, message, { origin: origin(place), ...(fix ? { fix } : {}) }));

    /** Counts a step; false when there were too many, and nothing more is to be done. */
    function step(place: Place): boolean {
      if (!stopped && (++steps > MAX_STEPS || output.length > MAX_OUTPUT)) {
        stopped = true;
        report('template/too-large', 'the template does not come to an end: too many steps, or too much output', place);
      }
      return !stopped;
    }

    function value(expression: Expression, here: Scope, lenient = false): Json {
      if (expression.is === 'literal') return expression.value;
      if (expression.is === 'path') {
        const result = lookup(expression, here);
        if ('value' in result) return result.value;
        if (!lenient) report('template/unknown-name', result.missing, expression.place, result.fix);
        return null;
      }
      const helper = input.helpers.get(expression.helper);
      if (!helper) throw new Error(`template compiled with an unknown helper: ${expression.helper}`);
      const before = mistakes;
      const args = expression.args.map((arg) => value(arg, here, helper.lenient));
      const named = values(expression.named, here);
      if (mistakes > before) return null;
      try {
        return helper.call(args, named);
      } catch (error) {
        if (!(error instanceof HelperError)) throw error;
        const at = error.value === undefined ? undefined : input.originOf?.(error.value);
        const more = { origin: at ?? origin(expression.place), ...(error.fix ? { fix: error.fix } : {}) };
        add(
          error.value === undefined
            ? finding('template/helper', `\`${expression.helper}\`: ${error.message}`, more)
            : finding('values/rejected', error.message, more),
        );
        return null;
      }
    }

    const values = (named: Readonly<Record<string, Expression>>, here: Scope): JsonMap =>
      Object.fromEntries(Object.entries(named).map(([key, item]) => [key, value(item, here)]));

    function print(node: Extract<TemplateNode, { is: 'print' }>) {
      const result = value(node.value, scope);
      if (!raw) return output.write(flowYaml(result), path, node.place);
      const text = plainText(result);
      if (text === undefined)
        report(
          'template/helper',
          `${isMap(result) ? 'a map' : isList(result) ? 'a list' : 'null'} cannot be part of a text`,
          node.place,
        );
      output.write(text ?? '', path, node.place);
    }

    function each(node: Extract<TemplateNode, { is: 'each' | 'with' }>) {
      const items = value(node.value, scope);
      if (isFalsy(items)) return run(path, node.otherwise, scope, output, raw, depth);
      const child = (self: Json, data: JsonMap, ...named: Json[]) =>
        run(
          path,
          node.body,
          {
            ...scope,
            self,
            data,
            names: Object.fromEntries(node.names.map((name, i) => [name, named[i] ?? null])),
            parent: scope,
          },
          output,
          raw,
          depth,
        );
      if (node.is === 'with') return child(items, scope.data, items);
      if (!isList(items) && !isMap(items)) return report('template/helper', '`each` goes through a list or a map', node.place);
      // In the order of the keys, as Helm's range: what a file's order is must not change the output.
      const entries: (readonly [string | number, Json])[] = isList(items)
        ? [...items.entries()]
        : Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [i, [key, item]] of entries.entries())
        if (step(node.place)) child(item, { key, index: i, first: i === 0, last: i === entries.length - 1 }, item, key);
    }

    function partial(node: Extract<TemplateNode, { is: 'partial' }>) {
      const target = Object.hasOwn(input.partials, node.name) ? input.partials[node.name] : undefined;
      if (!target)
        return report(
          'template/unknown-name',
          `there is no partial \`${node.name}\``,
          node.place,
          `known here: ${Object.keys(input.partials).join(', ') || 'none'}`,
        );
      if (depth >= MAX_DEPTH) {
        stopped = true;
        return report('template/too-large', `partials call each other more than ${MAX_DEPTH} deep`, node.place);
      }
      const inner: Scope = { ...scope, names: values(node.named, scope), parent: scope };
      output.indented(raw ? '' : node.indent, () => run(target.path, target.body, inner, output, raw, depth + 1));
    }

    for (const node of body) {
      if (!step('place' in node ? node.place : [1, 1, 1])) return;
      if (node.is === 'text') output.write(node.text, path, node.place);
      else if (node.is === 'print') print(node);
      else if (node.is === 'if')
        run(path, isFalsy(value(node.test, scope, true)) === node.negate ? node.then : node.otherwise, scope, output, raw, depth);
      else if (node.is === 'partial') partial(node);
      else if (node.is === 'string') {
        const inner = new Output();
        run(path, node.body, scope, inner, true, depth);
        output.write(raw ? dedent(inner.text()) : flowYaml(dedent(inner.text())), path, node.place);
      } else each(node);
    }
  }

  const output = new Output();
  run(
    template.path,
    template.body,
    { context: input.context, self: { ...input.context }, names: {}, data: {}, isKnown: input.isKnown },
    output,
    false,
    0,
  );
  return { output, findings: [...found.values()] };
}
