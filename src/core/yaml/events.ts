import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

/** Offsets count UTF-16 units from the start of the text; `end` is exclusive. */
interface Range {
  readonly start: number;
  readonly end: number;
}
interface Properties extends Range {
  readonly anchor?: string;
  readonly tag?: string;
}
export interface ScalarNode extends Properties {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}
export interface ListNode extends Properties {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}
export interface MapNode extends Properties {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly { readonly key: YamlNode; readonly value: YamlNode }[];
}
export interface AliasNode extends Range {
  readonly kind: 'alias';
  readonly name: string;
}
export type YamlNode = ScalarNode | ListNode | MapNode | AliasNode;

/** Thrown for text that is not YAML; `offset` is where the reader gave up. */
export class YamlSyntaxError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const FLOW = 2;
const STYLES = new Map<number, ScalarNode['style']>([
  [SCALAR_STYLE.PLAIN, 'plain'],
  [SCALAR_STYLE.SINGLE_QUOTED, 'single'],
  [SCALAR_STYLE.DOUBLE_QUOTED, 'double'],
]);

/** The parser's reasons that say too little to the people who wrote the file. */
const REASONS: Readonly<Record<string, string>> = {
  'deficient indentation': 'this line is not indented enough, or a quote or bracket before it is not closed',
  'nesting exceeded maxDepth (100)': 'maps and lists nest more than 100 levels deep',
};

/** Reads a YAML stream to one tree per document (undefined for an empty one). Throws YamlSyntaxError. */
export function parseTrees(text: string): readonly (YamlNode | undefined)[] {
  let events: ReturnType<typeof parseEvents>;
  try {
    events = parseEvents(text, {});
  } catch (error) {
    if (error instanceof YAMLException)
      throw new YamlSyntaxError(REASONS[error.reason] ?? error.reason, error.mark?.position ?? 0);
    throw error;
  }
  let next = 0;
  let last = 0;

  function properties(event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }) {
    return {
      ...(event.anchorStart < 0 ? {} : { anchor: text.slice(event.anchorStart, event.anchorEnd) }),
      ...(event.tagStart < 0 ? {} : { tag: text.slice(event.tagStart, event.tagEnd) }),
    };
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
      case EVENT_ID.ALIAS:
        last = event.anchorEnd;
        return {
          kind: 'alias',
          start: event.anchorStart - 1,
          end: event.anchorEnd,
          name: text.slice(event.anchorStart, event.anchorEnd),
        };
      case EVENT_ID.SCALAR: {
        // js-yaml gives the text between the quotes; the quotes belong to what people see and edit.
        const quotes = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
        const style = STYLES.get(event.style) ?? 'block';
        // An empty value has no place of its own: it stands right behind its key.
        const range =
          event.valueStart < 0 ? { start: last, end: last } : { start: event.valueStart - quotes, end: event.valueEnd + quotes };
        last = range.end;
        return { kind: 'scalar', text: getScalarValue(text, event), style, ...range, ...properties(event) };
      }
      case EVENT_ID.SEQUENCE: {
        const items = children();
        return {
          kind: 'list',
          flow: event.style === FLOW,
          items,
          start: event.start,
          end: items.at(-1)?.end ?? event.start + 1,
          ...properties(event),
        };
      }
      case EVENT_ID.MAPPING: {
        const flat = children();
        const entries = [];
        for (let i = 0; i + 1 < flat.length; i += 2) {
          const [key, value] = [flat[i], flat[i + 1]];
          if (key && value) entries.push({ key, value });
        }
        return {
          kind: 'map',
          flow: event.style === FLOW,
          entries,
          start: event.start,
          end: flat.at(-1)?.end ?? event.start + 1,
          ...properties(event),
        };
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
  return documents;
}
