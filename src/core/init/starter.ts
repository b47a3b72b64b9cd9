import type { NewFile } from './types.js';

const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  properties: {
    image: {
      type: 'object',
      additionalProperties: false,
      properties: {
        repository: { description: 'Image without its tag.', type: 'string', minLength: 1 },
        tag: { description: "Tag of the image; empty for the bundle's appVersion.", type: 'string' },
      },
    },
    replicaCount: { description: 'Number of pods.', type: 'integer', minimum: 0 },
    port: { description: 'Port on which the container listens.', type: 'integer', minimum: 1, maximum: 65_535 },
    env: { description: 'Environment of the container.', type: 'object', additionalProperties: { type: 'string' } },
  },
};

const FILES: Readonly<Record<string, string>> = {
  'bundle.yaml': 'name: NAME\nversion: 0.1.0\nappVersion: v0.1.0\ndescription: One Deployment behind a Service.\n',
  'values.yaml':
    '# The defaults. Apps set what differs.\nimage:\n  repository: nginx\n  tag: ""\nreplicaCount: 1\nport: 8080\nenv: {}\n',
  'values.schema.json': `${JSON.stringify(SCHEMA, null, 2)}\n`,
  'locals.yaml.hbs': `# Names for what several manifests need.
image: {{concat values.image.repository ":" (default values.image.tag bundle.appVersion)}}
labels:
  app.kubernetes.io/name: {{bundle.name}}
  app.kubernetes.io/instance: {{release.name}}
`,
  'manifests/deployment.yaml.hbs': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{release.name}}
  labels: {{locals.labels}}
spec:
  replicas: {{values.replicaCount}}
  selector:
    matchLabels: {{locals.labels}}
  template:
    metadata:
      labels: {{locals.labels}}
    spec:
      containers:
        - name: {{bundle.name}}
          image: {{locals.image}}
          ports:
            - name: http
              containerPort: {{values.port}}
          {{#if values.env}}
          env:
            {{#each values.env as |value name|}}
            - name: {{name}}
              value: {{value}}
            {{/each}}
          {{/if}}
`,
  'manifests/service.yaml.hbs': `apiVersion: v1
kind: Service
metadata:
  name: {{release.name}}
  labels: {{locals.labels}}
spec:
  selector: {{locals.labels}}
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  'tests/default/values.yaml': '{}\n',
  'tests/env/values.yaml': 'image:\n  tag: v1.2.3\nenv:\n  LOG_LEVEL: debug\n',
};

/** A name of an app or a bundle that is like a folder's; undefined if that has neither letters nor digits. */
export const nameFrom = (folder: string): string | undefined =>
  /[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/.exec(folder.toLowerCase().replace(/[^a-z0-9-]+/g, '-'))?.[0];

/** A small bundle that renders, with its tests, in a folder whose name it takes. */
export function starterBundle(dir: string): readonly NewFile[] {
  const name = nameFrom(dir.split('/').at(-1) ?? '') ?? 'bundle';
  return Object.entries(FILES).map(([path, text]) => ({
    path: dir === '' ? path : `${dir}/${path}`,
    text: path === 'bundle.yaml' ? text.replace('NAME', name) : text,
  }));
}
