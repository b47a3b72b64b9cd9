import { type App, byPlace, type Finding } from '../core/index.js';
import { checkPromotionOrder, type Windows } from '../core/promotion/index.js';
import type { LoadedApp } from './apps.js';
import { imageMistakes } from './image-keys.js';

/** The windows of an app's environments, read; and all that is wrong with its rules of promotion, in the order of the file. */
export async function rulesOf(loaded: LoadedApp): Promise<{ readonly windows: Windows; readonly findings: readonly Finding[] }> {
  const { windows, findings } = await windowsOf(loaded.app);
  return { windows, findings: [...orderMistakes(loaded), ...findings].toSorted(byPlace) };
}

/** What is wrong with the rules of promotion, windows left out: those are not asked by a rollback. */
export function orderMistakes(loaded: LoadedApp): readonly Finding[] {
  return [...checkPromotionOrder(loaded.app), ...imageMistakes(loaded)].toSorted(byPlace);
}

/** Their parser is loaded only for an app that has some. */
async function windowsOf({ environments }: App): Promise<{ readonly windows: Windows; readonly findings: readonly Finding[] }> {
  const withRules = environments.filter(({ promote }) => promote.windows.length > 0);
  if (withRules.length === 0) return { windows: new Map(), findings: [] };
  const { parseWindows } = await import('../core/windows/parse-windows.js');
  const parsed = withRules.map(({ name, promote }) => [name, parseWindows(promote.windows)] as const);
  return {
    windows: new Map(parsed.flatMap(([name, outcome]) => (outcome.ok ? [[name, outcome.value] as const] : []))),
    findings: parsed.flatMap(([, outcome]) => outcome.findings),
  };
}
