import { isOpen } from './names.js';
import { merged, replaced, type Span } from './spans.js';

/** How issuers begin their credentials, and how long these are at least. */
const PREFIXES: readonly (readonly [prefixes: string, least: number, what: string])[] = [
  ['ghp_ gho_ ghu_ ghs_ ghr_ github_pat_', 24, 'a GitHub token'],
  ['glpat- glptt- glrt- gldt- glcbt- glsoat- glft- glimt- glagent- glffct-', 20, 'a GitLab token'],
  ['AKIA ASIA', 20, 'an AWS access key'],
  ['xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xapp-', 15, 'a Slack token'],
  ['sk_live_ sk_test_ rk_live_ rk_test_ whsec_', 18, 'a Stripe key'],
  ['AIza ya29. GOCSPX-', 24, 'a Google API key'],
  ['npm_', 40, 'an npm token'],
  ['pypi-AgE', 24, 'a PyPI token'],
  ['SG.', 36, 'a SendGrid key'],
  ['dckr_pat_ dckr_oat_ hf_ dop_v1_ doo_v1_ dor_v1_ lin_api_ dp.pt. dp.st. dp.ct.', 24, 'an access token'],
  ['glsa_ glc_ shpat_ shpca_ shppa_ shpss_ dapi hvs. hvb. hvr.', 24, 'an access token'],
  ['sk-ant- sk-proj- sk-svcacct- sk-admin- sk-or-', 24, 'an API key'],
  ['sk-', 35, 'an API key'],
  ['AGE-SECRET-KEY-1', 30, 'a private key'],
];

const isJwt = (word: string): boolean => {
  const [head = '', body = '', signature = ''] = word.split('.', 3);
  return head.length > 10 && body.startsWith('eyJ') && body.length > 10 && signature !== '';
};

/** What a word is by itself. */
function credential(word: string): string | undefined {
  if (word.length < 15 || !/\d/.test(word)) return undefined;
  if (word.startsWith('eyJ')) return isJwt(word) ? 'a signed token (JWT)' : undefined;
  if (/^A[KS]IA/.test(word) && !/^[A-Z\d]{20}$/.test(word)) return undefined;
  return PREFIXES.find(
    ([prefixes, least]) => word.length >= least && prefixes.split(' ').some((prefix) => word.startsWith(prefix)),
  )?.[2];
}

/** A credential that what stands around it tells: where to look, and from there what is before it and what it is. */
interface Placed {
  readonly anchor: RegExp;
  readonly parts: RegExp;
  readonly what: string;
}

// No more than this of a text is looked at from an anchor, but for keys, which go on to their end.
const REACH = 1024;
const HEADER = 'an Authorization header';
const PLACED: readonly Placed[] = [
  { anchor: /:\/\//g, parts: /^(:\/\/)([^\s:/@"'`<>${}]+):(?:x-oauth-basic)?@/, what: 'a URL with a token' },
  { anchor: /:\/\//g, parts: /^(:\/\/[^\s:/@"'`<>]*:)([^\s/"'`<>$*{@][^\s/"'`<>]*)@/, what: 'a URL with a password' },
  { anchor: /[Bb]earer|[Bb]asic/g, parts: /^([Bb](?:earer|asic)[ \t]+)([\w.~+/=-]+)/, what: HEADER },
  { anchor: /[Aa]uthorization/g, parts: /^(\w+[\\"']*[ \t]*[:=][ \t]*[\\"']*[A-Za-z][\w-]*[ \t]+)([\w.~+/=:-]+)/, what: HEADER },
  { anchor: /[Cc]ookie/g, parts: /^(\w+[\\"']*[ \t]*:[ \t]*[\\"']*[\w.-]+=)([^\s;"'\\]+)/, what: 'a cookie' },
  {
    anchor: /hooks\.slack|discord(?:app)?\.com|webhook\.office/g,
    parts: /^([a-z.]+\/(?:services|workflows|api|webhookb2)\/)([\w@/-]+)/,
    what: 'a webhook',
  },
  { anchor: /\$(?:apr1|2[abxy]|argon2|scrypt|[156y])/g, parts: /^(\$\w+\$)([\w./$=,+-]+)/, what: 'a hash of a password' },
  { anchor: /\{S?SHA/g, parts: /^(\{S?SHA\d*\})([A-Za-z\d+/=]+)/, what: 'a hash of a password' },
];

/** Words of sentences are not credentials: one is long, or has digits or capitals in it. */
const isTold = (secret: string, { what }: Placed): boolean =>
  secret.length >= (what.startsWith('a URL') ? 3 : 6) && (what !== HEADER || secret.length >= 20 || /\d|[a-z][A-Z]/.test(secret));

interface Found {
  readonly span: Span;
  readonly what: string;
}

function* privateKeys(text: string): Iterable<Found> {
  for (let at = text.indexOf('-----BEGIN '); at >= 0; at = text.indexOf('-----BEGIN ', at + 1)) {
    const title = /^-----BEGIN [A-Z\d ]*PRIVATE KEY(?: BLOCK)?-----/.exec(text.slice(at, at + 100))?.[0];
    const end = title === undefined ? -1 : text.indexOf('-----', at + title.length);
    if (title !== undefined) yield { span: [at + title.length, end < 0 ? text.length : end], what: 'a private key' };
  }
}

function* formsIn(text: string): Iterable<Found> {
  for (const { index, 0: word } of text.matchAll(/[\w.-]+/g)) {
    const what = credential(word);
    if (what !== undefined) yield { span: [index, index + word.length], what };
  }
  yield* privateKeys(text);
  for (const form of PLACED)
    for (const { index } of text.matchAll(form.anchor)) {
      const [, before = '', secret = ''] = form.parts.exec(text.slice(index, index + REACH)) ?? [];
      const start = index + before.length;
      if (isTold(secret, form) && !isOpen(secret)) yield { span: [start, start + secret.length], what: form.what };
    }
}

/** Where credentials of known form stand in a text. Its time is linear: from an anchor only so much is looked at. */
export const formSpans = (text: string): readonly Span[] => [...formsIn(text)].map(({ span }) => span);

export const HIDDEN = '(secret)';

/** A sentence of ours, which may speak of passwords and tokens, without what looks like one. */
export const withoutForms = (text: string): string => replaced(text, merged(formSpans(text)), () => HIDDEN);

/** The known kind of credential that a text holds. */
export function knownSecret(text: string): string | undefined {
  for (const { what } of formsIn(text)) return what;
  return undefined;
}
