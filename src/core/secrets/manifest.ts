import type { Span } from './spans.js';

const SECRET = /^([ \t]*)(?:- )?["']?kind["']?:[ \t]*["']?Secret(?:List)?["']?[ \t\r]*$/;
const FLOW = /["']?kind["']?[ \t]{0,64}:[ \t]{0,64}["']?Secret(?:List)?\b/;
const FLOW_PART = /[^\w](?:data|stringData)["']?[ \t]{0,64}:[ \t]{0,64}\{([^{}]{1,1048576})\}/g;
const PART = /^([ \t]*)(?:- )?["']?(?:data|stringData)["']?:[ \t\r]*(?:#.*)?$/;
const ENTRY = /^[ \t]*(?:["'][^"'\n]*["']|[^\s:"']+):[ \t]+/;
const BLOCK = /^[|>][-+\d]*$/;

/** What stands under `data` and `stringData` of the Secrets in a YAML text. Lines are read once, documents apart. */
export function manifestSpans(text: string): readonly Span[] {
  if (!text.includes('Secret') || !text.includes('ata')) return [];
  const spans: Span[] = [];
  let at = 0;
  for (const document of text.split(/^(?=---)/m)) {
    if (FLOW.test(document)) {
      for (const { index, 0: part, 1: inside = '' } of document.matchAll(FLOW_PART))
        spans.push([at + index + part.length - inside.length - 1, at + index + part.length - 1]);
      if (document.split('\n').some((line) => SECRET.test(line))) spans.push(...partsOf(document, at));
    }
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
      const end = line.trimEnd();
      // The first line of a block, and a map, hold nothing yet.
      if (!end.endsWith(':') && !BLOCK.test(end.slice(key ?? end.length))) spans.push([at + (key ?? indent), at + end.length]);
    } else if (part) inside = indent + (line.trimStart().startsWith('- ') ? 2 : 0);
    at += line.length + 1;
  }
  return spans;
}
