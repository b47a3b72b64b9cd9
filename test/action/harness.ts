import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ACTION = join(ROOT, 'dist/action/index.js');

export interface ActionRun {
  readonly url: string;
  readonly repository: string;
  readonly event: string;
  readonly payload: object;
  readonly ref?: string;
  readonly sha?: string;
  /** Name of the workflow's file. */
  readonly workflow?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Waits between writes as GitHub asks for. */
  readonly throttled?: boolean;
}

export interface ActionResult {
  readonly code: number;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Outputs are heredocs with a random delimiter, as @actions/core writes them. */
function readOutputs(text: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)) out[name] = value;
  return out;
}

/** Runs the built Action as the runner does: environment, event file, and files for outputs and summary. */
export async function runAction({
  url,
  repository,
  event,
  payload,
  ref,
  sha,
  workflow = 'fairlead.yaml',
  inputs = {},
  throttled = false,
}: ActionRun): Promise<ActionResult> {
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-action-'));
  const file = (name: string, text = '') => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const env = {
    PATH: process.env['PATH'],
    HOME: dir,
    RUNNER_TEMP: dir,
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url.replace(/\/v3$/, '')}/graphql`,
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(payload)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_REF: ref ?? '',
    GITHUB_SHA: sha ?? '',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/${workflow}@refs/heads/main`,
    FAIRLEAD_THROTTLE: throttled ? 'on' : 'off',
    ...Object.fromEntries(
      Object.entries({ token: 'good', ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
    execFile(process.execPath, [ACTION], { env, cwd: dir, maxBuffer: 1 << 26 }, (error, out, err) =>
      resolve({ code: error && typeof error.code === 'number' ? error.code : error ? 1 : 0, stdout: out + err }),
    );
  });
  const result = {
    code,
    stdout,
    outputs: readOutputs(readFileSync(join(dir, 'output'), 'utf8')),
    summary: readFileSync(join(dir, 'summary'), 'utf8'),
  };
  rmSync(dir, { recursive: true });
  return result;
}
