import { dirOf, type Finding } from '../core/index.js';
import { notCheckedOut } from '../io/commit.js';
import { line } from '../report/clean.js';
import { type AppDiff, formatDiff } from '../report/diff.js';
import { findApps, type LoadedApp, loadApp } from '../use/apps.js';
import { commitApps } from '../use/commit-apps.js';
import { compareApp } from '../use/compare.js';
import type { Fetched } from '../use/fetched.js';
import { type Arguments, strings, text } from './arguments.js';
import { renderOptions } from './environments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { loadProject, type Project } from './project.js';
import type { World } from './world.js';

/** Warnings about what is there already are for `validate`; those about the change are said here only. */
const isAboutChange = ({ severity, code }: Finding): boolean => severity === 'error' || code.startsWith('diff/');

/** `fairlead diff`: what the files as they are change in the manifests, against a commit. */
export async function diffCommand(args: Arguments, world: World): Promise<number> {
  const ref = text(args, 'base') ?? 'HEAD';
  const project = await loadProject(args.paths, world);
  const options = renderOptions(args, world);
  const { tree, apps: then } = await commitApps(project.root, ref, project.below, project.assets);
  const absent = await absentIn(project, then);
  world.err(sparse(absent));
  const paths = [...new Set([...project.apps.map(({ app }) => app.path), ...then.keys()])].filter((path) => !absent.has(path));
  const loaded = await Promise.all(paths.map((path) => (tree.exists(path) ? loadApp(path, tree, project.assets) : undefined)));
  const before = new Map(
    loaded.flatMap((outcome): [string, LoadedApp][] => (outcome?.ok ? [[outcome.value.app.path, outcome.value]] : [])),
  );
  const here = new Set(findApps(project.tree, project.below));
  const only = strings(args, 'environment');
  const found = [{ app: '', environment: '', findings: [...project.findings, ...options.findings] }];
  const apps: AppDiff[] = [];
  for (const path of paths) {
    const after = project.apps.find(({ app }) => app.path === path);
    // An app that cannot be read any more is an error, which is said already, not one whose objects all go.
    if (!options.ok || (!after && here.has(path))) continue;
    const environments = compareApp(before.get(path), after, options.value).filter(
      ({ environment }) => only.length === 0 || only.includes(environment),
    );
    for (const { environment, findings } of environments)
      found.push({ app: path, environment, findings: findings.filter(isAboutChange) });
    apps.push({ app: path, environments });
  }
  world.err(findingsText(found, project, world));
  world.out(formatDiff(apps, world.terminal));
  return exitCode(found.flatMap((item) => item.findings));
}

/** Apps of the commit that a sparse checkout leaves out, or a file of theirs, with that file. */
async function absentIn({ root, tree }: Project, apps: Fetched['apps']): Promise<ReadonlyMap<string, string>> {
  const firsts = [...apps].flatMap(([app, { paths }]): [string, string][] => {
    const missing = paths.find((path) => !tree.exists(path));
    return missing === undefined ? [] : [[app, missing]];
  });
  const left = firsts.length > 0 ? await notCheckedOut(root) : new Set();
  return new Map(firsts.filter(([, path]) => left.has(path)));
}

const sparse = (absent: ReadonlyMap<string, string>): string =>
  [...absent]
    .map(([app, path]) =>
      line(
        `${app} is not compared: ${path} is not in this sparse checkout; \`git sparse-checkout add ${dirOf(path)}\` brings it`,
      ),
    )
    .join('');
