import { describe, expect, test } from '@jest/globals';
import { imagesWithTag } from '../../../src/core/promotion/index.js';
import { objectsOf } from '../diff/objects.js';

const SHA = `sha256:${'a1'.repeat(32)}`;

const objects = objectsOf(`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  template:
    spec:
      initContainers:
        - { name: migrate, image: "ghcr.io/acme/migrate:v1" }
      containers:
        - { name: web, image: "ghcr.io/acme/web:v1" }
        - { name: proxy, image: "envoyproxy/envoy:v1.30" }
        - { name: port, image: "localhost:5000/v1" }
        - { name: none }
        - { name: broken, image: "Web:v1" }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: again }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - { name: again, image: "ghcr.io/acme/web:v1" }
            - { name: pinned, image: "ghcr.io/acme/job:v1@${SHA}" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: text }
data: { image: "ghcr.io/acme/text:v1" }
`);

describe('imagesWithTag', () => {
  test('names the images of containers with that very tag, each once, as they stand', () => {
    expect(imagesWithTag(objects, 'v1')).toEqual([
      'ghcr.io/acme/web:v1',
      'ghcr.io/acme/migrate:v1',
      `ghcr.io/acme/job:v1@${SHA}`,
    ]);
  });

  test('a tag with a digest is that digest', () => {
    expect(imagesWithTag(objects, `v1@${SHA}`)).toEqual([`ghcr.io/acme/job:v1@${SHA}`]);
    expect(imagesWithTag(objects, `v1@${SHA.replace('a1', 'b2')}`)).toEqual([]);
  });

  test('5000/v1 is a port and a name, no tag', () => {
    expect(imagesWithTag(objects, '5000/v1')).toEqual([]);
  });
});
