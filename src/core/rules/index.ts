import { duplicateObject } from './object/duplicate.js';
import { badName } from './object/name.js';
import type { Rule } from './rule.js';

/** Every rule about rendered objects, in the order in which the reference page lists them. */
export const RULES: readonly Rule[] = [badName, duplicateObject];
