import { namesSecret } from './names.js';

// How names, values and what is between them are written. Of what repeats beside its like, the number is bounded, so that all are linear.

export const NAME = /[A-Za-z_][\w.-]*/g;
export const SEPARATOR = /\\{0,8}["'`]?[ \t]{0,64}(?:=>|:=|[:=]|%3[AaDd])/y;
export const BLANKS = /[ \t]{0,256}/y;
/** What stands before a scalar in YAML and says nothing of it. */
export const MARKS = /(?:(?:!!str|!!binary|&[\w-]{1,64})[ \t]{1,64}){1,2}/y;
export const QUOTE = /\\{0,8}["'`]/y;
export const BLOCK = /[|>][-+\d]*[ \t]*(?:#[^\n]*)?\n/y;
/** Between a flag and its argument: in a list of JSON or YAML, or in shell text. */
export const ARGUMENT =
  /["'][ \t]{0,64},\s{0,256}(?=["'])|["']?[ \t]{0,64}\r?\n[ \t]{0,256}-[ \t]{1,64}|["']?,[ \t]{1,64}|[ \t]{1,64}/y;
/** Names that are harmless elsewhere. */
const QUERY = /^(?:sig|signature|code|key|auth)$/i;
const SIGNATURE = /^x-(?:amz|goog)-signature$/i;
/** Directives of Redis. */
export const DIRECTIVE = /^(?:requirepass|masterauth)$/;
export const NETRC = /\b(?:machine|default)\s/;
/** Programs that take a password in a short flag, and the flag. */
export const TOOLS: Readonly<Record<string, RegExp>> = {
  curl: /^u(?:ser)?$/,
  wget: /^user$/,
  mysql: /^p./,
  mysqldump: /^p./,
  mysqladmin: /^p./,
  mariadb: /^p./,
  sshpass: /^p/,
  'redis-cli': /^a$/,
};

export const LONG = 4096;
/** How far apart a name and its value may stand. */
export const NEAR = 512;
export const ITEM = /\s{0,64}(?:"[^"\n]{1,4096}"|'[^'\n]{1,4096}'|[^\s,\]{}"'[]{1,4096})\s{0,64},?/y;
export const SCHEME = /^(?:Bearer|Basic|Token)[ \t]+/i;

/** What a sticky expression finds at an offset. */
export const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** True for a name that a secret stands behind; `before` is the character before it. */
export function opensSecret(name: string, before: string): boolean {
  // `nginx.ingress.kubernetes.io/auth-secret` names a Secret.
  if (namesSecret(name)) return !(before === '/' && /secret$/.test(name));
  const isQuery = before === '?' || before === '&';
  return (isQuery && QUERY.test(name)) || SIGNATURE.test(name) || DIRECTIVE.test(name);
}
