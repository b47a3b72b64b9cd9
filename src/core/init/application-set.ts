import { at, isList, isMap, type Json, type JsonMap } from '../base/json.js';

interface Expanded {
  readonly data: JsonMap;
  /** What the generator's element says of the environment. */
  readonly known: { readonly environment?: string };
}

const ENVIRONMENT_KEYS = ['environment', 'env', 'stage', 'envName'];
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * The Applications of an ApplicationSet whose generators list their elements; a refusal says what else it has. Templates are those of
 * Argo CD in their plain forms: `{{env}}`, and with goTemplate `{{ .env }}`.
 */
export function expand(set: JsonMap): { readonly applications: readonly Expanded[] } | { readonly refusal: string } {
  if (at(set, ['spec', 'templatePatch']) !== undefined) return { refusal: 'has a `templatePatch`' };
  const generators = at(set, ['spec', 'generators']);
  const template = at(set, ['spec', 'template']);
  if (!isList(generators) || !isMap(template)) return { refusal: 'has no generators or no template' };
  const applications: Expanded[] = [];
  for (const generator of generators) {
    const elements = at(generator, ['list', 'elements']);
    const kind = isMap(generator) ? Object.keys(generator).join(', ') : '';
    if (!isList(elements) || at(generator, ['list', 'template']) !== undefined)
      return { refusal: `makes them by the generator \`${kind}\`, of which I know lists of elements only` };
    for (const element of elements) {
      const data = fill(template, element);
      if (typeof data === 'string') return { refusal: `has the template \`${data.slice(0, 80)}\`, which I cannot fill in` };
      const environment = ENVIRONMENT_KEYS.map((key) => at(element, [key])).find((value) => NAME.test(String(value)));
      applications.push({ data, known: environment === undefined ? {} : { environment: String(environment) } });
    }
  }
  return { applications };
}

/** A copy of the template with every mustache filled in; the first mustache that is not a plain name otherwise. */
function fill(template: JsonMap, element: Json): JsonMap | string {
  let refused: string | undefined;
  const closed = (text: string): string => {
    const open = text.indexOf('{{');
    if (open < 0) return `${text}}}`;
    const path = /^\s*\.?([\w-]+(?:\.[\w-]+)*)\s*$/.exec(text.slice(open + 2))?.[1]?.split('.');
    const found = path && (at(element, path) ?? at(element, [path.join('.')]));
    if (found === undefined || isMap(found) || isList(found)) refused ??= `${text.slice(open)}}}`;
    return text.slice(0, open) + String(found);
  };
  const text = (value: string) => {
    const parts = value.split('}}');
    return [...parts.slice(0, -1).map(closed), parts.at(-1)].join('');
  };
  const walk = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (isList(value)) return value.map(walk);
    return isMap(value) ? map(value) : value;
  };
  const map = (value: JsonMap): JsonMap =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), walk(item)]));
  const filled = map(template);
  return refused ?? filled;
}
