import type { JsonMap, Path } from '../../base/json.js';
import type { RenderedObject } from '../../objects/types.js';
import { isLabelValue, isQualifiedName } from '../forms.js';
import type { Mistake, Rule } from '../rule.js';
import { mapAt } from '../set.js';

const KEY = 'a key is `name` or `example.com/name`, with at most 63 letters, digits, `-`, `_` and `.` in the name';
const VALUE = 'a value has at most 63 letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit';

function* keys(object: RenderedObject, path: Path, what: string, map: JsonMap): Iterable<Mistake> {
  for (const [key, value] of Object.entries(map)) {
    if (!isQualifiedName(key))
      yield { object, path: [...path, key], message: `${JSON.stringify(key)} cannot be the key of ${what}`, fix: KEY };
    if (what === 'a label' && typeof value === 'string' && !isLabelValue(value))
      yield { object, path: [...path, key], message: `${JSON.stringify(value)} cannot be the value of a label`, fix: VALUE };
  }
}

export const badLabel: Rule = {
  code: 'object/bad-label',
  why: 'The API server refuses labels and annotations of another form.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  *check({ objects, pods }) {
    const places: readonly (readonly [RenderedObject, Path])[] = [
      ...objects.map((object) => [object, ['metadata']] as const),
      ...pods.filter(({ path }) => path.length > 0).map(({ object, path }) => [object, [...path, 'metadata']] as const),
    ];
    for (const [object, path] of places) {
      yield* keys(object, [...path, 'labels'], 'a label', mapAt(object.data, ...path, 'labels'));
      yield* keys(object, [...path, 'annotations'], 'an annotation', mapAt(object.data, ...path, 'annotations'));
    }
    for (const object of objects) {
      for (const key of ['selector', 'matchLabels']) {
        const path = key === 'selector' ? ['spec', 'selector'] : ['spec', 'selector', 'matchLabels'];
        const plain = object.ref.kind === 'Service' || object.ref.kind === 'ReplicationController';
        if (plain === (key === 'selector')) yield* keys(object, path, 'a label', mapAt(object.data, ...path));
      }
    }
  },
};
