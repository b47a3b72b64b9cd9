import type { Finding, JsonMap } from '../../../src/core/index.js';
import { evaluate } from '../../../src/core/template/evaluate.js';
import { HELPERS } from '../../../src/core/template/helpers/index.js';
import type { Template } from '../../../src/core/template/nodes.js';
import { Output } from '../../../src/core/template/output.js';
import { parseTemplate } from '../../../src/core/template/parse.js';
import { flowYaml } from '../../../src/core/yaml/write.js';

const helpers = new Map(HELPERS.map((helper) => [helper.name, helper]));
const NOTHING = { values: {}, locals: {}, bundle: {}, release: {}, capabilities: {} };

export interface Printed {
  readonly output: Output;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** What a template prints with its values written out, as Handlebars would. */
export const written = (output: Output): string =>
  output.values.reduceRight(
    (text, { value, start, end }) => text.slice(0, start) + flowYaml(value) + text.slice(end),
    output.text(),
  );

/** Compiles and evaluates a template and its partials; `known` are the paths below `values` that a schema would name. */
export function print(
  text: string,
  context: JsonMap,
  partials: Readonly<Record<string, string>> = {},
  known: readonly string[] = [],
): Printed {
  const main = parseTemplate({ path: 'template.hbs', text }, HELPERS);
  const parsed = Object.entries(partials).map(
    ([name, body]) => [name, parseTemplate({ path: `partials/${name}.hbs`, text: body }, HELPERS)] as const,
  );
  const findings = [main, ...parsed.map(([, outcome]) => outcome)].flatMap((outcome) => outcome.findings);
  const compiled = parsed.flatMap(([name, outcome]): (readonly [string, Template])[] =>
    outcome.ok ? [[name, outcome.value]] : [],
  );
  if (!main.ok || findings.length > 0) return { output: new Output(), text: '', findings };
  const { output, findings: found } = evaluate(main.value, {
    context: { ...NOTHING, ...context },
    partials: Object.fromEntries(compiled),
    helpers,
    isKnown: (path) => known.includes(path.join('.')),
  });
  return {
    output,
    findings: found,
    get text() {
      return written(output);
    },
  };
}
