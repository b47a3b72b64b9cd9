import { at, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { joinPath } from '../base/paths.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin, SourceFile } from '../findings/types.js';
import { type Assignment, parseSet } from '../values/set.js';
import { readYaml, type YamlDocument } from '../yaml/read.js';
import { expand } from './application-set.js';
import { environmentOfFile, rest } from './environment.js';
import type { Deployment } from './types.js';

/** What of the repository a chart's source is read with. */
export interface Surroundings {
  /** The chart that the bundle replaces. */
  readonly chart: string;
  readonly exists: (path: string) => boolean;
  /** The name in a Chart.yaml. */
  readonly chartNameIn: (folder: string) => string | undefined;
}

interface Read {
  readonly deployments: readonly Deployment[];
  readonly findings: readonly Finding[];
}

const text = (value: Json | undefined, ...path: Path) => {
  const item = at(value, path);
  return typeof item === 'string' ? item : undefined;
};
const items = (value: Json | undefined, ...path: Path): readonly Json[] => {
  const list = at(value, path);
  return isList(list) ? list : [];
};
const isArgo = (data: Json): data is JsonMap =>
  /^argoproj\.io\//.test(text(data, 'apiVersion') ?? '') && ['Application', 'ApplicationSet'].includes(text(data, 'kind') ?? '');

/** True if a file holds an Application or ApplicationSet. */
export function isApplication(file: SourceFile): boolean {
  const read = readYaml(file);
  return read.ok && read.value.some(({ data }) => isArgo(data));
}

/**
 * The releases of the chart that a file's Applications and ApplicationSets deploy (Argo CD: `spec.source.helm`). An Application says
 * what Helm is given: `valueFiles`, then `values` or `valuesObject`, then `parameters` and `fileParameters`.
 */
export function deploymentsOf(file: SourceFile, around: Surroundings): Read {
  const read = readYaml(file);
  if (!read.ok) return { deployments: [], findings: read.findings };
  const results = read.value.map((document) => ofDocument(file.path, document, around));
  return { deployments: results.flatMap((item) => item.deployments), findings: results.flatMap((item) => item.findings) };
}

function ofDocument(file: string, document: YamlDocument, around: Surroundings): Read {
  const { data } = document;
  if (!isArgo(data)) return { deployments: [], findings: [] };
  const originOf = (path: Path): Origin => ({
    from: 'file',
    path: file,
    ...(document.spanOf(path) ?? { line: 1, column: 1, length: 1 }),
  });
  const isSet = text(data, 'kind') === 'ApplicationSet';
  const made = isSet ? expand(data) : { applications: [{ data, known: {} }] };
  if ('refusal' in made) {
    const message = `the ApplicationSet ${text(data, 'metadata', 'name') ?? ''} ${made.refusal}`;
    const fix = 'print its Applications with `argocd appset generate FILE -o yaml` and give me that file';
    return { deployments: [], findings: [finding('init/unsupported', message, { origin: originOf(['spec']), fix })] };
  }
  const results = made.applications.map(({ data: application, known }) =>
    ofApplication(application, known, around, (path) => originOf(isSet ? ['spec', 'template', ...path] : path)),
  );
  return { deployments: results.flatMap((item) => item.deployments), findings: results.flatMap((item) => item.findings) };
}

function ofApplication(
  data: JsonMap,
  known: { readonly environment?: string },
  around: Surroundings,
  originOf: (path: Path) => Origin,
): Read {
  const findings: Finding[] = [];
  const name = text(data, 'metadata', 'name') ?? '';
  const several = items(data, 'spec', 'sources');
  const sources: readonly (readonly [Path, Json])[] =
    several.length > 0
      ? several.map((source, i) => [['spec', 'sources', i], source])
      : [[['spec', 'source'], at(data, ['spec', 'source']) ?? {}]];
  const deployments = sources.flatMap(([place, source]): readonly Deployment[] => {
    const folder = joinPath('', text(source, 'path') ?? '');
    // A source with `ref` only lends its files to the others.
    if (at(source, ['chart']) === undefined && (folder === undefined || folder === '')) return [];
    const chart = text(source, 'chart') ?? around.chartNameIn(folder ?? '') ?? folder?.split('/').at(-1);
    if (chart !== around.chart) {
      const message = `the Application ${name} deploys \`${chart}\`; the built-in bundle takes the place of the chart \`${around.chart}\` only`;
      findings.push(finding('init/unsupported', message, { severity: 'warning', origin: originOf(place) }));
      return [];
    }
    const helm = at(source, ['helm']) ?? {};
    const own = folder ? [joinPath(folder, 'values.yaml') ?? ''].filter(around.exists) : [];
    const files = items(helm, 'valueFiles').flatMap((item, i): readonly string[] => {
      const path = fileOf(String(item), folder ?? '', around.exists);
      if (path !== undefined) return [path];
      const isOptional = at(helm, ['ignoreMissingValueFiles']) === true;
      if (isOptional) return [];
      const message = `the values file \`${String(item)}\` is not in this repository`;
      const fix = 'copy it here and name it by its path, or remove it from the Application';
      findings.push(finding('init/unsupported', message, { origin: originOf([...place, 'helm', 'valueFiles', i]), fix }));
      return [];
    });
    const parameters = items(helm, 'parameters').flatMap((item, i) => {
      const parsed = parameterOf(item, originOf([...place, 'helm', 'parameters', i]));
      findings.push(...parsed.findings);
      return parsed.assignments;
    });
    for (const key of ['fileParameters', 'values.yaml'])
      if (items(helm, key).length > 0)
        findings.push(
          finding('init/unsupported', `\`${key}\` cannot be taken over`, {
            origin: originOf([...place, 'helm', key]),
            fix: 'write their texts into a values file',
          }),
        );
    const release = text(helm, 'releaseName') ?? name;
    const object = at(helm, ['valuesObject']);
    const values = isMap(object) ? object : text(helm, 'values');
    const namespace = text(data, 'spec', 'destination', 'namespace');
    const environment =
      known.environment ?? rest(name, release) ?? environmentOfFile(files.at(-1) ?? '') ?? rest(namespace ?? '', release) ?? name;
    return [
      {
        release,
        environment,
        application: name,
        ...(namespace ? { namespace } : {}),
        files: [...new Set([...own, ...files])],
        ...(values === undefined ? {} : { values }),
        parameters,
        origin: originOf(place),
      },
    ];
  });
  return { deployments, findings };
}

/** Where an entry of `valueFiles` is: from the chart's folder, from the root (`/`), or from the root of a source with `ref` (`$values/`). */
function fileOf(entry: string, folder: string, exists: (path: string) => boolean): string | undefined {
  const rooted = /^(?:\$[^/]+)?\/(.*)$/.exec(entry)?.[1];
  const path = rooted === undefined ? joinPath(folder, entry) : joinPath('', rooted);
  return path !== undefined && exists(path) ? path : undefined;
}

function parameterOf(item: Json, origin: Origin): { assignments: readonly Assignment[]; findings: readonly Finding[] } {
  const [name, value] = [text(item, 'name') ?? '', String(at(item, ['value']) ?? '')];
  const forced = at(item, ['forceString']) === true;
  // Argo CD passes `name=value` to helm --set, or --set-string; it puts a `\` before commas itself (util/helm/cmd.go, cleanSetParameters).
  const escaped = /^\{.*\}$/.test(value) ? value : value.replace(/(?<!\\),/g, '\\,');
  const parsed = parseSet(`${name}=${escaped}`, 'parameters', forced ? 'string' : 'typed');
  const findings = parsed.findings.map((each) => ({ ...each, origin }));
  return { assignments: parsed.ok ? parsed.value.map((each) => ({ ...each, origin })) : [], findings };
}
