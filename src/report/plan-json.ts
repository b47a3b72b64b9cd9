import { cleanJson } from './clean.js';
import type { PlanReport } from './plan.js';

/** The plan as JSON: per app and environment the decision, its reason, and the lines that change. */
export const planJson = (reports: readonly PlanReport[]): string =>
  `${cleanJson(JSON.stringify(reports.map(toJson), null, 2))}\n`;

const toJson = ({ app, environments }: PlanReport) => ({
  app,
  environments: environments.map(({ environment, decision, reason, from, to, until, edits = [], digest = {} }) => ({
    environment,
    decision,
    reason,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
    lines: edits.map(({ path, line, before, after }) => ({ path, line, before, after })),
    digest,
  })),
});
