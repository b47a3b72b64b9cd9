import type { Span } from './spans.js';

const SECRET = /^([ \t]*)(?:- )?["']?kind["']?:[ \t]*["']?Secret(?:List)?["']?[ \t\r]*$/;
const PART = /^([ \t]*)(?:- )?["']?(?:data|stringData)["']?:[ \t\r]*(?:#.*)?$/;
const ENTRY = /^[ \t]*(?:["'][^"'\n]*["']|[^\s:]+):[ \t]+(?=\S)(?![|>][-+\d]*\s*$)/;

/** What stands under `data` and `stringData` of the Secrets in a YAML text. Lines are read once, documents apart. */
export function manifestSpans(text: string): readonly Span[] {
  if (!text.includes('Secret') || !text.includes('ata')) return [];
  const spans: Span[] = [];
  let at = 0;
  for (const document of text.split(/^(?=---)/m)) {
    if (document.split('\n').some((line) => SECRET.test(line))) spans.push(...partsOf(document, at));
    at += document.length;
  }
  return spans;
}

function partsOf(document: string, from: number): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  let inside: number | undefined;
  for (const line of document.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const part = PART.exec(line);
    if (inside !== undefined && line.trim() !== '' && indent <= inside) inside = undefined;
    if (inside !== undefined && line.trim() !== '') {
      const key = ENTRY.exec(line)?.[0].length;
      const isBare = key === undefined && !/:[ \t]*(?:[|>][-+\d]*)?\s*$/.test(line);
      if (key !== undefined || isBare) spans.push([at + (key ?? indent), at + line.trimEnd().length]);
    } else if (part) inside = indent + (line.trimStart().startsWith('- ') ? 2 : 0);
    at += line.length + 1;
  }
  return spans;
}
