import { concat } from './concat.js';
import type { Helper } from './helper.js';

export const HELPERS: readonly Helper[] = [concat];
