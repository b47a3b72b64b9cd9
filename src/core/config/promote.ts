import { at, dotted, isList, isMap, type Json, type Path } from '../base/json.js';
import { MOMENT_FIX, momentOf } from '../base/time.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import { leaves } from '../values/origins.js';
import { parsePath } from '../values/set.js';
import { SCHEMES } from './scheme.js';
import type { AutoMerge, Hold, Promote, Promotion, TaggedImage, WindowRule } from './types.js';

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const MERGES: readonly AutoMerge[] = ['merge', 'squash', 'rebase', 'queue'];
const KEY_FIX = 'write it as `--set` takes it: `image.tag`, `containers[0].tag`, `podLabels.app\\.kubernetes\\.io/version`';
const DEFAULT: TaggedImage = { path: ['image', 'tag'], from: 'release' };

export const strings = (value: Json | undefined): readonly string[] => (isList(value) ? value.map(String) : []);

/** A part of a `fairlead.yaml` that fits its schema, and where things are in it. */
export interface Part {
  readonly data: Json | undefined;
  readonly path: Path;
  readonly origin: (path: Path, part?: 'key' | 'value') => Origin;
  readonly wrong: (finding: Finding) => void;
}

/** `2h` in milliseconds. */
export function milliseconds(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (UNITS[unit] ?? 0);
}

/** The optional texts of a map, by name. */
function texts(data: Json | undefined, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = at(data, [name]);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** The rules of one environment. `above` is the environment before it in the file, which it comes after if it does not say. */
export function readPromote(part: Part, above: string | undefined): Promote {
  const get = (key: string) => at(part.data, [key]);
  const after = get('after');
  const soak = milliseconds(String(get('soak') ?? ''));
  const fromRelease = get('from') === 'release' || (after === undefined && above === undefined);
  const { tags, milestone } = texts(part.data, 'tags', 'milestone');
  const autoMerge = MERGES.find((name) => name === get('autoMerge'));
  const image = get('image');
  const hold = readHold(part);
  if (after !== undefined && get('from') === 'release')
    part.wrong(
      finding('config/not-allowed', '`from: release` takes no tag of environments `after` which it comes', {
        origin: part.origin([...part.path, 'after']),
        fix: 'remove one of the two',
      }),
    );
  return {
    ...(fromRelease ? { from: 'release' } : {}),
    after: fromRelease ? [] : isList(after) ? after.map(String) : above === undefined ? [] : [above],
    ...(tags === undefined ? {} : { tags }),
    ...(soak === undefined ? {} : { soak }),
    windows: readWindows(part),
    ...(hold ? { hold } : {}),
    checks: strings(get('checks')),
    ...(image === undefined
      ? {}
      : { image: { platforms: strings(at(image, ['platforms'])), digest: at(image, ['digest']) === true } }),
    reviewers: strings(get('reviewers')),
    assignees: strings(get('assignees')),
    labels: strings(get('labels')),
    ...(milestone === undefined ? {} : { milestone }),
    draft: get('draft') === true,
    ...(autoMerge ? { autoMerge } : {}),
    ...(isMap(part.data) ? { rules: part.data } : {}),
    places: placesIn(part),
  };
}

/** Where every rule stands that has a value. */
const placesIn = ({ data = {}, path, origin }: Part): Readonly<Record<string, Origin>> =>
  Object.fromEntries(leaves(data).flatMap((leaf) => (leaf.length > 0 ? [[dotted(leaf), origin([...path, ...leaf])]] : [])));

function readWindows({ data, path, origin, wrong }: Part): readonly WindowRule[] {
  const list = at(data, ['windows']);
  return (isList(list) ? list : []).flatMap((item, i): readonly WindowRule[] => {
    const here = [...path, 'windows', i];
    const { allow, deny, for: length = '', zone = 'UTC', ...rest } = texts(item, 'allow', 'deny', 'for', 'zone', 'reason');
    const rule = allow ?? deny;
    if (rule === undefined || (allow !== undefined && deny !== undefined)) {
      const fix = 'write `allow` or `deny` with the beginning of the window, such as `deny: "0 0 20 12 *"`';
      const message = rule === undefined ? 'a window says neither `allow` nor `deny`' : 'a window says `allow` and `deny`';
      wrong(finding('config/not-allowed', message, { origin: origin(here), fix }));
      return [];
    }
    const kind = allow === undefined ? 'deny' : 'allow';
    const origins = {
      rule: origin([...here, kind]),
      for: origin([...here, 'for']),
      ...(at(item, ['zone']) === undefined ? {} : { zone: origin([...here, 'zone']) }),
    };
    return [{ kind, rule, for: length, zone, ...rest, origin: origins.rule, origins }];
  });
}

function readHold({ data, path, origin, wrong }: Part): Hold | undefined {
  const hold = at(data, ['hold']);
  if (hold === undefined || hold === null) return undefined;
  const { tag = '', reason = '', until } = texts(hold, 'tag', 'reason', 'until');
  const end = until === undefined ? undefined : momentOf(until);
  if (until !== undefined && end === undefined)
    wrong(
      finding('config/not-allowed', `\`${until}\` is not a valid date`, {
        origin: origin([...path, 'hold', 'until']),
        fix: MOMENT_FIX,
      }),
    );
  return { tag, reason, ...(end === undefined ? {} : { until: end }), origin: origin([...path, 'hold'], 'key') };
}

/** How the tags of an app are promoted: `promote` at the top of its file. */
export function readPromotion({ data, path, origin, wrong }: Part): Promotion {
  const get = (key: string) => at(data, [key]);
  const images = get('images');
  const [first = DEFAULT, ...more] = (isList(images) ? images : []).map((item, i): TaggedImage => {
    const key = String(at(item, ['key']));
    const place = origin([...path, 'images', i, 'key']);
    const parsed = parsePath(key);
    if (!parsed) wrong(finding('config/not-allowed', `\`${key}\` is not the path of a value`, { origin: place, fix: KEY_FIX }));
    return {
      path: parsed ?? [key],
      ...(parsed ? { origin: place } : {}),
      from: at(item, ['from']) === 'before' ? 'before' : 'release',
    };
  });
  if (first.from === 'before')
    wrong(
      finding('config/not-allowed', 'the first of `promote.images` decides, and cannot have `from: before`', {
        origin: origin([...path, 'images', 0, 'from']),
        fix: 'put the image that takes releases first',
      }),
    );
  const scheme = SCHEMES.find((name) => name === get('scheme'));
  return {
    images: [first, ...more],
    ...(scheme ? { scheme } : {}),
    strategy: get('strategy') === 'each' ? 'each' : 'latest',
    ...texts(data, 'group', 'source'),
    aliases: get('aliases') === true,
  };
}
