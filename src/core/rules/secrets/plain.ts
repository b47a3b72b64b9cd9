import type { Path } from '../../base/json.js';
import type { RenderedObject } from '../../objects/types.js';
import { isOpen, isUrl, knownSecret, namesSecret } from '../../secrets/index.js';
import type { Mistake, Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, textAt } from '../set.js';

/** What may stand for a secret and be none: a reference, a path, a number. */
const HARMLESS = /^\$[({]|^\{\{|^\/|^\d+$/;

/** Bits per character, by how often each occurs (Shannon). Words have under 3.5, random keys of 20 and more letters over 4. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

const looksRandom = (text: string) =>
  /^[-A-Za-z0-9+/_=]{24,}$/.test(text) && /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && entropy(text) > 4.2;

/** What a text gives away, if anything. */
function secretIn(name: string, text: string): { readonly what: string; readonly sure: boolean } | undefined {
  const known = knownSecret(text);
  if (known !== undefined) return { what: known, sure: true };
  if (HARMLESS.test(text) || isOpen(text, name) || isUrl(text)) return undefined;
  if (namesSecret(name)) return { what: 'a credential, by its name', sure: false };
  return looksRandom(text) ? { what: 'a key, by its looks', sure: false } : undefined;
}

function* mistake(object: RenderedObject, path: Path, name: string, text: string, where: string): Iterable<Mistake> {
  const found = secretIn(name, text);
  if (!found) return;
  yield {
    object,
    path,
    ...(found.sure ? { severity: 'error' as const } : {}),
    message: `${where} holds ${found.what} in plain text`,
    fix: 'take it from a Secret that is made outside of Git',
  };
}

export const plainCredential: Rule = {
  code: 'secret/plain-text',
  why: 'Everybody who can read the repository, or the object in the cluster, has it.',
  link: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  *check({ containers, of }) {
    for (const { object, path, data, name: container } of containers) {
      for (const [at, item] of itemsAt(data, 'env')) {
        const [name, value] = [textAt(item, 'name') ?? '', textAt(item, 'value')];
        if (value !== undefined)
          yield* mistake(object, [...path, ...at, 'value'], name, value, `the variable ${name} of container ${container}`);
      }
      for (const key of ['args', 'command'])
        for (const [i, item] of listAt(data, key).entries()) {
          if (typeof item !== 'string') continue;
          const [, name = '', value = item] = /^--?([-\w]+)=(.*)$/s.exec(item) ?? [];
          yield* mistake(object, [...path, key, i], name, value, `an argument of container ${container}`);
        }
    }
    for (const object of of('ConfigMap'))
      for (const [key, value] of Object.entries(mapAt(object.data, 'data')))
        if (typeof value === 'string') yield* mistake(object, ['data', key], key, value, `\`${key}\``);
  },
};
