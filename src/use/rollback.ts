import { type Environment, type Finding, finding } from '../core/index.js';
import {
  MOMENT_FIX,
  momentOf,
  type OnItsWay,
  sameTag,
  setHold,
  staysOf,
  tagBefore,
  type Version,
  versionOf,
} from '../core/promotion/index.js';
import type { LoadedApp, RenderOptions } from './apps.js';
import { bump, overlay, UNCHANGED } from './bump.js';
import type { PlannedApp } from './promotion.js';
import { runningIn } from './running.js';
import { orderMistakes } from './windows.js';

export interface RollbackInput {
  readonly environment: string;
  /** The tag to go back to; without, the one that ran before. */
  readonly tag?: string;
  /** Also to one that it never ran. */
  readonly anyTag?: boolean;
  readonly reason?: string;
  /** When the hold ends, as `fairlead.yaml` has it; without, when it is lifted. */
  readonly until?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What the environment ran, newest first. */
  readonly versions: readonly Version[];
  /** The open pull request of the environment. */
  readonly pull?: OnItsWay;
  /** As for a promotion. */
  readonly written?: Map<string, string>;
}

/** The schema of a hold asks for that. */
const SHORTEST = 3;

/** Takes an environment back to an older tag, and holds it there, so that nothing promotes to it again at once. */
export function planRollback(loaded: LoadedApp, input: RollbackInput, options: RenderOptions): PlannedApp {
  const { app } = loaded;
  const target = app.environments.find(({ name }) => name === input.environment);
  if (!target) return { environments: [], findings: [] };
  const { tags, findings } = runningIn(loaded, target);
  const [from] = tags;
  const to = input.tag === undefined ? tagBefore(input.versions, from) : asItRan(input.tag, input.versions);
  const wrong: readonly Finding[] = [
    ...findings,
    ...orderMistakes(loaded),
    ...unknownTag(target, from, to, input),
    ...mistakesIn(input),
  ];
  if (wrong.some(({ severity }) => severity === 'error') || to === undefined) return { environments: [], findings: wrong };
  const { until, pull } = input;
  const stays = sameTag(to, from);
  const reason = input.reason?.trim() ?? `rolled back${from === undefined || stays ? '' : ` from ${versionOf(from)}`}`;
  const texts = input.written ?? new Map<string, string>();
  const file = overlay(loaded.tree, texts).read(app.path);
  const held = file.ok ? setHold(file.value, target.name, { tag: to, reason, ...(until === undefined ? {} : { until }) }) : file;
  const images = app.promotion.images.flatMap(({ path: key, from: source }, i) => {
    const now = tags[i];
    return source === 'release' && now !== to ? [{ path: key, to, ...(now === undefined ? {} : { from: now }) }] : [];
  });
  const made = held.ok
    ? bump(loaded, target, images, options, { also: [held.value], texts })
    : { ...UNCHANGED, findings: held.findings };
  const error = made.findings.find(({ severity }) => severity === 'error');
  for (const { path, text } of made.files) texts.set(path, text);
  return {
    findings: wrong,
    environments: [
      {
        ...made,
        environment: target.name,
        target,
        action: error ? 'refuse' : pull?.pull === undefined ? 'bump' : 'supersede',
        reason: error ? `${to} does not pass: ${error.message}` : `it ${stays ? '' : 'goes back and '}stays there: ${reason}`,
        images: error ? [] : images,
        to,
        ...(from === undefined ? {} : { from }),
        ...(pull?.pull === undefined ? {} : { pull: pull.pull }),
      },
    ],
  };
}

/** A tag with the digest that it ran with, if it is known: the tag alone may have moved since. */
const asItRan = (tag: string, versions: readonly Version[]): string =>
  staysOf(versions).findLast((stay) => sameTag(stay.tag, tag))?.tag ?? tag;

const MOST = 5;

/** There is no tag to go back to, or one is named that the environment never ran. */
function unknownTag(
  { name, origin }: Environment,
  from: string | undefined,
  to: string | undefined,
  { tag, anyTag, versions }: RollbackInput,
): readonly Finding[] {
  if (to === undefined) {
    const message = `nothing ran in ${name} before ${from ?? 'what runs now'}, by the history of Git`;
    return [finding('promotion/no-rollback', message, { origin, fix: 'name the tag to go back to with `tag` and `any-tag`' })];
  }
  const ran = staysOf(versions).toReversed();
  if (tag === undefined || anyTag || sameTag(tag, from) || ran.some((stay) => sameTag(stay.tag, tag))) return [];
  const others = [...new Set(ran.map((stay) => versionOf(stay.tag)))].filter((one) => !sameTag(one, from)).slice(0, MOST);
  const known = others.length === 0 ? '' : `name one that did (${others.join(', ')}), or `;
  const fix = `${known}go there all the same with \`any-tag\``;
  return [finding('promotion/no-rollback', `${tag} never ran in ${name}, by the history of Git`, { origin, fix })];
}

/** What a `fairlead.yaml` could not hold, or what would end at once. */
function mistakesIn({ reason, until, now }: RollbackInput): readonly Finding[] {
  const end = until === undefined ? undefined : momentOf(until);
  const wrong = (name: string, message: string, fix: string) =>
    finding('config/not-allowed', message, { origin: { from: 'flag', name }, fix });
  return [
    ...(reason !== undefined && reason.trim().length < SHORTEST
      ? [wrong('--reason', `\`${reason}\` is too short for a reason`, `write ${SHORTEST} characters or more`)]
      : []),
    ...(until !== undefined && end === undefined
      ? [wrong('--until', `\`${until}\` is not a valid date or time`, MOMENT_FIX)]
      : []),
    ...(end !== undefined && end <= now
      ? [wrong('--until', `\`${until}\` is over: nothing would be held`, 'name a later day, or leave it out')]
      : []),
  ];
}
