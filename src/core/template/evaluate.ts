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

/** Where evaluation stands: in which template, printing where, and whether inside `{{#text}}`. */
interface Frame {
  readonly path: string;
  readonly output: Output;
  readonly raw: boolean;
  readonly depth: number;
}

type Node<Is extends TemplateNode['is']> = Extract<TemplateNode, { is: Is }>;
type Code = 'template/unknown-name' | 'template/helper' | 'template/too-large';

/** One evaluation of a template with all that it calls. */
class Evaluation {
  private readonly found = new Map<string, Finding>();
  private mistakes = 0;
  private steps = 0;
  private stopped = false;

  constructor(private readonly input: EvaluateInput) {}

  findings(): readonly Finding[] {
    return [...this.found.values()];
  }

  /** A mistake in a loop is one mistake, however often it is met. */
  private add(item: Finding): void {
    this.mistakes++;
    this.found.set(JSON.stringify([item.code, item.message, item.origin]), item);
  }

  private report({ path }: Frame, code: Code, message: string, place: Place, fix?: string): void {
    this.add(finding(code, message, { origin: originIn(path, place), ...(fix ? { fix } : {}) }));
  }

  /** Counts a step; false when there were too many, and nothing more is to be done. */
  private step(frame: Frame, place: Place): boolean {
    if (!this.stopped && (++this.steps > MAX_STEPS || frame.output.length > MAX_OUTPUT)) {
      this.stopped = true;
      this.report(frame, 'template/too-large', 'the template does not come to an end: too many steps, or too much output', place);
    }
    return !this.stopped;
  }

  private value(expression: Expression, scope: Scope, frame: Frame, lenient = false): Json {
    if (expression.is === 'literal') return expression.value;
    if (expression.is === 'call') return this.call(expression, scope, frame);
    const result = lookup(expression, scope);
    if ('value' in result) return result.value;
    if (!lenient) this.report(frame, 'template/unknown-name', result.missing, expression.place, result.fix);
    return null;
  }

  private values(named: Readonly<Record<string, Expression>>, scope: Scope, frame: Frame): JsonMap {
    return Object.fromEntries(Object.entries(named).map(([key, item]) => [key, this.value(item, scope, frame)]));
  }

  private call(expression: Extract<Expression, { is: 'call' }>, scope: Scope, frame: Frame): Json {
    const helper = this.input.helpers.get(expression.helper);
    if (!helper) throw new Error(`template compiled with an unknown helper: ${expression.helper}`);
    const before = this.mistakes;
    const args = expression.args.map((arg) => this.value(arg, scope, frame, helper.lenient));
    const named = this.values(expression.named, scope, frame);
    if (this.mistakes > before) return null;
    try {
      return helper.call(args, named);
    } catch (error) {
      if (!(error instanceof HelperError)) throw error;
      const at = error.value === undefined ? undefined : this.input.originOf?.(error.value);
      const more = { origin: at ?? originIn(frame.path, expression.place), ...(error.fix ? { fix: error.fix } : {}) };
      const aboutValue = error.value !== undefined;
      const message = aboutValue ? error.message : `\`${expression.helper}\`: ${error.message}`;
      this.add(finding(aboutValue ? 'values/rejected' : 'template/helper', message, more));
      return null;
    }
  }

  private print(node: Node<'print'>, scope: Scope, frame: Frame): void {
    const result = this.value(node.value, scope, frame);
    if (!frame.raw) {
      frame.output.writeValue(flowYaml(result), frame.path, node.place);
      return;
    }
    const text = plainText(result);
    const what = isMap(result) ? 'a map' : isList(result) ? 'a list' : 'null';
    if (text !== undefined) frame.output.write(text, frame.path, node.place);
    else this.report(frame, 'template/helper', `${what} cannot be part of a text`, node.place);
  }

  private each(node: Node<'each' | 'with'>, scope: Scope, frame: Frame) {
    const items = this.value(node.value, scope, frame);
    if (isFalsy(items)) return this.walk(node.otherwise, scope, frame);
    const child = (self: Json, data: JsonMap, ...named: Json[]) => {
      const names = Object.fromEntries(node.names.map((name, i) => [name, named[i] ?? null]));
      this.walk(node.body, { ...scope, self, data, names, parent: scope }, frame);
    };
    if (node.is === 'with') return child(items, scope.data, items);
    if (!isList(items) && !isMap(items))
      return this.report(frame, 'template/helper', '`each` goes through a list or a map', node.place);
    // In the order of the keys, as Helm's range: what a file's order is must not change the output.
    const entries: (readonly [string | number, Json])[] = isList(items)
      ? [...items.entries()]
      : Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [i, [key, item]] of entries.entries())
      if (this.step(frame, node.place)) child(item, { key, index: i, first: i === 0, last: i === entries.length - 1 }, item, key);
  }

  private partial(node: Node<'partial'>, scope: Scope, frame: Frame) {
    const { partials } = this.input;
    const target = Object.hasOwn(partials, node.name) ? partials[node.name] : undefined;
    if (!target) {
      const fix = `known here: ${Object.keys(partials).join(', ') || 'none'}`;
      return this.report(frame, 'template/unknown-name', `there is no partial \`${node.name}\``, node.place, fix);
    }
    if (frame.depth >= MAX_DEPTH) {
      this.stopped = true;
      return this.report(frame, 'template/too-large', `partials call each other more than ${MAX_DEPTH} deep`, node.place);
    }
    const inner: Scope = { ...scope, names: this.values(node.named, scope, frame), parent: scope };
    const within: Frame = { ...frame, path: target.path, depth: frame.depth + 1 };
    frame.output.indented(node.indent, () => this.walk(target.body, inner, within));
  }

  private string(node: Node<'string'>, scope: Scope, frame: Frame): void {
    const output = new Output();
    this.walk(node.body, scope, { ...frame, output, raw: true });
    const text = dedent(output.text());
    if (frame.raw) frame.output.write(text, frame.path, node.place);
    else frame.output.writeValue(flowYaml(text), frame.path, node.place);
  }

  walk(body: Body, scope: Scope, frame: Frame): void {
    for (const node of body) {
      if (!this.step(frame, 'place' in node ? node.place : [1, 1, 1])) return;
      if (node.is === 'text') frame.output.write(node.text, frame.path, node.place);
      else if (node.is === 'print') this.print(node, scope, frame);
      else if (node.is === 'partial') this.partial(node, scope, frame);
      else if (node.is === 'string') this.string(node, scope, frame);
      else if (node.is === 'if') {
        const falsy = isFalsy(this.value(node.test, scope, frame, true));
        this.walk(falsy === node.negate ? node.then : node.otherwise, scope, frame);
      } else this.each(node, scope, frame);
    }
  }
}

const originIn = (path: string, [line, column, length]: Place): Origin => ({ from: 'file', path, line, column, length });

/** Evaluates a template to text. A mistake prints `null` in its place and evaluation goes on, so that all mistakes are found at once. */
export function evaluate(
  template: Template,
  input: EvaluateInput,
): { readonly output: Output; readonly findings: readonly Finding[] } {
  const evaluation = new Evaluation(input);
  const output = new Output();
  const scope: Scope = { context: input.context, self: { ...input.context }, names: {}, data: {}, isKnown: input.isKnown };
  evaluation.walk(template.body, scope, { path: template.path, output, raw: false, depth: 0 });
  return { output, findings: evaluation.findings() };
}
