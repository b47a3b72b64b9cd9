/** What the first lines of a pull request's body say, by which it is known again. */
export interface Marker {
  readonly app: string;
  readonly environment: string;
  readonly tag: string;
  /** `rollback`: it goes back on purpose. `lift`: it ends a hold. `closed`: Fairlead closed it, not a person. */
  readonly kind: (typeof KINDS)[number];
}

const KINDS = ['promotion', 'rollback', 'lift', 'closed'] as const;
const LINE = /^<!-- fairlead:(\w+) app=(\S*) environment=(\S*) tag=(\S*) -->$/;

/** A text that can stand in a marker: percent-encoded, `--` too, so that it cannot end the comment. */
export const field = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('--', '-%2D');

function unfield(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** A line of HTML comment. */
export const promotionMarker = ({ app, environment, tag, kind }: Marker): string =>
  `<!-- fairlead:${kind} app=${field(app)} environment=${field(environment)} tag=${field(tag)} -->`;

/** The markers that a body begins with; empty if it is not Fairlead's. */
export function markersIn(body: string): readonly Marker[] {
  const found: Marker[] = [];
  for (const line of body.split(/\r?\n/)) {
    const [, name, app = '', environment = '', tag = ''] = LINE.exec(line) ?? [];
    const kind = KINDS.find((one) => one === name);
    if (!kind) return found;
    found.push({ app: unfield(app), environment: unfield(environment), tag: unfield(tag), kind });
  }
  return found;
}

/** The same body, marked as closed by Fairlead. */
export const closedBody = (body: string, note: string): string =>
  `${markersIn(body)
    .map((marker) => promotionMarker({ ...marker, kind: 'closed' }))
    .join('\n')}\n${note}\n\n${body.split(/\r?\n/).slice(markersIn(body).length).join('\n')}`;
