import { concealed, type TextEdit } from '../core/index.js';
import { clean, cleanStart } from './clean.js';
import type { Show } from './place.js';
import { shorten } from './shorten.js';

const WIDTH = 120;

/** What was changed in files: `fixed file:line:column: before → after`, one line each. */
export const formatEdits = (edits: readonly TextEdit[], show: Show): string =>
  edits
    .map(({ path, line, column, before, after }) => {
      const [old, now] = [before, after].map((text) => shorten(clean(concealed(text)), WIDTH));
      return `fixed ${cleanStart(show(path))}:${line}:${column}: ${old} → ${now}\n`;
    })
    .join('');
