// Patterns of users are rare, and the engine takes a cold process some milliseconds: it is loaded with the first of them, as src/core/query/load.cts does.
import type re2js = require('re2js');

export = { re2: (): typeof re2js => require('re2js') };
