import { lists, merge } from './collections.js';
import { concat } from './concat.js';
import { base64, json, sha256 } from './encode.js';
import { fail } from './fail.js';
import { helmBlock, helmQuote, shellQuote } from './helm.js';
import type { Helper } from './helper.js';
import { and, eq, not, or } from './logic.js';
import { contains, dnsName } from './names.js';
import { defaultTo, has, omitEmpty, onlyIf } from './presence.js';
import { noData, promql } from './promql.js';

/** Every helper that templates can call. Adding one is a file and a line here. */
export const HELPERS: readonly Helper[] = [
  has,
  defaultTo,
  omitEmpty,
  onlyIf,
  eq,
  not,
  and,
  or,
  concat,
  contains,
  dnsName,
  merge,
  lists,
  json,
  base64,
  sha256,
  fail,
  promql,
  noData,
  helmQuote,
  helmBlock,
  shellQuote,
];
