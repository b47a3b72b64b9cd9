import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';

/** A line of planted.txt or look-alikes.txt. */
interface Plant {
  readonly kind: string;
  readonly key: string;
  readonly text: string;
}

const readPlants = (file: string): readonly Plant[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, kind = '', key = '', text = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? [];
      return { kind, key, text };
    });

export const PLANTED = readPlants('planted.txt');
export const LOOK_ALIKES = readPlants('look-alikes.txt');

/** The text of a plant with the secret in it, encodings from the inside out. */
function filled(text: string, secret: string): string {
  let out = text.replaceAll('{S}', secret).replaceAll('\\n', '\n').replaceAll('\\\n', '\\n');
  for (let before = ''; before !== out; ) {
    before = out;
    out = out.replace(/\{(b64|url) ([^{}]*)\}/, (_, how: string, inside: string) =>
      how === 'b64' ? Buffer.from(inside).toString('base64') : encodeURIComponent(inside),
    );
  }
  return out;
}

export const nameOf = (i: number): string => `p${String(i + 1).padStart(2, '0')}`;

/** Values with every plant in its place; `secretOf` gives the secret of each. */
export function valuesOf(plants: readonly Plant[], secretOf: (i: number) => string): string {
  const groups: Record<string, Record<string, unknown>> = { configs: {}, secrets: {}, pods: {}, plain: {} };
  for (const [i, { kind, key, text }] of plants.entries()) {
    const [name, full] = [nameOf(i), filled(text, secretOf(i))];
    const put = (group: string, value: unknown) => Object.assign(groups[group] ?? {}, { [name]: value });
    if (kind === 'config') put('configs', { [key]: full });
    else if (kind === 'secret') put('secrets', { [key]: full });
    else if (kind === 'arg')
      put('pods', { args: [...key.replace('{S}', secretOf(i)).split(' '), ...full.split(' ')].filter((arg) => arg !== '') });
    else if (kind === 'shell') put('pods', { command: ['sh', '-c', `${key} ${full}`] });
    else if (kind === 'env') put('pods', { env: [{ name: key, value: full }] });
    else put('plain', { [key]: full === '' ? secretOf(i) : full });
  }
  return stringify({ image: { tag: 'v1.0.0' }, ...groups }, { lineWidth: 0 });
}

const CLOSED = { type: 'string', pattern: '^$' };
const entries = (item: unknown) => ({ type: 'object', additionalProperties: item });

/** With `broken` no value has the form that the schema wants, so that each has a finding. */
const schemaOf = (broken: boolean) => {
  const text = broken ? CLOSED : { type: 'string' };
  const pod = {
    args: { type: 'array', items: text },
    command: { type: 'array', items: text },
    env: { type: 'array', items: entries(text) },
  };
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      image: entries({ type: 'string' }),
      configs: entries(entries(text)),
      secrets: entries(entries(text)),
      pods: entries({ type: 'object', properties: pod }),
      plain: entries({ type: 'object', properties: { pin: { ...text, writeOnly: true } }, additionalProperties: text }),
    },
  };
};

const MANIFESTS = `{{#each values.configs as |data name|}}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: {{name}} }
data: {{data}}
{{/each}}
{{#each values.secrets as |data name|}}
---
apiVersion: v1
kind: Secret
metadata: { name: {{name}} }
stringData: {{data}}
{{/each}}
{{#each values.pods as |pod name|}}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{name}} }
spec:
  selector: { matchLabels: { app: {{name}} } }
  template:
    metadata: { labels: { app: {{name}} } }
    spec:
      containers:
        - name: web
          image: {{concat "example.com/web:" values.image.tag}}
          args: {{omitEmpty (default pod.args null)}}
          command: {{omitEmpty (default pod.command null)}}
          env: {{omitEmpty (default pod.env null)}}
{{/each}}
`;

/** The files of a repository but for the values of its environment. */
export const filesOf = (broken: boolean): Readonly<Record<string, string>> => ({
  'bundle/bundle.yaml': 'name: b\nversion: 1.0.0\nappVersion: "1"\ndescription: d\nkubeVersion: ">=1.25"\n',
  'bundle/values.yaml': 'image: { tag: "" }\nconfigs: {}\nsecrets: {}\npods: {}\nplain: {}\n',
  'bundle/values.schema.json': JSON.stringify(schemaOf(broken)),
  'bundle/manifests/all.yaml.hbs': MANIFESTS,
  'app/fairlead.yaml': `fairlead: v1\nname: a\nbundle: ../bundle\nwaivers:\n  - { code: values/plain-secret, reason: a test }\n  - { code: secret/plain-text, reason: a test }\nenvironments: { dev: {} }\n`,
});

export const VALUES = 'app/environments/dev.yaml';

/** All forms in which a secret could be read out of an output: plain, escaped, and base64 at each of its three alignments. */
export function formsOf(secret: string): readonly string[] {
  const base64 = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.from(`${'\0'.repeat(shift)}${secret}`).toString('base64');
    // What the neighbours decide too is cut off.
    const inner = text.replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...base64])];
}
