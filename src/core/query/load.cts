// The two parsers take a cold process ten milliseconds to load, and most apps have neither a query nor a condition: they are loaded when
// the first is read that is not in a common form. Only CommonJS can do that without making everything above asynchronous. `npm run package`
// puts each into a file of its own.
import type { Tree } from '@lezer/common' with { 'resolution-mode': 'import' };

import type jsep = require('jsep');

export = {
  promql: (): { readonly parser: { parse(text: string): Tree } } => require('@prometheus-io/lezer-promql'),
  expressionParser: (): typeof jsep => require('jsep'),
};
