import { isOpen } from './names.js';
import { merged, replaced, type Span } from './spans.js';

/** What a credential looks like: first what stands before it, then itself. Each reads a text once, so their time is linear. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/(^|[^\w-])(gh[pousr]_[A-Za-z0-9][\w.-]{19,}|github_pat_\w{22,})/g, 'a GitHub token'],
  [/(^|[^\w-])(gl(?:pat|ptt|rt|dt|cbt|soat|ft|imt|agent|ffct)-[\w.-]{16,})/g, 'a GitLab token'],
  [/(^|\W)((?:AKIA|ASIA)[A-Z0-9]{16})(?!\w)/g, 'an AWS access key'],
  [/(^|[^\w-])(xox[abeoprs]-[-A-Za-z0-9]{10,}|xapp-[-A-Za-z0-9]{10,})/g, 'a Slack token'],
  [/(hooks\.slack\.com\/(?:services|workflows)\/)([\w/-]{12,})/g, 'a Slack webhook'],
  [/(discord(?:app)?\.com\/api\/webhooks\/)([\w/-]{20,})/g, 'a Discord webhook'],
  [/(^|\W)((?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,})/g, 'a Stripe key'],
  [/(^|[^\w-])(AIza[\w-]{35}|ya29\.[\w.-]{20,}|GOCSPX-[\w-]{20,})/g, 'a Google API key'],
  [/(^|\W)(npm_[A-Za-z0-9]{36})(?!\w)/g, 'an npm token'],
  [/(^|[^\w-])(pypi-AgE[\w-]{20,})/g, 'a PyPI token'],
  [/(^|[^\w-])(SG\.[\w-]{16,}\.[\w-]{16,})/g, 'a SendGrid key'],
  [/(^|[^\w-])(dckr_(?:pat|oat)_[\w-]{16,}|hf_[A-Za-z0-9]{30,}|do[opr]_v1_[a-f0-9]{40,})/g, 'an access token'],
  [/(^|[^\w-])(sk-(?:ant|proj|svcacct|admin|or)-[\w-]{16,}|sk-[A-Za-z0-9]{32,})/g, 'an API key'],
  [
    /(^|[^\w.-])(hv[sbr]\.[\w-]{20,}|gl(?:sa|c)_[\w=]{20,}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|dapi[a-f0-9]{32})/g,
    'an access token',
  ],
  [/(^|[^\w-])(AGE-SECRET-KEY-1[A-Z0-9]{20,})/g, 'a private key'],
  [/(^|[^\w-])(eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)/g, 'a signed token (JWT)'],
  [/(-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----)([^-]*(?:-{1,4}[^-]+)*)/g, 'a private key'],
  [/(:\/\/[^\s:/@"'`<>]{0,256}:)(?![$<{*])([^\s/"'`<>]{3,512})@/g, 'a URL with a password'],
  [
    /((?:^|[^\w-])(?:[Bb]earer|[Bb]asic)[ \t]{1,8})(?=[\w.~+/=-]{0,400}(?:\d|[a-z][A-Z])|[\w.~+/=-]{20})([\w.~+/=-]{6,})/g,
    'an Authorization header',
  ],
  [/(\$(?:apr1|2[abxy]|argon2id?|argon2i|scrypt|y|1|5|6)\$)([\w./$=,+-]{8,})/g, 'a hash of a password'],
  [/(\{S?SHA\d{0,3}\})([A-Za-z0-9+/=]{20,})/g, 'a hash of a password'],
];

/** Where credentials of known form stand in a text. */
export const formSpans = (text: string): readonly Span[] =>
  FORMS.flatMap(([pattern]) =>
    [...text.matchAll(pattern)].flatMap(({ index, 1: before = '', 2: secret = '' }): readonly Span[] =>
      isOpen(secret) ? [] : [[index + before.length, index + before.length + secret.length]],
    ),
  );

export const HIDDEN = '(secret)';

/** A sentence of ours, which may speak of passwords and tokens, without what looks like one. */
export const withoutForms = (text: string): string => replaced(text, merged(formSpans(text)), () => HIDDEN);

/** The known kind of credential that a text holds. */
export const knownSecret = (text: string): string | undefined =>
  FORMS.find(([pattern]) => [...text.matchAll(pattern)].some(({ 2: secret = '' }) => !isOpen(secret)))?.[1];
