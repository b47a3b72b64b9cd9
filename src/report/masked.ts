import { isNamedSecret, type Json } from '../core/index.js';

/** For JSON.stringify: hides what stands under the name of a secret. */
export function masked(this: Json, key: string, value: Json): Json {
  return typeof value === 'string' && isNamedSecret(this, key) ? '(secret)' : value;
}
