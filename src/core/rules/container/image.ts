import { readImage } from '../../image/image.js';
import type { Rule } from '../rule.js';
import { textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/containers/images/';
export const badImage: Rule = {
  code: 'container/bad-image',
  why: 'The kubelet cannot pull what is not an image reference: the pod stays in InvalidImageName.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data, name } of containers) {
      const image = textAt(data, 'image');
      if (image === undefined || readImage(image)) continue;
      const fix = /[A-Z]/.test(image.split(':')[0] ?? '') ? 'names of images are in lower case' : 'write `registry/name:tag`';
      yield { object, path: [...path, 'image'], message: `container ${name}: ${JSON.stringify(image)} is not an image`, fix };
    }
  },
};

const isLatest = (text: string): boolean => {
  const image = readImage(text);
  return image !== undefined && image.digest === undefined && (image.tag ?? 'latest') === 'latest';
};

export const latestTag: Rule = {
  code: 'container/latest-tag',
  why: 'Without a tag of its own nobody knows what runs, and a rollback brings nothing back.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data, name } of containers) {
      const image = textAt(data, 'image') ?? '';
      if (!isLatest(image)) continue;
      const how = image.endsWith(':latest') ? 'has the tag `latest`' : 'has no tag';
      yield {
        object,
        path: [...path, 'image'],
        message: `container ${name}: ${image} ${how}`,
        fix: 'name a release, or a digest',
      };
    }
  },
};

export const staleImage: Rule = {
  code: 'container/stale-image',
  why: '`latest` is pulled once per node and then kept: nodes run different images under one name.',
  link: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
  *check({ containers }) {
    for (const { object, path, data } of containers) {
      const policy = textAt(data, 'imagePullPolicy');
      const image = textAt(data, 'image') ?? '';
      if ((policy !== 'Never' && policy !== 'IfNotPresent') || !isLatest(image)) continue;
      yield {
        object,
        path: [...path, 'imagePullPolicy'],
        message: `${image} moves, and \`imagePullPolicy: ${policy}\` does not follow`,
        fix: 'name a release, or write `imagePullPolicy: Always`',
      };
    }
  },
};
