import { dotted, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { readConfig } from '../config/app.js';
import { finding } from '../findings/findings.js';
import { all } from '../findings/outcome.js';
import type { Finding, Outcome, SourceFile } from '../findings/types.js';
import { schemaMistakes } from '../schema/mistakes.js';
import { problems } from '../schema/problems.js';
import { HELPERS } from '../template/helpers/index.js';
import type { Template } from '../template/nodes.js';
import { parseTemplate } from '../template/parse.js';
import { readYamlMap, type YamlDocument } from '../yaml/read.js';
import type { Bundle } from './types.js';

const PARTIAL = /(?:^|\/)partials\/([^/]+)\.hbs$/;
const MANIFEST = /(?:^|\/)manifests\/[^/]+\.hbs$/;

/**
 * Reads and compiles a bundle from its files; `dir` is its folder, as the paths of the files begin.
 * Findings: missing or broken files, defaults that do not fit the schema, and everything that parseTemplate says, of all files at once.
 */
export function loadBundle(dir: string, files: readonly SourceFile[], bundleSchema: JsonMap): Outcome<Bundle> {
  const path = (name: string) => (dir === '' ? name : `${dir}/${name}`);
  const file = (name: string) => files.find((item) => item.path === path(name));
  const metadataFile = file('bundle.yaml');
  if (!metadataFile)
    return {
      ok: false,
      findings: [finding('config/unknown-bundle', `there is no bundle in \`${dir}\`: bundle.yaml is missing`)],
    };

  const metadata = readConfig(metadataFile, bundleSchema);
  const defaultsFile = file('values.yaml') ?? { path: path('values.yaml'), text: '' };
  const defaults = readYamlMap(defaultsFile);
  const schema = readSchema(path('values.schema.json'), file('values.schema.json'));
  const compile = (list: readonly SourceFile[]) => all(list.map((item) => parseTemplate(item, HELPERS)));
  const localsFile = file('locals.yaml.hbs');
  const locals = compile(localsFile ? [localsFile] : []);
  const manifests = compile(files.filter((item) => MANIFEST.test(item.path)).toSorted((a, b) => (a.path < b.path ? -1 : 1)));
  const partialFiles = files.filter((item) => PARTIAL.test(item.path));
  const partials = compile(partialFiles);

  const findings: Finding[] = [metadata, defaults, schema, locals, manifests, partials].flatMap((outcome) => outcome.findings);
  if (!metadata.ok || !defaults.ok || !schema.ok || !locals.ok || !manifests.ok || !partials.ok) return { ok: false, findings };
  const misfits = checkSchema(path, schema.value, defaults.value);
  if (misfits.length > 0) return { ok: false, findings: [...findings, ...misfits] };

  const text = (key: string) => (typeof metadata.value.data[key] === 'string' ? metadata.value.data[key] : '');
  const named = partials.value.map((template): [string, Template] => [PARTIAL.exec(template.path)?.[1] ?? '', template]);
  const [first] = locals.value;
  const bundle: Bundle = {
    name: text('name'),
    version: text('version'),
    appVersion: text('appVersion'),
    description: text('description'),
    kubeVersion: text('kubeVersion'),
    repairs: repairs(metadata.value.data['repairs']),
    schema: schema.value.data,
    defaults: defaults.value.data,
    defaultsFile,
    ...(first ? { locals: first } : {}),
    manifests: manifests.value,
    partials: Object.fromEntries(named),
  };
  return { ok: true, value: bundle, findings };
}

/** A JSON file; its places are those of the YAML that every JSON text is. */
function readSchema(path: string, file: SourceFile | undefined): Outcome<Document> {
  const wrong = (message: string, fix: string) => ({
    ok: false as const,
    findings: [finding('bundle/schema', message, { origin: { from: 'file', path, ...START }, fix })],
  });
  if (!file)
    return wrong(
      'the bundle has no values.schema.json',
      'write one: it is what finds misspelt keys and wrong types; `{}` allows all',
    );
  const read = readYamlMap(file);
  if (!read.ok) return read;
  try {
    JSON.parse(file.text);
    return read;
  } catch {
    return wrong('the file is not JSON', 'look for a comma too many, a comment, or missing quotes');
  }
}

const repairs = (list: Json | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(isMap(list) ? list : {}).map(([name, sentence]) => [name, String(sentence)]));

/** The schema must be usable and the defaults must fit it; `required` is for users' values, so a bundle may leave those open. */
function checkSchema(path: (name: string) => string, schema: Document, defaults: Document): readonly Finding[] {
  const misfit = (name: string, document: Document, at: Path, message: string, fix?: string) =>
    finding('bundle/schema', message, {
      origin: { from: 'file', path: path(name), ...(document.spanOf(at) ?? START) },
      ...(fix ? { fix } : {}),
    });
  const mistakes = schemaMistakes(schema.data);
  if (mistakes.length > 0)
    return mistakes.map(({ path: at, message, fix }) => misfit('values.schema.json', schema, at, message, fix));
  return problems(schema.data, defaults.data)
    .filter((problem) => problem.kind !== 'missing-key')
    .map(({ path: at, message }) =>
      misfit('values.yaml', defaults, at, `the default of \`${dotted(at)}\` does not fit values.schema.json: ${message}`),
    );
}

const START = { line: 1, column: 1, length: 1 };
type Document = YamlDocument & { readonly data: JsonMap };
