import type { Rule } from '../rule.js';
import { listAt, textAt } from '../set.js';

const RESTARTS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);
const VERSION = 'app.kubernetes.io/version';
const bare = (text: string): string => text.replace(/^v(?=\d)/, '');

/** The tag of an image, without a `v` at its front; a digest may follow, a port stands before. */
const tagOf = (image = ''): string => bare(/:([^:/]+)$/.exec(image.split('@')[0] ?? '')?.[1] ?? '');

export const releaseLabel: Rule = {
  code: 'workload/release-label',
  why: 'A label of the pods that changes with the templates, not with the image, makes a release of every change of them.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment',
  *check({ pods }) {
    for (const { object, path, labels, spec } of pods) {
      if (!RESTARTS.has(object.ref.kind)) continue;
      const tags = listAt(spec, 'containers').map((item) => tagOf(textAt(item, 'image')));
      const version = labels[VERSION];
      // Of an image without a tag the version is not known.
      const own = typeof version === 'string' && !tags.includes('') && !tags.includes(bare(version));
      for (const key of [...(labels['helm.sh/chart'] === undefined ? [] : ['helm.sh/chart']), ...(own ? [VERSION] : [])])
        yield {
          object,
          path: [...path, 'metadata', 'labels', key],
          message: `the pods have the label \`${key}: ${String(labels[key])}\`, which is not of their image`,
          fix: `keep it on the ${object.ref.kind} itself`,
        };
    }
  },
};
