import { Line } from './line.js';
import { isOpen, isUrl, namesSecret } from './names.js';
import type { Span } from './spans.js';
import {
  ARGUMENT,
  BLANKS,
  BLOCK,
  DIRECTIVE,
  ITEM,
  LONG,
  MARKS,
  matchAt,
  NAME,
  NEAR,
  NETRC,
  opensSecret,
  QUOTE,
  SCHEME,
  SEPARATOR,
  TOOLS,
} from './syntax.js';

// Names and their values in all that users write: YAML, JSON, properties, shell, arguments, query strings, connection strings.
// It reads from left to right and looks at each character a bounded number of times.

class Scan {
  readonly spans: Span[] = [];
  private readonly line: Line;
  /** Quotes that do not end any more. */
  private readonly open = new Set<string>();
  private readonly netrc: boolean;
  private readonly docker: boolean;
  /** The last name beside which a `value` may stand, and the last value beside which a name may stand. */
  private named: { readonly at: number; readonly secret: boolean } | undefined;
  private tool: { readonly flag: RegExp | undefined; readonly at: number } = { flag: undefined, at: 0 };
  private valued: { readonly at: number; readonly span: Span } | undefined;

  constructor(private readonly text: string) {
    this.line = new Line(text);
    this.docker = text.includes('auths');
    this.netrc = NETRC.test(text) && text.includes('login');
  }

  run(): readonly Span[] {
    const { text } = this;
    NAME.lastIndex = 0;
    for (let found = NAME.exec(text); found; found = NAME.exec(text)) {
      const [name] = found;
      const next = this.entry(name, found.index);
      NAME.lastIndex = Math.max(next, found.index + name.length);
    }
    return this.spans;
  }

  /** Looks at one name; gives where to go on. */
  private entry(name: string, start: number): number {
    const { text } = this;
    const end = start + name.length;
    const before = text[start - 1] ?? '';
    if (name === 'value' || name === 'name' || name === 'key') return this.beside(name, start, end);
    if (Object.hasOwn(TOOLS, name)) this.tool = { flag: TOOLS[name], at: start };
    if (before === '-' && start - this.tool.at < NEAR && this.tool.flag?.test(name)) return this.short(name, start, end);
    if (!opensSecret(name, before) && !(this.docker && name === 'auth')) return end;
    // An element of XML.
    if (before === '<' && text[end] === '>') return this.hide(name, end + 1, Math.max(end + 1, text.indexOf('<', end)));
    const separator = matchAt(SEPARATOR, text, end);
    if (separator !== undefined) {
      const quoted = /["'`]/.test(separator);
      const at = end + separator.length;
      // `image:v1` and `user:password@host` are not entries.
      if (separator.endsWith(':') && !quoted && !/[\s"'`]/.test(text[at] ?? '\n'))
        return /^x-/i.test(name) ? this.value(name, start, at, ':') : end;
      if (text[at] === '=') return end;
      return this.value(name, start, at, /[=Dd]$/.test(separator) ? '=' : ':');
    }
    if (
      before === '-' ||
      this.netrc ||
      DIRECTIVE.test(name) ||
      /(?:ENV|setx) $/.test(text.slice(Math.max(0, start - 5), start))
    ) {
      const gap = matchAt(ARGUMENT, text, end);
      if (gap !== undefined && !(this.netrc && before !== '-' && !/^[ \t]/.test(gap)))
        return this.argument(start, end + gap.length);
    }
    return end;
  }

  /** `-pPASSWORD`, `-u user:PASSWORD`. */
  private short(name: string, start: number, end: number): number {
    if (/^p./.test(name)) return this.hide('', start + 1, start + (matchAt(/[^\s"'`,\]]+/y, this.text, start)?.length ?? 1));
    const at = end + (matchAt(ARGUMENT, this.text, end)?.length ?? 0);
    const before = name.startsWith('u') ? matchAt(/["']?[^\s:"'`]{1,256}:/y, this.text, at) : '';
    return before === undefined ? end : this.argument(start, at + before.length);
  }

  /** The word after `--password`. */
  private argument(start: number, at: number): number {
    const quote = matchAt(QUOTE, this.text, at);
    if (quote !== undefined) return this.quoted('', at + quote.length, quote);
    this.line.moveTo(start);
    const word = matchAt(/[^\s,\]"'`;&|]{1,4096}/y, this.text, at) ?? '';
    if (word.startsWith('-')) return at;
    return this.hide('', at, at + word.length);
  }

  /** `name: DB_PASSWORD` and `value: …` in either order, as containers and lists of headers have them. */
  private beside(name: string, start: number, end: number): number {
    const separator = matchAt(SEPARATOR, this.text, end);
    if (separator === undefined) return end;
    const at = end + separator.length + (matchAt(BLANKS, this.text, end + separator.length)?.length ?? 0);
    const apart = (other: number) =>
      start - other > NEAR || /\}|\n[ \t]*- |\n[^\n]*\n[^\n]*\n/.test(this.text.slice(other, start));
    if (name !== 'value') {
      const [word = ''] = /^["'\\]{0,9}[\w.-]{1,253}/.exec(this.text.slice(at, at + 262)) ?? [];
      const secret = namesSecret(word.replace(/^["'\\]*/, '')) || /authorization$/i.test(word);
      if (secret && this.valued && !apart(this.valued.at)) this.spans.push(this.valued.span);
      this.named = { at: start, secret };
      return end;
    }
    const before = this.spans.length;
    const next = this.value('', start, end + separator.length, separator.endsWith('=') ? '=' : ':');
    const [span] = this.spans.splice(before);
    this.valued = undefined;
    if (!span) return end;
    if (this.named?.secret && !apart(this.named.at) && this.isBeside(this.named.at, start)) {
      this.spans.push(span);
      return next;
    }
    this.valued = { at: start, span };
    return end;
  }

  /** False for a line below that is not a part of what the name stands for. */
  private isBeside(at: number, start: number): boolean {
    if (!this.text.slice(at, start).includes('\n')) return true;
    const lineStart = (offset: number) => this.text.lastIndexOf('\n', offset - 1) + 1;
    return start - lineStart(start) >= at - lineStart(at);
  }

  private value(name: string, start: number, from: number, separator: ':' | '='): number {
    const { text, line } = this;
    const blanks = from + (matchAt(BLANKS, text, from)?.length ?? 0);
    const at = blanks + (matchAt(MARKS, text, blanks)?.length ?? 0);
    const quote = matchAt(QUOTE, text, at);
    if (quote !== undefined) return this.quoted(name, at + quote.length, quote);
    line.moveTo(start);
    if (separator === ':') {
      const block = matchAt(BLOCK, text, at);
      if (block !== undefined || at >= line.end || text[at] === '\r')
        return this.below(at + Math.max(0, (block?.length ?? 0) - 1), start, block !== undefined);
      // Maps and lists are looked at by what is in them; aliases and tags are not texts.
      if (text[at] === '{') this.named = { at: start, secret: true };
      if (text[at] === '[') return this.items(name, at + 1);
      if (/[{&*!#]/.test(text[at] ?? '')) return at;
      const end = this.plainEnd(at, line.ends());
      const value = text.slice(at, end);
      // A number is none, unless it is written as only a person writes it.
      return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value.trim())
        ? end
        : end === line.end && line.begins(start)
          ? Math.max(this.hide(name, at, end), this.below(end, start, false))
          : this.hide(name, at, end);
    }
    const before = text[start - 1] ?? '';
    if (before !== '?' && before !== '&' && line.begins(start)) return this.hide(name, at, this.plainEnd(at, line.ends()));
    const ends = line.ends(' ', '\t', '"', "'", '`', ';', ')', '|', '<', '>');
    const more = before === '?' || before === '&' ? ['&', '#', ',', ']', '}'] : before === ',' ? [','] : [];
    return this.hide(name, at, this.plainEnd(at, new Set([...ends, ...more])));
  }

  private plainEnd(at: number, ends: ReadonlySet<string>): number {
    const { text, line } = this;
    let end = at;
    while (end < line.end && !ends.has(text[end] ?? '') && !(text[end] === '#' && /\s/.test(text[end - 1] ?? ''))) {
      // Beyond that it is hidden to the end, whatever stands in it: no character is looked at for every name of a line.
      if (end - at > LONG) return line.end;
      end++;
    }
    return end;
  }

  private quoted(name: string, at: number, quote: string): number {
    const { text } = this;
    const [mark, depth] = [quote.at(-1) ?? '', quote.length - 1];
    // A command whose output it is.
    if (mark === '`' && /^[^`\n]{0,256} /.test(text.slice(at, at + 258))) return at;
    let end = this.open.has(quote) ? -1 : text.indexOf(mark, at);
    for (; end >= 0; end = text.indexOf(mark, end + 1)) {
      let slashes = 0;
      while (text[end - slashes - 1] === '\\' && end - slashes > at) slashes++;
      if (mark === "'" && text[end + 1] === "'" && slashes === 0) end++;
      else if (slashes <= depth || (depth === 0 && mark === '"' && slashes % 2 === 0) || mark === "'")
        return this.hide(name, at, end - slashes);
    }
    this.open.add(quote);
    const lineEnd = text.indexOf('\n', at);
    return this.hide(name, at, lineEnd < 0 ? text.length : lineEnd);
  }

  /** A block of text, or a value on the line below its key. */
  private below(at: number, start: number, block: boolean): number {
    const { text, line } = this;
    const column = line.column(start);
    let from = text.indexOf('\n', at) + 1;
    let end = from;
    while (from > 0 && from < text.length) {
      const lineEnd = text.indexOf('\n', from);
      const here = text.slice(from, lineEnd < 0 ? text.length : lineEnd);
      const indent = here.length - here.trimStart().length;
      if (here.trim() !== '' && indent <= column) break;
      if (!block && /^\s*(?:- )?(?:["'#{[]|[^\s:]+:(?:\s|$))/.test(here)) {
        this.named = { at: start, secret: true };
        break;
      }
      const item = block ? 0 : (/^\s*- */.exec(here)?.[0].length ?? 0);
      if (here.trim() !== '') this.hide('', from + Math.max(indent, item), from + here.length);
      end = from + here.length;
      if (lineEnd < 0) break;
      from = lineEnd + 1;
    }
    return Math.max(at, end);
  }

  /** The texts of a list on one line. */
  private items(name: string, from: number): number {
    let at = from;
    for (let item = matchAt(ITEM, this.text, at); item !== undefined && item !== ''; item = matchAt(ITEM, this.text, at)) {
      const bare = item.replace(/^[\s"']*/, '');
      this.hide(name, at + item.length - bare.length, at + item.length - (item.endsWith(',') ? 1 : 0));
      at += item.length;
    }
    return at;
  }

  private hide(name: string, start: number, end: number): number {
    const raw = this.text.slice(start, end);
    let value = raw.trim();
    while (/[\\"'`]/.test(value.at(-1) ?? '')) value = value.slice(0, -1);
    const from = start + raw.length - raw.trimStart().length;
    const scheme = SCHEME.exec(value)?.[0].length ?? 0;
    if (isOpen(value.slice(scheme), name) || isUrl(value)) return start;
    this.spans.push([from + scheme, from + value.length]);
    return end;
  }
}

/** The values of names that name secrets. */
export const pairSpans = (text: string): readonly Span[] => new Scan(text).run();
