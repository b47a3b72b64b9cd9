// Forms of names that several rules ask for. Source: apimachinery, util/validation/validation.go.
export const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** The form of a domain's name, whatever its length. */
export const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

export const isDnsName = (name: string): boolean => name.length <= 253 && SUBDOMAIN.test(name);

/** The form of a label's or annotation's key: `name` or `example.com/name`. */
export function isQualifiedName(key: string): boolean {
  const slash = key.indexOf('/');
  return QUALIFIED.test(key.slice(slash + 1)) && (slash < 0 || isDnsName(key.slice(0, slash)));
}

export const isLabelValue = (value: string): boolean => VALUE.test(value);

/** The name of a port: at most 15 of a-z, 0-9 and `-`, with a letter, and no `-` at an end or doubled (IANA service names). */
export const isPortName = (name: string): boolean =>
  /^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes('--');
