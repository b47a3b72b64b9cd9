import { resolve } from 'node:path';
import { digestOf } from '../core/index.js';
import { writeOutput } from '../io/output.js';
import { type OutputFile, outputFiles } from '../io/output-files.js';
import { type FindingsOf, findingsSummary } from '../report/index.js';
import { chooseEnvironments } from '../use/apps.js';
import { renderEnvironments } from '../use/environments.js';
import { loadApps, renderOptions } from './apps.js';
import { folderOf, hasErrors, isError, type Result, type Run } from './run.js';
import { takeSnapshot } from './snapshot.js';

/** Renders and checks every chosen environment of a commit; with `directory`, also writes the manifests if there is no error. */
export async function validate(commit: string, run: Run, directory?: string): Promise<Result> {
  const snapshot = await takeSnapshot(run.github, commit, run.inputs.paths, run.assets, new Map());
  const { apps, findings: broken } = await loadApps(snapshot, run);
  const options = renderOptions(run);
  const findings: FindingsOf[] = [...broken, { app: '', environment: '', findings: options.findings }];
  const digests: Record<string, Record<string, string>> = {};
  const files: OutputFile[] = [];
  let all = 0;
  for (const loaded of apps) {
    const { app } = loaded;
    const chosen = chooseEnvironments(app, run.inputs.environments);
    if (!chosen.ok) findings.push({ app: app.path, environment: '', findings: chosen.findings });
    const rendered = chosen.ok && options.ok ? renderEnvironments(loaded, chosen.value, options.value) : [];
    all += rendered.length;
    for (const { environment, outcome } of rendered) {
      findings.push({ app: app.path, environment: environment.name, findings: outcome.findings });
      if (!outcome.ok || outcome.findings.some(isError)) continue;
      digests[folderOf(app.path)] = { ...digests[folderOf(app.path)], [environment.name]: digestOf(outcome.value.stream) };
      files.push(...outputFiles(`${app.dir || app.name}/${environment.name}`, outcome.value, run.inputs.split));
    }
  }
  if (directory !== undefined && !hasErrors(findings)) {
    const done = writeOutput(process.cwd(), resolve(directory), files);
    findings.push({ app: '', environment: '', findings: done.findings });
    if (done.ok) {
      const { written, same, removed, notes } = done.value;
      for (const line of [...notes, `${directory}: ${written} written, ${same} unchanged, ${removed} removed`]) run.log(line);
    }
  }
  return { plan: [], pulls: [], findings, digests, changed: false, summary: findingsSummary(findings, digests, all) };
}
