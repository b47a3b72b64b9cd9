import { formatGithub } from './github.js';
import type { EnvironmentFinding } from './group.js';
import { formatJson } from './json.js';
import { formatJunit } from './junit.js';
import { formatPretty, type PrettyOptions } from './pretty.js';
import { type Entries, formatSarif } from './sarif.js';
import { formatText } from './text.js';

export { againstBaseline, BASELINE, writeBaseline } from './baseline.js';
export { formatEdits } from './edits.js';
export { type FindingEntry, formatEntry } from './entry.js';
export type { Sources } from './excerpt.js';
export { type EnvironmentFinding, type FindingsOf, groupFindings } from './group.js';
export { type LineFix, lineFixes } from './line-fixes.js';
export { type Digests, shortDigest } from './markdown/digest.js';
export { prose } from './markdown/escape.js';
export { isSuggested, suggestionBody } from './markdown/fixes.js';
export { closedBody, type Marker, markersIn, promotionMarker } from './markdown/marker.js';
export { type PreviewReport, previewComment, previewMarker, previewSummary } from './markdown/preview.js';
export { type Commits, type PromotedApp, type Promotion, promotionBody } from './markdown/promotion.js';
export type { EnvironmentPreview } from './markdown/sections.js';
export { findingsSummary, type PlanRow, promotionSummary } from './markdown/summary.js';
export { type EnvironmentPlan, formatPlan, type PlanOptions, type PlanReport } from './plan.js';
export { planJson } from './plan-json.js';

export const FINDINGS_FORMATS = ['pretty', 'text', 'json', 'github', 'sarif', 'junit'] as const;
export type FindingsFormat = (typeof FINDINGS_FORMATS)[number];

/**
 * Findings as text, which ends with a line break or is empty. `pretty` reads the options (without sources it shows no excerpts), and `text`
 * reads `show`; the formats for programs name files from the repository's root. `sarif` reads `version` and `entries`.
 */
export function formatFindings(
  list: readonly EnvironmentFinding[],
  as: FindingsFormat,
  options: Partial<PrettyOptions> & { readonly version?: string; readonly entries?: Entries } = {},
): string {
  const { sources = () => undefined, colour = false, show = (path) => path } = options;
  switch (as) {
    case 'pretty':
      return formatPretty(list, { sources, colour, show });
    case 'text':
      return formatText(list, show);
    case 'json':
      return formatJson(list);
    case 'github':
      return formatGithub(list);
    case 'sarif':
      return formatSarif(list, options.version ?? '0.0.0', options.entries);
    case 'junit':
      return formatJunit(list);
  }
}
