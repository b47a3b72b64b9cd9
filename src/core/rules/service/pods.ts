import { memo, remembered } from '../../base/memo.js';
import { didYouMean } from '../../findings/suggest.js';
import type { RenderedObject } from '../../objects/types.js';
import { rollouts } from '../rollout/parts.js';
import { servicesOf } from '../rollout/services.js';
import type { Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, nameOf, numberAt, type ObjectSet, type Pods, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service';

/** A message names so many ports. */
const TOLD = 50;

const ENDS = /Job$|AnalysisTemplate$|^Experiment$/;

const isRunning = ({ object }: Pods) => !ENDS.test(object.ref.kind);

// The same list for the same pods, so that what is made of it can be remembered.
const runningIn = remembered((pods: readonly Pods[]) =>
  memo((namespace) => pods.filter((one) => isRunning(one) && (one.object.ref.namespace ?? '') === namespace)),
);

/** The pods that keep running and that a Service selects; jobs end, and so serve nobody. */
export const served = (service: RenderedObject, { chosen }: ObjectSet): readonly Pods[] =>
  runningIn(chosen(mapAt(service.data, 'spec', 'selector')))(service.ref.namespace ?? '');

/** Rollouts that take their pods from another object are not seen here; what they serve cannot be known. */
const pointsElsewhere = ({ of }: ObjectSet) =>
  of('Rollout').some(
    ({ data }) => mapAt(data, 'spec')['workloadRef'] !== undefined && mapAt(data, 'spec')['template'] === undefined,
  );

export const serviceWithoutPods: Rule = {
  code: 'service/no-pods',
  why: 'A Service that selects no pods refuses every connection.',
  link: LINK,
  *check(set) {
    const running = set.pods.filter(isRunning);
    if (running.length === 0 || pointsElsewhere(set)) return;
    const switched = new Set(rollouts(set).flatMap((rollout) => servicesOf(rollout).map(([name]) => name)));
    for (const object of set.of('Service')) {
      // rollout/service-selector says more of those.
      if (switched.has(object.ref.name)) continue;
      const selector = mapAt(object.data, 'spec', 'selector');
      if (Object.keys(selector).length === 0 || served(object, set).length > 0) continue;
      const [near = running[0]] = Object.entries(selector).flatMap(
        ([key, value]) => set.chosen({ [key]: value }).find(isRunning) ?? [],
      );
      const wrong = Object.entries(selector).find(([key, value]) => near?.labels[key] !== value);
      const has = wrong && near ? near.labels[wrong[0]] : undefined;
      yield {
        object,
        path: ['spec', 'selector', ...(wrong ? [wrong[0]] : [])],
        message: `the Service selects no pods: ${near ? nameOf(near.object) : 'none'} ${has === undefined ? `has no label \`${wrong?.[0]}\`` : `has \`${wrong?.[0]}: ${String(has)}\``}`,
        fix: 'select labels that the pods have',
      };
    }
  },
};

const portsOf = remembered((pods: readonly Pods[]) => {
  const ports = pods.flatMap(({ spec }) => listAt(spec, 'containers').flatMap((container) => listAt(container, 'ports')));
  return {
    names: new Set(ports.flatMap((port) => textAt(port, 'name') ?? [])),
    numbers: new Set(ports.flatMap((port) => numberAt(port, 'containerPort') ?? [])),
  };
});

export const serviceTarget: Rule = {
  code: 'service/target-port',
  why: 'Traffic to a port that no container has goes nowhere.',
  link: LINK,
  *check(set) {
    for (const object of set.of('Service')) {
      const pods = served(object, set);
      if (pods.length === 0) continue;
      const { names, numbers } = portsOf(pods);
      for (const [path, port] of itemsAt(object.data, 'spec', 'ports')) {
        const target = mapAt({ port }, 'port')['targetPort'] ?? mapAt({ port }, 'port')['port'];
        const here = { object, path: [...path, mapAt({ port }, 'port')['targetPort'] === undefined ? 'port' : 'targetPort'] };
        if (typeof target === 'string' && !/^\d+$/.test(target) && !names.has(target))
          yield {
            ...here,
            message: `no container has a port named \`${target}\``,
            fix: didYouMean(target, [...names]) ?? 'name the port of the container',
          };
        if (typeof target === 'number' && numbers.size > 0 && !numbers.has(target))
          yield {
            ...here,
            severity: 'warning',
            message: `no container names the port ${target}`,
            fix: `their ports are ${[...numbers].slice(0, TOLD).join(', ')}`,
          };
      }
    }
  },
};
