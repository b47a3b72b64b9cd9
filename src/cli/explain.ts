import { explainFields, explainValue, findObject } from '../core/explain/index.js';
import { CODES, didYouMean, dotted, leaves, type Path, parsePath, pathOf } from '../core/index.js';
import { loadAssets } from '../io/assets.js';
import { line } from '../report/clean.js';
import { formatField, formatValue } from '../report/explain.js';
import { type FindingEntry, formatEntry } from '../report/index.js';
import { formatValuesTree } from '../report/values-tree.js';
import { type Arguments, text } from './arguments.js';
import { environmentsOf, type RenderedEnvironment } from './environments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { loadProject, shownFrom } from './project.js';
import { EXIT, UsageError, type World } from './world.js';

/** What explains one environment, and what to say if nothing there is known by that name. */
type Explain = (item: RenderedEnvironment) => { readonly text: string; readonly unknown?: string };

/** `fairlead explain`: a key of the values, all values, or with `--object` a field of the output; per environment. */
export async function explainCommand(args: Arguments, world: World): Promise<number> {
  if (Object.hasOwn(CODES, args.key)) {
    const entry = loadAssets(world.assets).findings()[args.key] as FindingEntry;
    world.out(formatEntry(args.key, entry));
    return EXIT.ok;
  }
  const isPath = args.key !== '' && (/[/\\]/.test(args.key) || args.key === '.') && !args.key.startsWith('/');
  const key = isPath ? '' : args.key;
  const project = await loadProject(isPath ? [args.key, ...args.paths] : args.paths, world);
  const show = shownFrom(project, world);
  const explain = explainer(args, key, show);
  const { rendered: explained, found } = environmentsOf(
    project,
    { ...args, options: { ...args.options, validate: 'off' } },
    world,
    (item) => ({ app: item.app.app.path, environment: item.environment.name, ...explain(item) }),
  );
  const failed = found.filter(
    (item) => !explained.some(({ app, environment }) => app === item.app && environment === item.environment),
  );
  const code = exitCode(failed.flatMap((item) => item.findings));
  if (code !== EXIT.ok) world.err(findingsText(failed, project, world));

  const known = explained.filter(({ unknown }) => unknown === undefined);
  for (const { app, environment, text: body } of known) world.out(`${line(`${show(app)} ${environment}`)}${body}\n`);
  const [first] = explained;
  if (known.length > 0 || first?.unknown === undefined) return code;
  world.err(line(`fairlead: ${first.unknown}`));
  return EXIT.findings;
}

function explainer(args: Arguments, key: string, show: (path: string) => string): Explain {
  const object = text(args, 'object');
  if (object === undefined && key === '') return (item) => ({ text: formatValuesTree(item, show) });
  const path: Path | undefined = key === '' ? [] : key.startsWith('/') ? pathOf(key) : parsePath(key);
  if (!path) throw new UsageError(`\`${key}\` is not a key such as image.tag or ingress.hosts[0].host`);
  return object === undefined ? (item) => value(item, path, show) : (item) => field(item, object, path, show);
}

function value(item: RenderedEnvironment, path: Path, show: (path: string) => string) {
  const { schema, name } = item.app.bundle;
  const explanation = explainValue(item, schema, path);
  const body = formatValue(explanation, show);
  if (explanation.described || explanation.settings.length > 0) return { text: body };
  const near = didYouMean(dotted(path), leaves(item.values.data).map(dotted)) ?? 'see its values.yaml';
  return { text: body, unknown: `\`${dotted(path)}\` is not a key of ${name}: ${near}` };
}

function field(item: RenderedEnvironment, name: string, path: Path, show: (path: string) => string) {
  const object = findObject(item.objects, name);
  if (!object) {
    const names = item.objects.map(({ ref }) => `${ref.kind}/${ref.name}`);
    return { text: '', unknown: `\`${name}\` is not an object of ${item.app.app.name}: ${didYouMean(name, names) ?? ''}` };
  }
  const fields = explainFields(item, object, path);
  if (fields.length > 0) return { text: fields.map((one) => formatField(one, show)).join('') };
  const near =
    didYouMean(
      dotted(path),
      Array.from(object.fieldsAt?.([]) ?? [], (one) => dotted(one.path)),
    ) ?? 'render it to see its fields';
  return { text: '', unknown: `${name} has no \`${dotted(path)}\`: ${near}` };
}
