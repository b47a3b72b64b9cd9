import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent, YAMLException } from 'js-yaml';
import type { MapNode, ScalarNode, YamlNode } from './nodes.js';
import { type Refusal, strangeAnchor, strangeCharacter, strangeEscape, strangeTab, strangeTag } from './refused.js';

/** Thrown for text that is not YAML; `offset` is where the reader gave up. */
export class YamlSyntaxError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const FLOW = 2;
const INDENT = ' '.repeat(64);
// Over all attempts: a large file is not read a thousand times.
const MOST_READ = 8 << 20;
/** js-yaml's reasons that say too little to the users who wrote the file. */
const REASONS: Readonly<Record<string, string>> = {
  'deficient indentation': 'this line is not indented enough for the list, map or quotes that it stands in',
  'nesting exceeded maxDepth (100)': 'maps and lists nest more than 100 levels deep',
};

interface Parsed {
  readonly events: readonly Event[];
  readonly source: string;
  /** From an offset of what was parsed back to the text. */
  readonly toText: (offset: number) => number;
}

const same = (offset: number) => offset;

/**
 * Reads a text to js-yaml's events. js-yaml holds flow collections and quoted scalars to YAML 1.2's indentation; go-yaml, and so
 * Helm, lets `]` stand under its key. Where js-yaml stops for that, the line is indented and read again: white space has no meaning
 * there. Throws YamlSyntaxError.
 */
function parse(text: string): Parsed {
  const added: number[] = [];
  const back = (offset: number) => offset - INDENT.length * added.filter((at) => at < offset).length;
  let read = text.length;
  for (let source = text; ; read += source.length) {
    try {
      return { events: parseEvents(source, {}), source, toText: added.length === 0 ? same : back };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const at = error.mark?.position ?? 0;
      if (error.reason !== 'deficient indentation' || read > MOST_READ)
        throw new YamlSyntaxError(REASONS[error.reason] ?? error.reason, back(at));
      // A tab between `:` and a flow collection is as good as a space.
      const line = source.lastIndexOf('\n', at - 1) + 1;
      const tab = /^(?:[^"'\t]|"[^"\t]*"|'[^'\t]*')*:[ ]*\t/.exec(source.slice(line, at))?.[0].length ?? 0;
      if (tab > 0) {
        source = `${source.slice(0, line + tab - 1)} ${source.slice(line + tab)}`;
        continue;
      }
      source = source.slice(0, line) + INDENT + source.slice(line);
      added.push(line);
    }
  }
}

function styleOf({ style }: ScalarEvent): ScalarNode['style'] {
  if (style === SCALAR_STYLE.PLAIN) return 'plain';
  if (style === SCALAR_STYLE.DOUBLE_QUOTED) return 'double';
  return style === SCALAR_STYLE.SINGLE_QUOTED ? 'single' : 'block';
}

/** Reads a YAML stream to one tree per document (undefined for an empty one). Throws YamlSyntaxError. */
export function parseTrees(text: string): readonly (YamlNode | undefined)[] {
  refuse(strangeCharacter(text));
  const { events, source, toText } = parse(text);
  /** Where tabs may begin a line. */
  const inside: [number, number][] = [];
  let next = 0;
  // An empty value has no place of its own: it stands right behind what came before it.
  let last = 0;

  function properties(event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }) {
    if (event.anchorStart < 0 && event.tagStart < 0) return undefined;
    if (event.anchorStart >= 0)
      refuse(strangeAnchor(source.slice(event.anchorStart, event.anchorEnd), toText(event.anchorStart)));
    if (event.tagStart >= 0) {
      refuse(strangeTag(source.slice(event.tagStart, event.tagEnd), toText(event.tagStart)));
      if (/\S/.test(source[event.tagEnd] ?? ' '))
        refuse({ offset: toText(event.tagStart), reason: 'a space must stand behind a tag' });
    }
    return {
      ...(event.anchorStart < 0 ? {} : { anchor: source.slice(event.anchorStart, event.anchorEnd) }),
      ...(event.tagStart < 0 ? {} : { tag: source.slice(event.tagStart, event.tagEnd) }),
    };
  }

  function scalar(event: ScalarEvent): ScalarNode {
    const style = styleOf(event);
    // js-yaml gives what stands between the quotes; the quotes belong to what users see and edit.
    const quotes = style === 'single' || style === 'double' ? 1 : 0;
    const start = event.valueStart < 0 ? last : toText(event.valueStart) - quotes;
    if (event.valueStart >= 0) last = toText(event.valueEnd) + quotes;
    if (style === 'double') refuse(strangeEscape(text.slice(start + 1, last - 1), start + 1));
    if (style !== 'plain') inside.push([start, last]);
    return { kind: 'scalar', text: getScalarValue(source, event), style, start, end: last, ...properties(event) };
  }

  function children(): YamlNode[] {
    const out: YamlNode[] = [];
    while (events[next]?.type !== EVENT_ID.POP) out.push(node());
    next++;
    return out;
  }

  function node(): YamlNode {
    const event = events[next++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return scalar(event);
      case EVENT_ID.ALIAS:
        last = toText(event.anchorEnd);
        refuse(strangeAnchor(source.slice(event.anchorStart, event.anchorEnd), toText(event.anchorStart)));
        return {
          kind: 'alias',
          name: source.slice(event.anchorStart, event.anchorEnd),
          start: toText(event.anchorStart) - 1,
          end: last,
        };
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const items = children();
        const start = toText(event.start);
        if (event.style === FLOW) inside.push([start, items.at(-1)?.end ?? start]);
        const common = { flow: event.style === FLOW, start, end: items.at(-1)?.end ?? start + 1, ...properties(event) };
        return event.type === EVENT_ID.SEQUENCE
          ? { kind: 'list', ...common, items }
          : { kind: 'map', ...common, entries: pairs(items, common.flow ? '' : text) };
      }
      default:
        throw new Error('yaml events out of order');
    }
  }

  const documents: (YamlNode | undefined)[] = [];
  while (next < events.length) {
    next++; // the document's own event
    documents.push(children()[0]);
  }
  refuse(strangeTab(text, inside));
  return documents;
}

function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw new YamlSyntaxError(refusal.reason, refusal.offset);
}

/** Keys and values of a map. In block style, `text` is given: a map within cannot begin on the line of its key. */
function pairs(items: readonly YamlNode[], text: string): MapNode['entries'] {
  const entries: { key: YamlNode; value: YamlNode }[] = [];
  for (let i = 0; i + 1 < items.length; i += 2) {
    const [key, value] = [items[i], items[i + 1]];
    if (!key || !value) continue;
    if (
      text !== '' &&
      value.kind === 'map' &&
      !value.flow &&
      !text.slice(key.end, value.start).includes('\n') &&
      text[value.start] !== '?'
    )
      throw new YamlSyntaxError('a second `key:` on the line of a key', value.start);
    entries.push({ key, value });
  }
  return entries;
}
