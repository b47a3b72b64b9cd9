/** How the tags of an app are ordered; `any`: not at all. */
export const SCHEMES = ['semver', 'calver', 'lexical', 'any'] as const;
export type Scheme = (typeof SCHEMES)[number];
