import { memo } from '../base/memo.js';
import { readCommon } from './common.js';
import { type Query, readQuery as readByGrammar } from './grammar.js';

export type { Query } from './grammar.js';

/** Parses a PromQL expression and infers what it gives, as Prometheus does; see grammar.ts. */
export const readQuery = memo((text: string): Query => readCommon(text) ?? readByGrammar(text));
