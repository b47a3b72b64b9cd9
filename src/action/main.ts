import { info, setFailed, setOutput, setSecret, summary } from '@actions/core';
import { context } from '@actions/github';
import { concealed, finding } from '../core/index.js';
import { loadAssets } from '../io/assets.js';
import { Refused } from '../io/refused.js';
import type { DockerConfig } from '../registry/index.js';
import { cleanJson, cleanLines } from '../report/clean.js';
import { formatFindings, groupFindings } from '../report/index.js';
import { type Event, type Task, taskOf } from './event.js';
import { connect } from './github/index.js';
import { InputError, type Inputs, readInputs } from './inputs.js';
import { preview } from './preview.js';
import { promote } from './promotion/promote.js';
import { rollback } from './promotion/rollback.js';
import { refusal } from './refusal.js';
import { isError, type Result, type Run } from './run.js';
import { validate } from './validate.js';

/** What of the environment the Action reads itself; GitHub's toolkit reads the rest. */
export interface Surroundings {
  readonly assets: string;
  readonly now: number;
  readonly throttled: boolean;
  readonly docker: DockerConfig;
  /** Path of the workflow that the run is of. */
  readonly workflow: string;
}

const EMPTY: Result = { plan: [], pulls: [], findings: [], digests: {}, changed: false, summary: '' };

function start(inputs: Inputs, surroundings: Surroundings): Run {
  const [owner = context.repo.owner, repo = context.repo.repo] = inputs.repository === '' ? [] : inputs.repository.split('/');
  return {
    inputs,
    assets: loadAssets(surroundings.assets),
    now: surroundings.now,
    log: (text) => info(cleanLines(text)),
    docker: surroundings.docker,
    workflow: { path: surroundings.workflow, event: context.eventName },
    github: connect(inputs.token, owner, repo, { throttled: surroundings.throttled, server: context.serverUrl }),
  };
}

function carryOut(task: Task, run: Run): Promise<Result> {
  switch (task.do) {
    case 'preview':
      return preview(task, run);
    case 'promote':
      return promote(task.tag, task.released === undefined ? run : { ...run, released: task.released });
    case 'rollback':
      return rollback(run);
    case 'nothing':
      info(cleanLines(`Nothing to do: ${task.why}.`));
      return Promise.resolve(EMPTY);
    case 'render':
      return validate(context.sha, run, run.inputs.output || undefined);
    case 'validate':
      return validate(context.sha, run);
  }
}

/** Runs the task and turns what GitHub refuses into a finding. */
async function attempt(task: Task, inputs: Inputs, surroundings: Surroundings): Promise<Result> {
  if (inputs.token === '') {
    return {
      ...EMPTY,
      findings: [
        {
          app: '',
          environment: '',
          findings: [
            finding('github/permission', 'there is no token', {
              fix: 'pass one as `token`, such as ${{ github.token }}, with `contents: write` and `pull-requests: write`',
            }),
          ],
        },
      ],
    };
  }
  setSecret(inputs.token);
  const run = start(inputs, surroundings);
  try {
    return await carryOut(task, run);
  } catch (error) {
    return { ...EMPTY, findings: [{ app: '', environment: '', findings: [refusal(error, run.github.name)] }] };
  }
}

async function report(result: Result): Promise<void> {
  const findings = groupFindings(result.findings);
  const errors = findings.filter(isError).length;
  process.stdout.write(formatFindings(findings, 'github'));
  setOutput('plan', cleanJson(JSON.stringify(result.plan)));
  setOutput('findings', cleanJson(JSON.stringify(findings)));
  setOutput('errors', errors);
  setOutput('changed', result.changed);
  setOutput('digests', cleanJson(JSON.stringify(result.digests)));
  setOutput('pull-requests', cleanJson(JSON.stringify(result.pulls)));
  setOutput('pull-request-number', result.pulls[0]?.number ?? '');
  setOutput('pull-request-url', result.pulls[0]?.url ?? '');
  if (process.env['GITHUB_STEP_SUMMARY'] && result.summary !== '') await summary.addRaw(result.summary).write();
  if (errors > 0) setFailed(`Fairlead found ${errors} error${errors === 1 ? '' : 's'}`);
}

/** The Action: inputs and event → task → result → outputs, annotations, summary. Never throws. */
export async function main(surroundings: Surroundings): Promise<void> {
  try {
    const inputs = readInputs();
    const event: Event = { name: context.eventName, ref: context.ref, payload: context.payload as Event['payload'] };
    await report(await attempt(taskOf(inputs.command, event, inputs), inputs, surroundings));
  } catch (error) {
    const message = concealed(error instanceof Error ? error.message : String(error));
    if (error instanceof InputError || error instanceof Refused) return setFailed(cleanLines(message));
    setFailed(cleanLines(`a bug in Fairlead: ${message}\nPlease report it: https://github.com/fairlead/fairlead/issues`));
  }
}
