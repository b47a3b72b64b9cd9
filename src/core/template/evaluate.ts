import { finding } from '../findings.js';
import { type Helper, HelperError } from '../helpers/helper.js';
import { isList, isMap, type Json } from '../json.js';
import type { Finding, Origin } from '../types.js';
import type { Body, Expression, Place, Template, TemplateNode } from './nodes.js';
import { Output } from './output.js';
import { type Bound, type Read, within } from './reads.js';
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
const MAX_CONDITIONS = 500;

/** Where evaluation stands: in which template, printing where, and whether inside `{{#text}}`. */
interface Frame {
  readonly path: string;
  readonly output: Output;
  readonly raw: boolean;
  readonly depth: number;
  /** What was read by the conditions and loops around. */
  readonly under: readonly Read[];
}

type Node<Is extends TemplateNode['is']> = Extract<TemplateNode, { is: Is }>;
type Code = 'template/unknown-name' | 'template/helper' | 'template/too-large';

/** One evaluation of a template with all that it calls. */
class Evaluation {
  private readonly found = new Map<string, Finding>();
  private mistakes = 0;
  private steps = 0;
  private stopped = false;
  readonly reads: Read[] = [];

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
    if (!this.stopped && (++this.steps > MAX_STEPS || frame.output.size > MAX_OUTPUT)) {
      this.stopped = true;
      this.report(frame, 'template/too-large', 'the template does not come to an end: too many steps, or too much output', place);
    }
    return !this.stopped;
  }

  /** The value of an expression. With `lenient` a path may lead nowhere; without `deep` only the value itself is looked at, not its parts. */
  private value(expression: Expression, scope: Scope, frame: Frame, lenient = false, deep = true): Json {
    return this.bound(expression, scope, frame, lenient, deep).value;
  }

  private bound(expression: Expression, scope: Scope, frame: Frame, lenient = false, deep = false): Bound {
    if (expression.is === 'literal') return { value: expression.value, from: [] };
    if (expression.is === 'call') {
      const before = this.reads.length;
      const value = this.call(expression, scope, frame);
      return { value, from: this.readsSince(before).map((read) => read.path) };
    }
    const result = lookup(expression, scope);
    if ('value' in result) {
      for (const path of result.from) this.reads.push({ path, deep, template: frame.path, place: expression.place });
      return result;
    }
    if (!lenient) this.report(frame, 'template/unknown-name', result.missing, expression.place, result.fix);
    return { value: null, from: [] };
  }

  private readsSince(count: number): readonly Read[] {
    return this.reads.slice(count);
  }

  private call(expression: Extract<Expression, { is: 'call' }>, scope: Scope, frame: Frame): Json {
    const helper = this.input.helpers.get(expression.helper);
    if (!helper) throw new Error(`template compiled with an unknown helper: ${expression.helper}`);
    const before = this.mistakes;
    const args: Json[] = [];
    for (const arg of expression.args) {
      args.push(this.value(arg, scope, frame, helper.lenient, !helper.asks));
      if (helper.enough?.(args.at(-1) ?? null)) break;
    }
    const named = Object.fromEntries(
      Object.entries(expression.named).map(([key, item]) => [key, this.value(item, scope, frame)]),
    );
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
    const before = this.reads.length;
    const result = this.value(node.value, scope, frame);
    if (!frame.raw) {
      frame.output.writeValue(result, frame.path, node.place, this.readsSince(before), frame.under);
      return;
    }
    const text = plainText(result);
    const what = isMap(result) ? 'a map' : isList(result) ? 'a list' : 'null';
    if (text !== undefined) frame.output.write(text, frame.path, node.place, frame.under);
    else this.report(frame, 'template/helper', `${what} cannot be part of a text`, node.place);
  }

  private each(node: Node<'each' | 'with'>, scope: Scope, frame: Frame) {
    const before = this.reads.length;
    const whole = this.bound(node.value, scope, frame);
    const items = whole.value;
    const inside: Frame = { ...frame, under: [...frame.under, ...this.readsSince(before)] };
    if (isFalsy(items)) return this.walk(node.otherwise, scope, inside);
    const child = (self: Bound, data: Scope['data'], ...named: Bound[]) => {
      const names = Object.fromEntries(node.names.map((name, i) => [name, named[i] ?? NOTHING]));
      this.walk(node.body, { ...scope, self, data, names, parent: scope }, inside);
    };
    if (node.is === 'with') return child(whole, scope.data, whole);
    if (!isList(items) && !isMap(items))
      return this.report(frame, 'template/helper', '`each` goes through a list or a map', node.place);
    // In the order of the keys, as Helm's range: what a file's order is must not change the output.
    const entries: (readonly [string | number, Json])[] = isList(items)
      ? [...items.entries()]
      : Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
    const made = (value: Json): Bound => ({ value, from: whole.from });
    for (const [i, [key, value]] of entries.entries()) {
      if (!this.step(frame, node.place)) return;
      const item: Bound = { value, from: within(scope.context, whole.from, [key]) };
      const data = { key: made(key), index: made(i), first: made(i === 0), last: made(i === entries.length - 1) };
      child(item, data, item, made(key));
    }
  }

  private partial(node: Node<'partial'>, scope: Scope, frame: Frame) {
    const { partials } = this.input;
    const target = Object.hasOwn(partials, node.name) ? partials[node.name] : undefined;
    if (!target) {
      const fix = `known here: ${Object.keys(partials).join(', ') || 'none'}`;
      return this.report(frame, 'template/unknown-name', `there is no partial \`${node.name}\``, node.place, fix);
    }
    if (frame.depth >= MAX_DEPTH || frame.under.length > MAX_CONDITIONS) {
      this.stopped = true;
      return this.report(frame, 'template/too-large', 'partials call each other too deep', node.place);
    }
    const names = Object.entries(node.named).map(([key, item]) => [key, this.bound(item, scope, frame)] as const);
    const inner: Scope = { ...scope, names: Object.fromEntries(names), parent: scope };
    const called: Frame = { ...frame, path: target.path, depth: frame.depth + 1 };
    frame.output.indented(node.indent, () => this.walk(target.body, inner, called));
  }

  private string(node: Node<'string'>, scope: Scope, frame: Frame): void {
    const output = new Output();
    const before = this.reads.length;
    this.walk(node.body, scope, { ...frame, output, raw: true });
    const text = dedent(output.text());
    if (frame.raw) frame.output.write(text, frame.path, node.place, frame.under);
    else frame.output.writeValue(text, frame.path, node.place, this.readsSince(before), frame.under);
  }

  walk(body: Body, scope: Scope, frame: Frame): void {
    for (const node of body) {
      if (!this.step(frame, 'place' in node ? node.place : [1, 1, 1])) return;
      if (node.is === 'text') frame.output.write(node.text, frame.path, node.place, frame.under);
      else if (node.is === 'print') this.print(node, scope, frame);
      else if (node.is === 'partial') this.partial(node, scope, frame);
      else if (node.is === 'string') this.string(node, scope, frame);
      else if (node.is === 'if') {
        const before = this.reads.length;
        const falsy = isFalsy(this.value(node.test, scope, frame, true, false));
        const inside = { ...frame, under: [...frame.under, ...this.readsSince(before)] };
        this.walk(falsy === node.negate ? node.then : node.otherwise, scope, inside);
      } else this.each(node, scope, frame);
    }
  }
}

const NOTHING: Bound = { value: null, from: [] };
const originIn = (path: string, [line, column, length]: Place): Origin => ({ from: 'file', path, line, column, length });

/** Evaluates a template to text. A mistake prints `null` in its place and evaluation goes on, so that all mistakes are found at once. */
export function evaluate(
  template: Template,
  input: EvaluateInput,
): { readonly output: Output; readonly findings: readonly Finding[]; readonly reads: readonly Read[] } {
  const evaluation = new Evaluation(input);
  const output = new Output();
  const self: Bound = { value: input.context, from: [[]] };
  const scope: Scope = { context: input.context, self, names: {}, data: {}, isKnown: input.isKnown };
  evaluation.walk(template.body, scope, { path: template.path, output, raw: false, depth: 0, under: [] });
  return { output, findings: evaluation.findings(), reads: evaluation.reads };
}
