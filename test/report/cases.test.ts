import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { diffObjects } from '../../src/core/diff/index.js';
import * as report from '../../src/report/index.js';
import { objectsOf } from '../core/diff/objects.js';

/** A case gives objects before and after as YAML streams; their diff is what the reports are about. */
interface Sides {
  readonly base?: string;
  readonly head?: string;
}
interface Case {
  readonly sources?: Readonly<Record<string, string>>;
  readonly findings?: readonly report.FindingsOf[];
  readonly preview?: readonly { app: string; environments: (Sides & Omit<report.EnvironmentPreview, 'changes'>)[] }[];
  readonly digests?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly decisions?: readonly report.PlanRow[];
  readonly limit?: number;
  readonly promotion?: Omit<report.Promotion, 'apps'> & {
    readonly apps: readonly (Sides & Omit<report.PromotedApp, 'changes'>)[];
  };
  readonly plan?: readonly { app: string; tag?: string; environments: (Sides & Omit<report.EnvironmentPlan, 'changes'>)[] }[];
}

function withChanges<T extends Sides>({ base = '', head = '', ...rest }: T) {
  return { ...rest, changes: diffObjects(objectsOf(base), objectsOf(head)) };
}

function outputs({ sources = {}, findings, digests, decisions, preview, limit, promotion, plan }: Case): Record<string, string> {
  const out: Record<string, string> = {};
  if (findings) {
    const grouped = report.groupFindings(findings);
    const options = { sources: (path: string) => sources[path] };
    for (const as of report.FINDINGS_FORMATS) out[`expected.${as}`] = report.formatFindings(grouped, as, options);
    out['expected.ansi'] = report.formatFindings(grouped, 'pretty', { ...options, colour: true });
  }
  if (digests) out['expected.check.md'] = report.findingsSummary(findings ?? [], digests);
  if (decisions) out['expected.promotion.md'] = report.promotionSummary(decisions, findings ?? []);
  if (preview) {
    const apps = preview.map(({ app, environments }) => ({ app, environments: environments.map(withChanges) }));
    out['expected.md'] = report.previewComment({ apps }, limit);
    out['expected.summary.md'] = report.previewSummary({ apps });
  }
  if (promotion) out['expected.md'] = report.promotionBody({ ...promotion, apps: promotion.apps.map(withChanges) }, limit);
  if (plan) {
    const apps = plan.map(({ environments, ...app }) => ({ ...app, environments: environments.map(withChanges) }));
    out['expected.txt'] = report.formatPlan(apps, { seconds: 0.42 });
  }
  return out;
}

const cases = new URL('cases/', import.meta.url);

test.each(readdirSync(cases))('%s', (name) => {
  const folder = new URL(`${name}/`, cases);
  const input: Case = parse(readFileSync(new URL('input.yaml', folder), 'utf8'));
  const made = outputs(input);
  for (const [file, text] of Object.entries(made)) {
    const expected = new URL(file, folder);
    if (process.env['UPDATE'] === '1' || !existsSync(expected)) writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, 'utf8'));
  }
  expect(readdirSync(folder).toSorted()).toEqual(['input.yaml', ...Object.keys(made)].toSorted());
});
