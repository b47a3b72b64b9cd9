/** How names of secrets end, without case and separators. */
const ENDS = [
  ...['password', 'passwords', 'passwd', 'passphrase', 'pwd', 'token', 'tokens', 'secret', 'jwt', 'credential', 'credentials'],
  ...['apikey', 'apikeys', 'privatekey', 'accesskey', 'secretkey', 'encryptionkey', 'signingkey', 'masterkey', 'accountkey'],
  ...['sharedkey', 'secretkeybase', 'authkey', 'sshkey', 'sessionkey', 'clientkeydata', 'dockerconfigjson', 'dockercfg'],
];

/** Too short to end longer words: these are words of their own. */
const WORDS = /(?:^|[-_. ])(?:pass|pat)$|^_auth$/i;
const CAMEL = /[a-z\d]Pass$/;

/** A Secret of Kubernetes that is named, not told: `existingSecret`, `imagePullSecret`, annotations. */
const REFERS = /(?:existing|pull|tls|cert|certificate|ca|credentials?)[-_]?secret$|\.io\/[\w.-]*secret$/i;

/** True for a name that users keep secrets under: `DB_PASSWORD`, `apiKey`, `client-secret`. */
export function namesSecret(name: string): boolean {
  if (name.length < 3 || name.length > 253) return false;
  const plain = name.toLowerCase().replace(/[-_. ]/g, '');
  return ENDS.some((end) => plain.endsWith(end)) ? !REFERS.test(name) : WORDS.test(name) || CAMEL.test(name);
}

/** What stands for a secret and is none: nothing, a switch, a placeholder, the place of a file, a reference to a store of secrets. */
const OPEN = [
  /^(?:true|false|yes|no|on|off|null|nil|none|undefined|enabled|disabled|required|optional|~|\{\}|\[\]|\.{3})$/i,
  /^(?:change-?me|change_me|example|placeholder|redacted|hidden|masked|x{3,}|\*+|\(secret\)|\(new secret\))$/i,
  /^\$[A-Z_][A-Z0-9_]*$|^\$\{[^{}:\n]*\}$|^\$\([^()\n]*\)$|^<[^<>\n]*>$|^\{\{[^{}\n]*\}\}$|^#\{[^{}\n]*\}$|^%\w+%$|^%[sv]$|^%\(\w+\)s$/,
  /^\/(?:app|bin|data|dev|etc|home|mnt|opt|proc|run|secrets|srv|tmp|usr|var|vault)\/[^\n]*$/,
  /^(?:vault:|ref\+|op:\/\/|arn:aws|gcp:\/\/|secretref:|file:)/i,
  /^-----BEGIN (?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY)-----/,
];

const LONG = 4096;

/** True for a text under the name of a secret that gives nothing away. */
export function isOpen(text: string, name = ''): boolean {
  const value = text.trim();
  if (value.length > LONG) return false;
  if (value === '' || OPEN.some((pattern) => pattern.test(value))) return true;
  // Counts, and the keys that External Secrets writes.
  return (/tokens$/i.test(name) && /^\d+$/.test(value)) || (name === 'secretKey' && /^[a-z]+(?:[-_.][a-z]+)*$/i.test(value));
}

/** True for a URL: of it all is shown but its password, which has a form. */
export const isUrl = (text: string): boolean => text.length < LONG && /^[a-z][a-z\d+.-]{1,20}:\/\//i.test(text);
