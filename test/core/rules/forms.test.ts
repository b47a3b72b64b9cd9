import { expect, test } from '@jest/globals';
import { DNS_LABEL, isDnsName, isLabelValue, isPortName, isQualifiedName } from '../../../src/core/rules/forms.js';

const LONG = (length: number) => 'a'.repeat(length);
/** A name of a domain in labels of at most 63 letters. */
const domain = (length: number) => LONG(length).replace(/.{64}/g, `${LONG(63)}.`);

/** The most that a name may have, and one more. */
test.each<[form: string, isOne: (text: string) => boolean, most: number, make: (length: number) => string]>([
  ['a label of a domain', (text) => DNS_LABEL.test(text), 63, LONG],
  ['the name of an object', isDnsName, 253, domain],
  ['the key of a label', isQualifiedName, 63, LONG],
  ['that behind a domain', isQualifiedName, 63, (length) => `acme.io/${LONG(length)}`],
  ['the domain of a key', isQualifiedName, 253, (length) => `${domain(length)}/a`],
  ['the value of a label', isLabelValue, 63, LONG],
  ['the name of a port', isPortName, 15, LONG],
])('%s has at most so many characters', (_, isOne, most, make) => {
  expect([1, 2, most - 1, most, most + 1].map((length) => isOne(make(length)))).toEqual([true, true, true, true, false]);
});

test.each<[form: string, isOne: (text: string) => boolean, good: readonly string[], bad: readonly string[]]>([
  ['a label of a domain', (text) => DNS_LABEL.test(text), ['a-b', '0', '0a'], ['', '-a', 'a-', 'A', 'a.b', 'a_b']],
  ['the name of an object', isDnsName, ['a.b', 'a-b.0'], ['', '.a', 'a.', 'a..b', 'a.-b', 'A']],
  ['the key of a label', isQualifiedName, ['a', 'A_b.c-d', 'a.b/c'], ['', '/a', 'a/', 'a/b/c', '-a', 'a-', 'A/b', 'a b']],
  ['the value of a label', isLabelValue, ['', 'a', 'A_b.c-d'], ['-a', 'a-', 'a b', 'a/b']],
  ['the name of a port', isPortName, ['a', '0a', 'a-b-c'], ['', '0', '80', '-a', 'a-', 'a--b', 'A', 'a_b']],
])('%s has a form', (_, isOne, good, bad) => {
  expect(good.filter((text) => !isOne(text))).toEqual([]);
  expect(bad.filter(isOne)).toEqual([]);
});
