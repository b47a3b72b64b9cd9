import type { Check } from './check.js';
import { duplicates } from './duplicates.js';
import { names } from './names.js';

export const CHECKS: readonly Check[] = [names, duplicates];
