import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** One event of a YAML stream. Offsets count UTF-16 units of the text; `end` is exclusive and includes the quotes. */
export type YamlEvent =
  | { readonly kind: 'document' | 'end' }
  | ({ readonly kind: 'list' | 'map'; readonly flow: boolean; readonly start: number } & Properties)
  | ({
      readonly kind: 'scalar';
      readonly text: string;
      readonly style: ScalarStyle;
      readonly start: number;
      readonly end: number;
    } & Properties)
  | { readonly kind: 'alias'; readonly name: string; readonly start: number; readonly end: number };

export interface Properties {
  readonly anchor?: string;
  readonly tag?: string;
}

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
/** js-yaml's reasons that say too little to the people who wrote the file. */
const REASONS: Readonly<Record<string, string>> = {
  'deficient indentation': 'this line is not indented enough for the list, map or quotes that it stands in',
  'nesting exceeded maxDepth (100)': 'maps and lists nest more than 100 levels deep',
};
const STYLES = new Map<number, ScalarStyle>([
  [SCALAR_STYLE.PLAIN, 'plain'],
  [SCALAR_STYLE.SINGLE_QUOTED, 'single'],
  [SCALAR_STYLE.DOUBLE_QUOTED, 'double'],
]);

/**
 * Reads a text to js-yaml's events. js-yaml holds flow collections and quoted scalars to YAML 1.2's indentation; go-yaml, and so
 * Helm, lets `]` stand under its key. Where js-yaml stops for that, the line is indented and read again: white space has no meaning
 * there. `toText` leads from an offset of what was parsed back to the text. Throws YamlSyntaxError.
 */
function parse(text: string): {
  readonly events: readonly Event[];
  readonly source: string;
  readonly toText: (offset: number) => number;
} {
  const added: number[] = [];
  const toText = (offset: number) => offset - INDENT.length * added.filter((at) => at < offset).length;
  let read = text.length;
  for (let source = text; ; read += source.length) {
    try {
      return { events: parseEvents(source, {}), source, toText };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const at = error.mark?.position ?? 0;
      if (error.reason !== 'deficient indentation' || read > MOST_READ)
        throw new YamlSyntaxError(REASONS[error.reason] ?? error.reason, toText(at));
      const line = source.lastIndexOf('\n', at - 1) + 1;
      source = source.slice(0, line) + INDENT + source.slice(line);
      added.push(line);
    }
  }
}

/** The events of a YAML stream. Throws YamlSyntaxError. */
export function readEvents(text: string): readonly YamlEvent[] {
  const { events, source, toText } = parse(text);
  // An empty value has no place of its own: it stands right behind what came before it.
  let last = 0;

  const properties = (event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }): Properties => ({
    ...(event.anchorStart < 0 ? {} : { anchor: source.slice(event.anchorStart, event.anchorEnd) }),
    ...(event.tagStart < 0 ? {} : { tag: source.slice(event.tagStart, event.tagEnd) }),
  });

  return events.map((event): YamlEvent => {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return { kind: 'document' };
      case EVENT_ID.POP:
        return { kind: 'end' };
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        return {
          kind: event.type === EVENT_ID.SEQUENCE ? 'list' : 'map',
          flow: event.style === FLOW,
          start: toText(event.start),
          ...properties(event),
        };
      case EVENT_ID.ALIAS:
        last = toText(event.anchorEnd);
        return {
          kind: 'alias',
          name: source.slice(event.anchorStart, event.anchorEnd),
          start: toText(event.anchorStart) - 1,
          end: last,
        };
      default: {
        const style = STYLES.get(event.style) ?? 'block';
        const quotes = style === 'single' || style === 'double' ? 1 : 0;
        const [start, end] =
          event.valueStart < 0 ? [last, last] : [toText(event.valueStart) - quotes, toText(event.valueEnd) + quotes];
        last = end;
        return { kind: 'scalar', text: getScalarValue(source, event), style, start, end, ...properties(event) };
      }
    }
  });
}
