import { isMap, type Path } from '../../base/json.js';
import { remembered } from '../../base/memo.js';
import { didYouMean } from '../../findings/suggest.js';
import type { Rule } from '../rule.js';
import { itemsAt, mapAt, type Pods, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/storage/volumes/';

const volumesOf = remembered(({ object, spec }: Pods): ReadonlySet<string> => {
  // A StatefulSet's claims are volumes of its pods as well.
  const claims = object.ref.kind === 'StatefulSet' ? itemsAt(object.data, 'spec', 'volumeClaimTemplates') : [];
  return new Set([
    ...itemsAt(spec, 'volumes').map(([, volume]) => textAt(volume, 'name') ?? ''),
    ...claims.map(([, claim]) => textAt(claim, 'metadata', 'name') ?? ''),
  ]);
});

export const unknownVolume: Rule = {
  code: 'pod/unknown-volume',
  why: 'A container that mounts a volume which the pod does not have is refused.',
  link: LINK,
  *check({ containers }) {
    for (const { object, pods, path, data, name } of containers) {
      const volumes = volumesOf(pods);
      for (const [at, mount] of ['volumeMounts', 'volumeDevices'].flatMap((key) => itemsAt(data, key))) {
        const wanted = textAt(mount, 'name');
        if (wanted === undefined || volumes.has(wanted)) continue;
        const fix = didYouMean(wanted, [...volumes]);
        yield {
          object,
          path: [...path, ...at, 'name'],
          message: `container ${name} mounts the volume \`${wanted}\`, which the pod does not have`,
          fix: fix ?? `add it under \`volumes:\``,
        };
      }
    }
  },
};

export const duplicateVolume: Rule = {
  code: 'pod/duplicate-volume',
  why: 'Volumes of a pod are told apart by their names.',
  link: LINK,
  *check({ pods }) {
    for (const { object, spec, specPath } of pods) {
      const seen = new Set<string>();
      for (const [at, volume] of itemsAt(spec, 'volumes')) {
        const name = textAt(volume, 'name') ?? '';
        if (seen.has(name))
          yield {
            object,
            path: [...specPath, ...at, 'name'],
            message: `the pod has two volumes \`${name}\``,
            fix: 'give one of them another name',
          };
        seen.add(name);
      }
    }
  },
};

export const volumeSources: Rule = {
  code: 'pod/volume-sources',
  why: 'A volume has exactly one source.',
  link: LINK,
  *check({ pods }) {
    for (const { object, spec, specPath } of pods) {
      for (const [at, volume] of itemsAt(spec, 'volumes')) {
        const sources = isMap(volume) ? Object.keys(volume).filter((key) => key !== 'name') : [];
        const path: Path = [...specPath, ...at];
        if (sources.length > 1)
          yield {
            object,
            path: [...path, sources[1] ?? ''],
            message: `the volume has ${sources.length} sources: ${sources.join(', ')}`,
            fix: 'keep one of them',
          };
        if (sources.length === 0)
          yield {
            object,
            path,
            message: 'the volume has no source',
            fix: 'say what it is: `emptyDir: {}`, `configMap:`, `secret:` …',
          };
      }
    }
  },
};

export const mountedTwice: Rule = {
  code: 'container/mounted-twice',
  why: 'Two volumes cannot be mounted at one path.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data, name } of containers) {
      const seen = new Set<string>();
      for (const [at, mount] of itemsAt(data, 'volumeMounts')) {
        const where = textAt(mount, 'mountPath');
        if (where !== undefined && seen.has(where))
          yield {
            object,
            path: [...path, ...at, 'mountPath'],
            message: `container ${name} mounts two volumes at ${where}`,
            fix: 'give one of them another path',
          };
        seen.add(where ?? '');
      }
    }
  },
};

const FIELDS_OF_HOST = ['hostNetwork', 'hostPID', 'hostIPC'];

export const hostAccess: Rule = {
  code: 'pod/host-access',
  why: 'A pod that shares its node’s network, processes or files can take over the node.',
  link: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  *check({ pods }) {
    for (const { object, spec, specPath } of pods) {
      for (const key of FIELDS_OF_HOST)
        if (spec[key] === true)
          yield {
            object,
            path: [...specPath, key],
            message: `\`${key}: true\` gives the pod its node's ${key.slice(4)}`,
            fix: 'leave it out',
          };
      for (const [at, volume] of itemsAt(spec, 'volumes')) {
        const host = textAt(mapAt(volume, 'hostPath'), 'path');
        if (host === undefined) continue;
        const socket = /(docker|containerd|crio)\.sock$/.test(host);
        yield {
          object,
          path: [...specPath, ...at, 'hostPath', 'path'],
          message: socket ? `${host} gives the pod every container of its node` : `the pod uses ${host} of its node`,
          fix: 'use an emptyDir, a ConfigMap or a PersistentVolumeClaim',
        };
      }
    }
  },
};
