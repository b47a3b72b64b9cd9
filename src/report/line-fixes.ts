import { applyEdits, digestOf, secretSpans, type TextEdit } from '../core/index.js';
import { clean } from './clean.js';
import { linesOf, type Sources } from './excerpt.js';
import type { EnvironmentFinding } from './group.js';

/** A line that certain fixes change, whole. */
export interface LineFix {
  readonly path: string;
  readonly line: number;
  readonly before: string;
  /** Without a line break at its end; it may have become several lines. */
  readonly after: string;
  /** What is wrong with it. */
  readonly findings: readonly EnvironmentFinding[];
  /** Stays the same while the line moves; of lines alike in a file each has its own. */
  readonly mark: string;
}

const MOST = 1_000;

/** What must not be repeated to users: secrets, and what only looks like the line (invisible or turned text). */
const isShowable = (text: string): boolean => text.length <= MOST && secretSpans(text).length === 0 && clean(text) === text;

/** The lines that the certain fixes of findings change, in the order of the files; those that cannot be shown are left out. */
export function lineFixes(findings: readonly EnvironmentFinding[], sources: Sources): readonly LineFix[] {
  const lines = new Map<string, { edits: TextEdit[]; findings: EnvironmentFinding[] }>();
  for (const item of findings) {
    if (!item.edit) continue;
    const key = `${item.edit.path}\0${item.edit.line}`;
    const known = lines.get(key) ?? { edits: [], findings: [] };
    known.edits.push(item.edit);
    known.findings.push(item);
    lines.set(key, known);
  }
  const seen = new Map<string, number>();
  const lineAt = linesOf(sources);
  return [...lines.values()]
    .map(({ edits, findings: about }) => ({ edits, about, at: edits[0] ?? { path: '', line: 1 } }))
    .toSorted(({ at: a }, { at: b }) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
    .flatMap(({ edits, about, at: { path, line } }): readonly LineFix[] => {
      const { text, secrets } = lineAt(path, line) ?? {};
      if (text === undefined || secrets?.length !== 0 || edits.some(({ secret }) => secret)) return [];
      const { text: changed } = applyEdits(
        text,
        edits.map((edit) => ({ ...edit, line: 1 })),
      );
      const [before, after] = [text, changed.replaceAll('\r', '')];
      const shown = [before, ...after.split('\n')].map((part) => part.replaceAll('\t', ' '));
      if (before === after || !shown.every(isShowable)) return [];
      const key = JSON.stringify([path, before, after]);
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      return [{ path, line, before, after, findings: about, mark: digestOf(`${key}${count}`).slice(-16) }];
    });
}
