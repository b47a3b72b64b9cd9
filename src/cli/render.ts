import { resolve } from 'node:path';
import { digestOf } from '../core/index.js';
import { writeOutput } from '../io/output.js';
import { outputFiles } from '../io/output-files.js';
import { line, word } from '../report/clean.js';
import { groupFindings } from '../report/index.js';
import { type Arguments, text } from './arguments.js';
import { environmentsOf } from './environments.js';
import { exitCode } from './exit.js';
import { findingsText, printFindings } from './findings.js';
import { formatsOf } from './formats.js';
import { loadProject } from './project.js';
import { renderBundle } from './render-bundle.js';
import { UsageError, type World } from './world.js';

/** `fairlead render`: prints the manifests of every chosen environment, or writes them to files. With an error, nothing is printed or written. */
export async function renderCommand(args: Arguments, world: World): Promise<number> {
  if (args.options['bundle'] !== undefined) return renderBundle(args, world);
  for (const name of ['release', 'values'])
    if (args.options[name] !== undefined)
      throw new UsageError(`--${name} goes with --bundle; an app says it in its fairlead.yaml`);
  const output = text(args, 'output');
  if (output === undefined && args.options['split'] === true) throw new UsageError('--split goes with --output DIR');

  const formats = formatsOf(args, world);
  const project = await loadProject(args.paths, world);
  const { rendered, found } = environmentsOf(project, args, world, ({ app, environment, ...item }) => ({
    path: app.app.path,
    folder: app.app.dir || app.app.name,
    environment: environment.name,
    count: item.objects.length,
    digest: digestOf(item.stream),
    files: outputFiles(`${app.app.dir || app.app.name}/${environment.name}`, item, args.options['split'] === true),
    stream: item.stream,
  }));
  const unwritten = printFindings(groupFindings(found), formats, project, world, world.err);
  const code = exitCode([...found.flatMap((item) => item.findings), ...unwritten]);
  if (code !== 0) return code;
  if (output === undefined) {
    for (const { path, environment, digest, stream } of rendered)
      world.out(rendered.length > 1 ? `${line(`# ${word(path)} ${environment} ${digest}`)}${stream}` : stream);
    return code;
  }
  const files = rendered.flatMap((item) => item.files);
  const done = writeOutput(project.root, resolve(world.cwd, output), files);
  if (!done.ok) {
    world.err(findingsText([{ app: '', environment: '', findings: done.findings }], project, world));
    return exitCode(done.findings);
  }
  for (const { folder, environment, count, digest } of rendered)
    world.out(line(`${folder} ${environment}: ${count} objects, ${digest}`));
  const { written, same, removed, notes } = done.value;
  for (const note of notes) world.err(line(note));
  world.out(line(`${output}: ${written} written, ${same} unchanged, ${removed} removed`));
  return code;
}
