import { dotted, HIDDEN, isList, isMap, type Json, type JsonMap, type Path, schemaOf, shownAt, typesOf } from '../core/index.js';
import { readRequest } from '../io/argocd.js';
import { TimeUp } from '../io/deadline.js';
import { cleanJson } from '../report/clean.js';
import { type LoadedApp, renderEnvironment } from '../use/apps.js';
import type { Arguments } from './arguments.js';
import { deadlineOf } from './deadline.js';
import { pluginApp } from './plugin-app.js';
import { EXIT, type World } from './world.js';

/** What Argo CD shows of one parameter (repository.ParameterAnnouncement). */
interface Announcement {
  readonly name: string;
  readonly title: string;
  readonly tooltip: string;
  readonly required: boolean;
  readonly itemType: string;
  readonly collectionType: 'string' | 'array' | 'map';
  readonly string?: string;
  readonly array?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
}

/** `fairlead parameters`: a JSON list of all values that the bundle's schema names. Never fails: a broken app announces nothing. */
export async function parametersCommand(args: Arguments, world: World): Promise<number> {
  world.out(`${cleanJson(JSON.stringify(await announce(args, world)))}\n`);
  return EXIT.ok;
}

async function announce(args: Arguments, world: World): Promise<readonly Announcement[]> {
  const { run } = deadlineOf(args, world);
  try {
    const loaded = await pluginApp(world, run);
    return loaded.ok ? run('parameters', () => announcements(loaded.value, world)) : [];
  } catch (error) {
    if (error instanceof TimeUp) return [];
    throw error;
  }
}

function announcements(loaded: LoadedApp, world: World): readonly Announcement[] {
  const { app, bundle } = loaded;
  const request = readRequest(world.env);
  const environment = app.environments.find((item) => item.name === request.environment);
  const rendered = environment && renderEnvironment(loaded, environment, { validate: false });
  const read = rendered?.ok ? rendered.value.secrets().value : (path: Path) => shownAt(bundle.defaults, path);
  const names = app.environments.map((item) => item.name);
  const chooser: Announcement = {
    name: 'environment',
    title: 'environment',
    tooltip: `Which environment of ${app.name}: ${names.join(', ')}.`,
    required: request.environment === undefined && names.length > 1,
    itemType: 'string',
    collectionType: 'string',
    string: request.environment ?? (names.length === 1 ? (names[0] ?? '') : ''),
  };
  return [chooser, ...leavesOf(bundle.schema, []).map((path) => announcement(bundle.schema, path, read(path)))];
}

/** Every path that the schema names and that is not itself a map of named keys. */
function leavesOf(schema: JsonMap, path: Path): readonly Path[] {
  const properties = schemaOf(schema, path)?.['properties'];
  return isMap(properties) ? Object.keys(properties).flatMap((key) => leavesOf(schema, [...path, key])) : [path];
}

function announcement(schema: JsonMap, path: Path, value: Json | undefined): Announcement {
  const described = schemaOf(schema, path);
  const types = typesOf(described);
  const simple = (item: Json) => typeof item !== 'object' || item === null;
  const name = dotted(path);
  const base = {
    name,
    title: name,
    tooltip: String(described?.['description'] ?? ''),
    required: false,
    itemType: types.find((type) => type !== 'null') ?? 'string',
  };
  // What is announced can be sent back as it is, so a part is not left out.
  if (JSON.stringify(value ?? null).includes(HIDDEN)) return { ...base, collectionType: 'string', string: '' };
  if (types.includes('array') && isList(value) && value.every(simple))
    return { ...base, collectionType: 'array', array: value.map(String) };
  if (types.includes('object') && isMap(value) && Object.values(value).every(simple))
    return {
      ...base,
      collectionType: 'map',
      map: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)])),
    };
  // Lists and maps of maps have no form in Argo CD's page; they are shown as JSON, which is how a value can be read at least.
  return {
    ...base,
    collectionType: 'string',
    string: value === undefined || value === null ? '' : simple(value) ? String(value) : JSON.stringify(value),
  };
}
