import { spawnSync } from 'node:child_process';
import { isMap, type Json } from '../../../src/core/index.js';

/** A question to test/oracles/helmvalues, and its answer. */
export interface HelmQuestion {
  readonly defaults?: string;
  readonly values?: readonly string[];
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
}
export type HelmAnswer = { readonly values: Json } | { readonly error: string };

/** What Helm's own packages make of values; one process answers all questions. */
export function askHelm(tool: string, questions: readonly HelmQuestion[]): readonly HelmAnswer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { stdout, status } = spawnSync(tool, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`helm-values ended with ${status}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line, (_, value) => (value === 0 ? 0 : value))); // Go writes -0, which is 0
}

/** Helm drops the null entries of maps (not of those in lists) when it merges the defaults; they mean "absent" here as well. */
export function withoutNulls(value: Json): Json {
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])));
}
