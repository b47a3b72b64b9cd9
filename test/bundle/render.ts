import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const TESTS = join(ROOT, 'templates/fastapi-gitops-starter/tests');
export const CASES = readdirSync(TESTS).toSorted();

/** Renders the built-in bundle with a values file, through dist/cli. */
export function renderFile(values: string, ...flags: readonly string[]) {
  const args = ['render', '--bundle', 'fastapi-gitops-starter', '--release', 'my-app', '--values', values, ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/cli/index.js'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The same with the values as text. */
export function renderText(values: string, ...flags: readonly string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-bundle-'));
  try {
    writeFileSync(join(dir, 'values.yaml'), values);
    return renderFile(join(dir, 'values.yaml'), ...flags);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A metric of an AnalysisTemplate, as far as tests look at it. */
export interface Metric {
  readonly name: string;
  readonly successCondition?: string;
  readonly failureCondition?: string;
  readonly provider: {
    readonly prometheus?: { readonly query: string };
    readonly job?: {
      readonly spec: {
        readonly template: { readonly spec: { readonly containers: readonly { readonly command: readonly string[] }[] } };
      };
    };
  };
}

/** The metrics of the AnalysisTemplate in a stream; none if there is none. */
export function metricsOf(stream: string): readonly Metric[] {
  const objects = parseAllDocuments(stream).map((document) => document.toJS());
  return objects.find((object) => object?.kind === 'AnalysisTemplate')?.spec.metrics ?? [];
}
