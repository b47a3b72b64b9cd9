import { equal, isList } from '../../base/json.js';
import { type Helper, HelperError } from './helper.js';

export const contains: Helper = {
  name: 'contains',
  usage: 'contains WHOLE PART',
  summary: 'True if a text holds another, or a list holds an item.',
  example: ['{{#if (contains release.name bundle.name)}}short: true{{/if}}', 'short: true'],
  arity: [2, 2],
  call: ([whole = null, part = null]) => {
    if (isList(whole)) return whole.some((item) => equal(item, part));
    if (typeof whole !== 'string' || typeof part !== 'string') throw new HelperError('takes two strings, or a list and an item');
    return whole.includes(part);
  },
};

/** Helm's `trunc 63 | trimSuffix "-"`: Kubernetes names of many kinds are DNS labels (RFC 1123). */
export const dnsName: Helper = {
  name: 'dnsName',
  usage: 'dnsName TEXT [SUFFIX]',
  summary: 'The text cut to the 63 characters of a DNS label, without a `-` at the end; the suffix counts and stays whole.',
  example: ['name: {{dnsName release.name "-preview"}}', 'name: web-preview'],
  arity: [1, 2],
  call: ([text = null, suffix = '']) => {
    if (typeof text !== 'string' || typeof suffix !== 'string') throw new HelperError('takes strings');
    return `${text.slice(0, 63 - suffix.length).replace(/-$/, '')}${suffix}`;
  },
};
