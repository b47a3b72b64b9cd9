import { existsSync } from 'node:fs';
import { type Assignment, type Capabilities, type Finding, finding, isList, isMap, type Json, parsePath } from '../core/index.js';
import { findRoot } from './disk.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What Argo CD tells a plugin by environment variables (docs/operator-manual/config-management-plugins.md). */
export interface PluginRequest {
  readonly environment: string | undefined;
  readonly assignments: readonly Assignment[];
  /** What the cluster says of itself; nothing under the hydrator. */
  readonly cluster: Partial<Capabilities>;
  readonly findings: readonly Finding[];
}

const bad = (message: string, name: string, fix?: string) =>
  finding('values/bad-set', message, { origin: { from: 'parameter', name }, ...(fix ? { fix } : {}) });

/** The parameters of the Application: JSON, `null` without any, unset outside of Argo CD. */
function readParameters(text: string | undefined): { readonly list: readonly Json[]; readonly findings: readonly Finding[] } {
  if (text === undefined || text === '') return { list: [], findings: [] };
  try {
    const data: Json = JSON.parse(text);
    if (data === null) return { list: [], findings: [] };
    if (isList(data)) return { list: data, findings: [] };
  } catch {
    // falls through: text that is not JSON is as wrong as JSON that is not a list
  }
  return { list: [], findings: [bad('ARGOCD_APP_PARAMETERS is not a JSON list', 'parameters')] };
}

/** Reads a request. The parameter `environment` chooses the environment; every other one sets the value of its dotted path. */
export function readRequest(env: Environment): PluginRequest {
  const { list, findings } = readParameters(env['ARGOCD_APP_PARAMETERS']);
  const found: Finding[] = [...findings];
  const assignments: Assignment[] = [];
  let environment = env['ARGOCD_ENV_ENVIRONMENT'] || undefined;
  for (const item of list) {
    const name = isMap(item) && typeof item['name'] === 'string' ? item['name'] : '';
    const value = isMap(item) ? (item['string'] ?? item['array'] ?? item['map']) : undefined;
    const path = parsePath(name);
    if (name === 'environment' && typeof value === 'string') environment = value || environment;
    else if (!path || value === undefined || value === null)
      found.push(bad(`the parameter \`${name}\` is not a path of a value`, name, 'name it as in a values file: image.tag'));
    else if (isList(value)) assignments.push({ path, value: value.map(String), origin: { from: 'parameter', name } });
    else if (isMap(value)) {
      const entries = Object.entries(value).map(([key, text]) => [key, String(text)] as const);
      if (entries.some(([key]) => key === '__proto__')) found.push(bad('`__proto__` cannot be a key', name));
      else assignments.push({ path, value: Object.fromEntries(entries), origin: { from: 'parameter', name } });
    } else assignments.push({ path, value: String(value), origin: { from: 'parameter', name } });
  }
  const [, kubeVersion] = /^v?(\d+\.\d+(?:\.\d+)?)/.exec(env['KUBE_VERSION'] ?? '') ?? [];
  return {
    environment,
    assignments,
    cluster: {
      ...(kubeVersion === undefined ? {} : { kubeVersion }),
      ...(env['KUBE_API_VERSIONS'] ? { apiVersions: env['KUBE_API_VERSIONS'].split(',') } : {}),
    },
    findings: found,
  };
}

/**
 * The root of what Argo CD streamed. `.git` is there unless it is excluded; else the application's path, which the working
 * directory ends with, says how far up the root is (it may be a common ancestor only: manifest-generate-paths).
 */
export function pluginRoot(cwd: string, env: Environment): string {
  const root = findRoot(cwd);
  if (existsSync(`${root}/.git`)) return root;
  const steps = (env['ARGOCD_APP_SOURCE_PATH'] ?? '').split('/').filter((step) => step !== '' && step !== '.');
  const here = cwd.split('/');
  const ends = steps.length > 0 && steps.every((step, i) => here[here.length - steps.length + i] === step);
  return ends ? here.slice(0, -steps.length).join('/') : cwd;
}
