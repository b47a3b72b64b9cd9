import { isMap, type JsonMap } from '../base/json.js';
import { once, remembered } from '../base/memo.js';
import { finding } from '../findings/findings.js';
import type { Finding } from '../findings/types.js';
import { fieldsOf, throughLocals } from './fields.js';
import type { Template } from './nodes.js';
import type { Output } from './output.js';
import { readPrinted } from './printed.js';
import type { Field } from './reads.js';
import type { Context } from './scope.js';

type Run = (template: Template, context: Context) => { readonly output: Output; readonly findings: readonly Finding[] };

// Each document copies the locals of those before it.
const MAX_DOCUMENTS = 100;

/** `fields` says where each local comes from, in terms of what is not a local. */
export interface Locals {
  readonly locals: JsonMap;
  readonly fields: () => readonly Field[];
  readonly findings: readonly Finding[];
}

/** Evaluates the documents of locals.yaml.hbs in order; each sees the locals of those before it. */
export function readLocals(template: Template, context: Context, run: Run): Locals {
  let locals: JsonMap = {};
  let fields: Locals['fields'] = () => [];
  const parts = documentsOf(template);
  const last = parts[MAX_DOCUMENTS];
  if (last)
    return { locals, fields, findings: [about(last, 'template/too-large', `more than ${MAX_DOCUMENTS} documents of locals`)] };
  for (const part of parts) {
    const { output, findings } = run(part, { ...context, locals });
    if (findings.length > 0) return { locals, fields, findings };
    const read = readPrinted(output, template.path);
    if (!read.ok) return { locals, fields, findings: read.findings };
    const [before, seen] = [fields, { ...context, locals }];
    fields = once(() => [
      ...before(),
      ...read.value.flatMap(({ root }) => Array.from(fieldsOf(root, output, seen), (field) => plain(field, before()))),
    ]);
    for (const { data } of read.value) {
      if (isMap(data)) locals = { ...locals, ...data };
      else if (data !== null) return { locals, fields, findings: [about(part, 'template/yaml', NOT_A_MAP)] };
    }
  }
  return { locals, fields, findings: [] };
}

/** A field in terms of values: what is behind the locals that it reads. */
export const plain = (field: Field, locals: readonly Field[]): Field => ({
  ...field,
  reads: throughLocals(field.reads, locals),
  under: throughLocals(field.under, locals),
});

const NOT_A_MAP = 'a document of the locals must be a map (`name: value`)';

function about({ path, body: [first] }: Template, code: 'template/yaml' | 'template/too-large', message: string): Finding {
  const [line, column] = first && 'place' in first ? first.place : [1, 1];
  return finding(code, message, { origin: { from: 'file', path, line, column, length: 1 } });
}

/** Splits a template at the `---` lines of its top level. */
const documentsOf = remembered((template: Template): readonly Template[] => {
  const parts: Template['body'][number][][] = [[]];
  for (const node of template.body) {
    const [first = '', ...others] = node.is === 'text' ? node.text.split(/^---[ \t]*\n/m) : [];
    if (node.is !== 'text' || others.length === 0) {
      parts.at(-1)?.push(node);
      continue;
    }
    let line = node.place[0];
    parts.at(-1)?.push({ ...node, text: first });
    for (const [i, text] of others.entries()) {
      line += (i === 0 ? first : (others[i - 1] ?? '')).split('\n').length;
      parts.push([{ ...node, text, place: [line, 1, 1] }]);
    }
  }
  return parts.map((body) => ({ path: template.path, body }));
});
