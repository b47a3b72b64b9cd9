import type { JsonMap, Path } from '../../base/json.js';
import { isMap } from '../../base/json.js';
import { remembered } from '../../base/memo.js';
import type { RenderedObject } from '../../objects/types.js';
import { itemsAt, mapAt, type ObjectSet } from '../set.js';

/** A Rollout and the parts of it that many rules look at. Source: pkg/apis/rollouts/validation/validation.go of Argo Rollouts. */
export interface RolloutParts {
  readonly object: RenderedObject;
  readonly spec: JsonMap;
  /** Undefined if it has no such strategy. */
  readonly canary: JsonMap | undefined;
  readonly blueGreen: JsonMap | undefined;
  readonly routing: JsonMap | undefined;
  readonly steps: readonly { readonly path: Path; readonly step: JsonMap }[];
}

export const CANARY: Path = ['spec', 'strategy', 'canary'];
export const BLUE_GREEN: Path = ['spec', 'strategy', 'blueGreen'];
export const ROUTING: Path = [...CANARY, 'trafficRouting'];

const mapOrNone = (value: unknown): JsonMap | undefined => (isMap(value) ? value : undefined);

export const rollouts = remembered(({ of }: ObjectSet): readonly RolloutParts[] =>
  of('Rollout').map((object) => {
    const strategy = mapAt(object.data, 'spec', 'strategy');
    const canary = mapOrNone(strategy['canary']);
    return {
      object,
      spec: mapAt(object.data, 'spec'),
      canary,
      blueGreen: mapOrNone(strategy['blueGreen']),
      routing: mapOrNone(canary?.['trafficRouting']),
      steps: itemsAt(object.data, ...CANARY, 'steps').map(([path, step]) => ({ path, step: isMap(step) ? step : {} })),
    };
  }),
);

/** True if a router of one of these names is used. `plugins` counts only with a plugin in it. */
export const routes = (routing: JsonMap | undefined, ...names: readonly string[]): boolean =>
  names.some((name) => routing?.[name] !== undefined && (name !== 'plugins' || Object.keys(mapAt(routing, name)).length > 0));
