import type { Json } from '../../base/json.js';
import type { Rule } from '../rule.js';
import { itemsAt, listAt } from '../set.js';
import { metrics } from './metrics.js';

const SHELL = /^(\/\S+\/)?(ba|da|a|k|z)?sh$/;
const IGNORES = /\|\|\s*(true|:)\s*(#.*)?$/s;
/** Commands that end well whatever was before them. */
const HARMLESS = /^((true|:|exit 0|wait|done|fi|esac|\}|\))\s*;?|(echo|printf)\b.*)$/;

/** True if a shell script ends well whatever happens in it; false where that cannot be told. */
function alwaysPasses(script: string): boolean {
  const lines = script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const last = lines.at(-1)?.split(';').at(-1)?.trim() ?? '';
  const stops = /\bset\s+-\w*e|\bset\s+-o\s+errexit|\bexit\s+([^0\s]|0\w|$)/.test(script);
  const ignores = lines.some((line) => IGNORES.test(line));
  return !stops && (IGNORES.test(last) || (HARMLESS.test(last) && ignores));
}

/** The script of a container that runs a shell with `-c`. */
function scriptOf(container: Json): string | undefined {
  const words = [...listAt(container, 'command'), ...listAt(container, 'args')].map(String);
  return SHELL.test(words[0] ?? '') && words[1] === '-c' ? words[2] : undefined;
}

export const jobAlwaysPasses: Rule = {
  code: 'analysis/job-always-passes',
  why: 'A Job measures by how it ends: a script that swallows every error lets every release pass.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/analysis/job/',
  *check(set) {
    for (const { object, path, name, data } of metrics(set))
      for (const [at, container] of itemsAt(data, 'provider', 'job', 'spec', 'template', 'spec', 'containers')) {
        const script = scriptOf(container);
        if (script !== undefined && alwaysPasses(script))
          yield {
            object,
            path: [...path, ...at],
            message: `the Job of the metric ${name} cannot fail: its script goes on after every error`,
            fix: 'count what fails, and `exit 1` when it is too much',
          };
      }
  },
};
