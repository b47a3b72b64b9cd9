import {
  type FindingsOf,
  groupFindings,
  lineFixes,
  type PreviewReport,
  previewComment,
  previewSummary,
} from '../report/index.js';
import type { LoadedApp } from '../use/apps.js';
import { compareApp } from '../use/compare.js';
import { loadApps, renderOptions } from './apps.js';
import { isLate, stickyComment } from './comment.js';
import { folderOf, isError, type Result, type Run } from './run.js';
import { type BlobCache, takeSnapshot } from './snapshot.js';
import { suggest } from './suggest.js';

/** Previews a pull request: renders the affected apps of its base and head, compares, and comments. */
export async function preview(
  task: { readonly number: number; readonly base: string; readonly head: string },
  run: Run,
): Promise<Result> {
  const cache: BlobCache = new Map();
  // What the pull request changes is what differs from where it branched off, not from what others merged since.
  const { mergeBase, patches } = await run.github.compare(task.base, task.head);
  const [base, head] = await Promise.all(
    [mergeBase, task.head].map((commit) => takeSnapshot(run.github, commit, run.inputs.paths, run.assets, cache)),
  );
  if (!base || !head) throw new Error('two snapshots were asked for');
  const [before, after] = [await loadApps(base, run), await loadApps(head, run)];
  const options = renderOptions(run);
  if (!options.ok)
    return {
      plan: [],
      pulls: [],
      findings: [{ app: '', environment: '', findings: options.findings }],
      digests: {},
      changed: false,
      summary: '',
    };

  const find = (apps: readonly LoadedApp[], path: string) => apps.find((item) => item.app.path === path);
  const affected = [...new Set([...base.apps, ...head.apps])].filter((path) => base.printOf(path) !== head.printOf(path));
  const findings: FindingsOf[] = after.findings.filter((item) => affected.includes(item.app));
  const apps = affected.map((path) => {
    // An app that cannot be read any more is an error, not an app whose objects all go.
    const broken = after.findings.find((item) => item.app === path && item.findings.some(isError));
    if (broken)
      return { app: folderOf(path), environments: [{ environment: '', digest: {}, changes: [], findings: broken.findings }] };
    const environments = compareApp(find(before.apps, path), find(after.apps, path), options.value);
    for (const { environment, findings: found } of environments) findings.push({ app: path, environment, findings: found });
    return { app: folderOf(path), environments };
  });
  const anything =
    apps.some((app) => app.environments.some((item) => item.changes.length > 0)) ||
    findings.some((item) => item.findings.length > 0);
  const fixes = lineFixes(groupFindings(findings), (path) => {
    const file = head.tree.read(path);
    return file.ok ? file.value.text : undefined;
  });
  const writes = run.inputs.comment && !run.inputs.dryRun && !(await isLate(run, task.number, task.head));
  const { left, warning: refused } = writes ? await suggest(run, task, fixes, patches) : { left: fixes };
  const report: PreviewReport = { apps, fixes: left, key: run.inputs.commentKey, head: task.head };
  const warning = (writes ? await stickyComment(run, task, previewComment(report), anything) : undefined) ?? refused;
  return {
    plan: [],
    pulls: [],
    findings: warning ? [...findings, { app: '', environment: '', findings: [warning] }] : findings,
    digests: Object.fromEntries(
      apps.map(({ app, environments }) => [
        app,
        Object.fromEntries(
          environments.flatMap(({ environment, digest }) => (digest.after ? [[environment, digest.after]] : [])),
        ),
      ]),
    ),
    changed: apps.some((app) => app.environments.some((item) => item.changes.length > 0)),
    summary: previewSummary(report),
  };
}
