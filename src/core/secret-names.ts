const NAMED = /(password|passwd|pwd|token|secret|api[-_]?key|private[-_]?key|access[-_]?key|credentials?|dockerconfigjson)$/i;

/** True for a key that people keep secrets under: what stands there is not shown. */
export const namesSecret = (key: string): boolean => NAMED.test(key);
