import { isList, isMap, type Json, type JsonMap } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import { Budget, Spent } from './budget.js';
import { type Helper, HelperError } from './helpers/helper.js';
import { Mistakes, originIn } from './mistakes.js';
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
  /** Of the whole render; without it the template has one of its own. */
  readonly budget?: Budget;
}

// Evaluation recurses: these keep it far from the end of the stack.
const MAX_PARTIALS = 32;
const MAX_BLOCKS = 500;

/** Where evaluation stands: in which template, printing where, and whether inside `{{#text}}`. */
interface Frame {
  readonly path: string;
  readonly output: Output;
  readonly raw: boolean;
  /** How many partials, and how many blocks, are around. */
  readonly partials: number;
  readonly blocks: number;
  /** What was read by the conditions and loops around. */
  readonly under: readonly Read[];
}

type Node<Is extends TemplateNode['is']> = Extract<TemplateNode, { is: Is }>;

/** One evaluation of a template with all that it calls. */
class Evaluation {
  readonly mistakes = new Mistakes();
  private readonly budget: Budget;
  private path: string;
  private place: Place = [1, 1, 1];
  readonly reads: Read[] = [];

  constructor(
    private readonly input: EvaluateInput,
    private readonly template: Template,
  ) {
    this.budget = input.budget ?? new Budget();
    this.path = template.path;
  }

  /** Evaluates the template, as far as the budget reaches. */
  run(): Output {
    const { context, isKnown } = this.input;
    const { path, body } = this.template;
    const output = new Output(this.budget);
    const scope: Scope = { context, self: { value: context, from: [[]] }, names: {}, data: {}, isKnown };
    try {
      this.walk(body, scope, { path, output, raw: false, partials: 0, blocks: 0, under: [] });
    } catch (error) {
      if (!(error instanceof Spent)) throw error;
      const fix = 'look for loops and partials in each other, and for values that hold each other many times';
      this.mistakes.report(this.path, 'template/too-large', error.message, this.place, fix);
    }
    return output;
  }

  /** Counts a step, and remembers where evaluation stands. */
  private step({ path }: Frame, place: Place): void {
    this.path = path;
    this.place = place;
    this.budget.work(1);
  }

  /** A frame inside a condition or loop, which the reads since `before` decided about. */
  private inside(frame: Frame, before: number): Frame {
    const under = [...frame.under, ...this.readsSince(before)];
    this.budget.work(under.length);
    return { ...frame, under, blocks: frame.blocks + 1 };
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
    this.budget.work(1 + expression.up + expression.parts.length + (frame.blocks >> 3));
    if ('value' in result) {
      this.budget.work(result.from.length);
      for (const path of result.from) this.reads.push({ path, deep, template: frame.path, place: expression.place });
      return result;
    }
    if (!lenient) this.mistakes.noName(frame.path, expression, result);
    return { value: null, from: [] };
  }

  private readsSince(count: number): readonly Read[] {
    return this.reads.slice(count);
  }

  private call(expression: Extract<Expression, { is: 'call' }>, scope: Scope, frame: Frame): Json {
    const helper = this.input.helpers.get(expression.helper);
    if (!helper) throw new Error(`template compiled with an unknown helper: ${expression.helper}`);
    const before = this.mistakes.count;
    const args: Json[] = [];
    for (const arg of expression.args) {
      args.push(this.value(arg, scope, frame, helper.lenient, !helper.asks));
      if (helper.enough?.(args.at(-1) ?? null)) break;
    }
    const named = Object.fromEntries(
      Object.entries(expression.named).map(([key, item]) => [key, this.value(item, scope, frame)]),
    );
    if (this.mistakes.count > before) return null;
    try {
      return this.made(helper, args, named);
    } catch (error) {
      if (!(error instanceof HelperError)) throw error;
      const at = error.value === undefined ? undefined : this.input.originOf?.(error.value);
      const more = { origin: at ?? originIn(frame.path, expression.place), ...(error.fix ? { fix: error.fix } : {}) };
      const aboutValue = error.value !== undefined;
      const message = aboutValue ? error.message : `\`${expression.helper}\`: ${error.message}`;
      this.mistakes.add(finding(aboutValue ? 'values/rejected' : 'template/helper', message, more));
      return null;
    }
  }

  /** What a helper makes. It is counted before too: the result is never much larger than what is read for it. */
  private made(helper: Helper, args: readonly Json[], named: JsonMap): Json {
    if (!helper.asks)
      for (const arg of [...args, ...Object.values(named)]) {
        if (helper.walks) this.budget.deep(arg);
        else this.budget.shallow(arg);
      }
    const value = helper.call(args, named);
    this.budget.shallow(value);
    return value;
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
    else this.mistakes.report(frame.path, 'template/helper', `${what} cannot be part of a text`, node.place);
  }

  private each(node: Node<'each' | 'with'>, scope: Scope, frame: Frame) {
    const before = this.reads.length;
    const whole = this.bound(node.value, scope, frame);
    const items = whole.value;
    const inside = this.inside(frame, before);
    if (isFalsy(items)) return this.walk(node.otherwise, scope, inside);
    const child = (self: Bound, data: Scope['data'], ...named: Bound[]) => {
      const names = Object.fromEntries(node.names.map((name, i) => [name, named[i] ?? NOTHING]));
      this.walk(node.body, { ...scope, self, data, names, parent: scope }, inside);
    };
    if (node.is === 'with') return child(whole, scope.data, whole);
    if (!isList(items) && !isMap(items))
      return this.mistakes.report(frame.path, 'template/helper', '`each` goes through a list or a map', node.place);
    // In the order of the keys, as Helm's range: what a file's order is must not change the output.
    const entries: (readonly [string | number, Json])[] = isList(items)
      ? [...items.entries()]
      : Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
    const made = (value: Json): Bound => ({ value, from: whole.from });
    for (const [i, [key, value]] of entries.entries()) {
      this.step(frame, node.place);
      this.budget.work(whole.from.length);
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
      return this.mistakes.report(frame.path, 'template/unknown-name', `there is no partial \`${node.name}\``, node.place, fix);
    }
    if (frame.partials >= MAX_PARTIALS || frame.blocks > MAX_BLOCKS) throw new Spent('partials call each other too deep');
    const names = Object.entries(node.named).map(([key, item]) => [key, this.bound(item, scope, frame)] as const);
    const inner: Scope = { ...scope, names: Object.fromEntries(names), parent: scope };
    const called: Frame = { ...frame, path: target.path, partials: frame.partials + 1 };
    frame.output.indented(node.indent, () => this.walk(target.body, inner, called));
  }

  private string(node: Node<'string'>, scope: Scope, frame: Frame): void {
    const output = new Output(this.budget);
    const before = this.reads.length;
    this.walk(node.body, scope, { ...frame, output, raw: true });
    const text = dedent(output.text());
    if (frame.raw) frame.output.write(text, frame.path, node.place, frame.under);
    else frame.output.writeValue(text, frame.path, node.place, this.readsSince(before), frame.under);
  }

  walk(body: Body, scope: Scope, frame: Frame): void {
    for (const node of body) {
      this.step(frame, 'place' in node ? node.place : this.place);
      if (node.is === 'text') frame.output.write(node.text, frame.path, node.place, frame.under);
      else if (node.is === 'print') this.print(node, scope, frame);
      else if (node.is === 'partial') this.partial(node, scope, frame);
      else if (node.is === 'string') this.string(node, scope, frame);
      else if (node.is === 'if') {
        const before = this.reads.length;
        const falsy = isFalsy(this.value(node.test, scope, frame, true, false));
        this.walk(falsy === node.negate ? node.then : node.otherwise, scope, this.inside(frame, before));
      } else this.each(node, scope, frame);
    }
  }
}

const NOTHING: Bound = { value: null, from: [] };

/** Evaluates a template to text. A mistake prints `null` in its place and evaluation goes on, so that all mistakes are found at once. */
export function evaluate(
  template: Template,
  input: EvaluateInput,
): { readonly output: Output; readonly findings: readonly Finding[]; readonly reads: readonly Read[] } {
  const evaluation = new Evaluation(input, template);
  return { output: evaluation.run(), findings: evaluation.mistakes.all(), reads: evaluation.reads };
}
