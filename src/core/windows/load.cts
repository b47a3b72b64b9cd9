// The libraries of windows are loaded when the first window of their kind is read: most apps have none. Only CommonJS can do that without
// making everything above asynchronous.
import type { Cron } from 'croner' with { 'resolution-mode': 'import' };
import type { RRuleTemporal } from 'rrule-temporal' with { 'resolution-mode': 'import' };

export = {
  croner: (): { readonly Cron: typeof Cron } => require('croner'),
  rruleTemporal: (): { readonly RRuleTemporal: typeof RRuleTemporal } => require('rrule-temporal'),
};
