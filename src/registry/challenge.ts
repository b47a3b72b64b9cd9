/** One way to authenticate that a registry offers. */
export interface Challenge {
  /** In lower case: `basic`, `bearer`. */
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const PARAMETER = /[\s,]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/y;
const SCHEME = /[\s,]*([A-Za-z][A-Za-z0-9-]*)(?:[\s,]|$)/y;

/** The challenges of a `WWW-Authenticate` header (RFC 9110, section 11.6.1), up to the end of its valid part. */
export function challengesOf(header: string): readonly Challenge[] {
  const challenges: { readonly scheme: string; readonly parameters: Map<string, string> }[] = [];
  for (let at = 0; at < header.length; ) {
    PARAMETER.lastIndex = SCHEME.lastIndex = at;
    const parameter = PARAMETER.exec(header);
    const scheme = parameter ? null : SCHEME.exec(header);
    if (parameter) {
      const [, name = '', quoted, plain] = parameter;
      challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
    } else if (scheme) challenges.push({ scheme: (scheme[1] ?? '').toLowerCase(), parameters: new Map() });
    else break;
    at = parameter ? PARAMETER.lastIndex : SCHEME.lastIndex;
  }
  return challenges;
}
