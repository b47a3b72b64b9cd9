import { dotted, type Json, type JsonMap } from '../base/json.js';
import type { App, Environment } from '../config/types.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import { withValue } from '../yaml-edit/with.js';
import { flowEntries } from '../yaml-edit/write.js';

/** A tag that is written to a file which others read, too. */
export interface SharedFile {
  readonly app: App;
  readonly environment: Environment;
  readonly path: string;
  /** Where in the file. */
  readonly origin?: Origin;
  /** The environments that would change with it. */
  readonly readers: readonly { readonly app: App; readonly environment: Environment }[];
  /** The values that are written there, as they are now. */
  readonly values: readonly { readonly path: readonly (string | number)[]; readonly now: Json }[];
  readonly exists: (path: string) => boolean;
}

const MOST = 3;

/** Why a tag cannot be written, and the file of the environment's own that it can be written to. */
export function sharedFile({ app, environment, path, origin, readers, values, exists }: SharedFile): Finding {
  const names = readers.map((reader) =>
    reader.app.path === app.path
      ? `\`${reader.environment.name}\``
      : `\`${reader.environment.name}\` of ${reader.app.dir || reader.app.name}`,
  );
  const rest = names.length > MOST ? [`${names.length - MOST} more`] : [];
  const all = [...names.slice(0, MOST), ...rest];
  const who = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all[0];
  const message = `${path} is also read by ${who}, which would change too`;
  const inApp = (file: string) => (app.dir === '' ? file : `${app.dir}/${file}`);
  const own = `environments/${environment.name}`;
  const [file = own] = ['', '-image', '-promoted'].map((end) => `${own}${end}.yaml`).filter((one) => !exists(inApp(one)));
  const keys = values.map(({ path: key }) => `\`${dotted(key)}\``).join(' and ');
  const isListed = values.some(({ path: key }) => key.some((step) => typeof step === 'number'));
  const content = values.reduce<Json>((data, { path: key, now }) => withValue(data, key, now), {}) as JsonMap;
  const what = isListed ? `the whole list with ${keys}` : keys;
  const text = isListed ? '' : ` (\`${flowEntries(content, false)}\`)`;
  const list = environment.values.at(-1) === inApp(`${own}.yaml`) ? `: \`[${own}.yaml, ${file}]\`` : '';
  const fix = `put ${what} into ${inApp(file)}${text}, and name it last in \`values\` of \`${environment.name}\` in ${app.path}${list}`;
  return finding('promotion/cannot-edit', message, { ...(origin ? { origin } : {}), fix });
}
