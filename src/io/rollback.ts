import { finding } from '../core/index.js';
import { checkPromotionOrder, checkTag, type OnItsWay, setEntry, staysOf, type Version } from '../core/promotion/index.js';
import type { LoadedApp, RenderOptions } from './apps.js';
import { bump, UNCHANGED } from './bump.js';
import type { PlannedApp } from './promotion.js';
import { runningIn } from './running.js';

export interface RollbackInput {
  readonly environment: string;
  /** The tag to go back to; without, the one that ran before. */
  readonly tag?: string;
  readonly reason?: string;
  /** When the hold ends, as `fairlead.yaml` has it; without, when it is lifted. */
  readonly until?: string;
  /** What the environment ran, newest first. */
  readonly versions: readonly Version[];
  /** The open pull request of the environment. */
  readonly pull?: OnItsWay;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

/** The tag before the one that runs; undefined if the history knows none. */
function before(versions: readonly Version[], running: string | undefined): string | undefined {
  return staysOf(versions).findLast(({ tag }) => tag !== running)?.tag;
}

/** Takes an environment back to an older tag, and holds it there, so that nothing promotes to it again at once. */
export function planRollback(loaded: LoadedApp, input: RollbackInput, options: RenderOptions): PlannedApp {
  const { app, tree } = loaded;
  const target = app.environments.find(({ name }) => name === input.environment);
  if (!target) return { environments: [], findings: [] };
  const [from] = runningIn(loaded, target).tags;
  const to = input.tag ?? before(input.versions, from);
  const { until } = input;
  const wrong = [
    ...checkPromotionOrder(app),
    ...(to === undefined
      ? [
          finding(
            'promotion/no-rollback',
            `nothing ran in ${target.name} before ${from ?? 'what runs now'}, by the history of Git`,
            {
              origin: target.origin,
              fix: 'name the tag to go back to with `tag`',
            },
          ),
        ]
      : checkTag(to, { from: 'flag', name: '--tag' })),
    ...(until === undefined || (DATE.test(until) && !Number.isNaN(Date.parse(until)))
      ? []
      : [
          finding('config/not-allowed', `\`${until}\` is no day and no moment`, {
            origin: { from: 'flag', name: '--until' },
            fix: 'write 2027-01-31 or 2027-01-31T09:00:00Z',
          }),
        ]),
  ];
  if (wrong.some(({ severity }) => severity === 'error') || to === undefined) return { environments: [], findings: wrong };
  const reason = input.reason ?? `rolled back${from === undefined || from === to ? '' : ` from ${from}`}`;
  const file = tree.read(app.path);
  const path = ['environments', target.name, 'promote', 'hold'];
  const held = file.ok ? setEntry(file.value, path, { tag: to, reason, ...(until === undefined ? {} : { until }) }) : file;
  const images = app.promotion.images.flatMap(({ path: key, from: source }, i) => {
    const now = runningIn(loaded, target).tags[i];
    return source === 'release' && now !== to ? [{ path: key, to, ...(now === undefined ? {} : { from: now }) }] : [];
  });
  const made = held.ok ? bump(loaded, target, images, options, [held.value]) : { ...UNCHANGED, findings: held.findings };
  const error = made.findings.find(({ severity }) => severity === 'error');
  return {
    findings: wrong,
    environments: [
      {
        ...made,
        environment: target.name,
        target,
        action: error ? 'refuse' : input.pull?.pull === undefined ? 'bump' : 'supersede',
        reason: error ? `${to} does not pass: ${error.message}` : `it goes back and stays there: ${reason}`,
        images: error ? [] : images,
        to,
        ...(from === undefined ? {} : { from }),
        ...(input.pull?.pull === undefined ? {} : { pull: input.pull.pull }),
      },
    ],
  };
}
