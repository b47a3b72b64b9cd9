import { at, isList, isMap, type Json } from '../base/json.js';
import { goDuration } from '../base/time.js';
import type { RenderedObject } from '../objects/types.js';

/** How a Rollout goes on once its pods change. */
export interface Timeline {
  readonly name: string;
  /** Each a few words, in order. */
  readonly steps: readonly string[];
  /** All pauses together, in milliseconds; what analyses and new pods take comes on top. */
  readonly pauses: number;
  /** True if it stops until a person goes on. */
  readonly manual: boolean;
}

/** The steps of every Rollout in a rendered set (Argo Rollouts: canary and blue-green strategies). */
export const timelinesOf = (objects: readonly RenderedObject[]): readonly Timeline[] =>
  objects.flatMap(({ ref, data }) => {
    if (ref.kind !== 'Rollout') return [];
    const canary = at(data, ['spec', 'strategy', 'canary', 'steps']);
    const blueGreen = at(data, ['spec', 'strategy', 'blueGreen']);
    const steps = isList(canary) ? canary.map(canaryStep) : isMap(blueGreen) ? blueGreenSteps(blueGreen) : [];
    return steps.length === 0
      ? []
      : [
          {
            name: ref.name,
            steps: steps.map(({ text }) => text),
            pauses: steps.reduce((sum, { pause = 0 }) => sum + pause, 0),
            manual: steps.some(({ manual }) => manual === true),
          },
        ];
  });

interface Step {
  readonly text: string;
  readonly pause?: number;
  readonly manual?: boolean;
}

function canaryStep(step: Json): Step {
  if (!isMap(step)) return { text: 'step' };
  const [name = 'step'] = Object.keys(step);
  const value = step[name];
  if (name === 'setWeight') return { text: `${String(value)} %` };
  if (name === 'pause') return pauseOf(at(value, ['duration']));
  return { text: name === 'setCanaryScale' ? 'scale' : name };
}

function pauseOf(duration: Json | undefined): Step {
  if (duration === undefined) return { text: 'wait for a person', manual: true };
  const text = String(duration);
  const seconds = /^\d+$/.test(text) ? `${text}s` : text;
  return { text: `wait ${seconds}`, pause: goDuration(seconds) ?? 0 };
}

function blueGreenSteps(strategy: Json): readonly Step[] {
  const has = (key: string) => at(strategy, [key]) !== undefined;
  const seconds = at(strategy, ['autoPromotionSeconds']);
  const promotion: Step =
    at(strategy, ['autoPromotionEnabled']) === false
      ? { text: 'wait for a person', manual: true }
      : typeof seconds === 'number' && seconds > 0
        ? pauseOf(seconds)
        : { text: 'promote' };
  return [
    { text: 'preview' },
    ...(has('prePromotionAnalysis') ? [{ text: 'analysis' }] : []),
    promotion,
    { text: 'switch all traffic' },
    ...(has('postPromotionAnalysis') ? [{ text: 'analysis' }] : []),
  ];
}
