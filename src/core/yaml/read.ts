import { isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { findings as make } from '../findings/findings.js';
import type { Finding, Mend, Outcome, SourceFile, Span, TextEdit } from '../findings/types.js';
import { type ConstructOptions, construct, type Located, MOST_VALUES, TooManyValues } from './construct.js';
import { editOf, standsAlone } from './edit-of.js';
import { lineIndex } from './lines.js';
import { parseTrees, YamlSyntaxError } from './tree.js';

/** One YAML document: its data, and where each part of it stands in the file. */
export interface YamlDocument {
  readonly data: Json;
  readonly root: Located | undefined;
  /** The place of the value at a path (of its key with `'key'`); undefined where the path leads nowhere. */
  readonly spanOf: (path: Path, part?: 'key' | 'value') => Span | undefined;
  /** How the scalar at a path is written, if it is without quotes and tag. */
  readonly plainOf: (path: Path) => string | undefined;
  /** The change of the file that fixes the key or the scalar at a path, if that is certain. */
  readonly editOf: (path: Path, mend: Mend) => TextEdit | undefined;
}

const MAX_SIZE = 1 << 20;

/** The node at a path of a document, through aliases and merge keys. */
export function locate(root: Located | undefined, path: Path): Located | undefined {
  return path.reduce<Located | undefined>((here, step) => here?.children?.().get(String(step)), root);
}

type ReadOptions = Omit<ConstructOptions, 'report' | 'budget'> & {
  /** Another reader of trees than `parseTrees`, which may remember what it has read. */
  readonly parse?: typeof parseTrees;
};

/**
 * Reads a YAML stream in the dialect of Helm and Kubernetes (sigs.k8s.io/yaml: go-yaml v2's resolution, string keys).
 * Findings: syntax errors, duplicate keys, `__proto__`, unknown tags, infinities, alias bombs, files over 1 MiB; with
 * `surprises`, a warning for each plain scalar that YAML readers disagree about.
 */
export function readYaml(file: SourceFile, options: ReadOptions = {}): Outcome<readonly YamlDocument[]> {
  const { parse = parseTrees } = options;
  const span = lineIndex(file.text);
  const origin = (start: number, end: number) => ({ from: 'file' as const, path: file.path, ...span(start, end) });
  if (file.text.length > MAX_SIZE) return { ok: false, findings: [make.fileTooLarge(origin(0, 1))] };
  const found: Finding[] = [];
  const report: ConstructOptions['report'] = (finding, start, end) => void found.push(finding(origin(start, end)));
  const budget = { left: MOST_VALUES };
  try {
    const documents = parse(file.text).map((tree): YamlDocument => {
      const root = tree && construct(tree, { ...options, report, budget });
      return {
        root,
        data: root?.value ?? null,
        editOf: (path, mend) =>
          root && standsAlone(root, path)
            ? editOf({ ...file, span }, locate(root, path.slice(0, -1)), locate(root, path), mend)
            : undefined,
        plainOf: (path) => {
          const node = locate(root, path)?.node;
          return node?.kind === 'scalar' && node.style === 'plain' && node.tag === undefined ? node.text : undefined;
        },
        spanOf: (path, part = 'value') => {
          const node = locate(root, path);
          const range = part === 'key' ? (node?.key ?? node?.node) : node?.node;
          return range && span(range.start, range.end);
        },
      };
    });
    return found.some((finding) => finding.severity === 'error')
      ? { ok: false, findings: found }
      : { ok: true, value: documents, findings: found };
  } catch (error) {
    if (error instanceof YamlSyntaxError)
      return { ok: false, findings: [...found, make.yamlSyntax(error.message, origin(error.offset, error.offset + 1))] };
    if (error instanceof TooManyValues)
      return { ok: false, findings: [...found, make.tooManyValues(MOST_VALUES, origin(error.node.start, error.node.end))] };
    throw error;
  }
}

const START: Span = { line: 1, column: 1, length: 1 };
const EMPTY: YamlDocument = {
  data: {},
  root: undefined,
  spanOf: () => undefined,
  plainOf: () => undefined,
  editOf: () => undefined,
};

/** Reads a file that must hold at most one document with a map at its top; an empty file is an empty map. */
export function readYamlMap(
  file: SourceFile,
  options: { readonly surprises?: boolean } = {},
): Outcome<YamlDocument & { readonly data: JsonMap }> {
  const separator = /^(---)[ \t\r]*[^ \t\r\n\u2028\u2029#]|^\uFEFF?%/m.exec(file.text);
  const read = readYaml(file, options);
  if (!read.ok) return read;
  if (separator) {
    const [whole, start = whole] = separator;
    const place = {
      from: 'file' as const,
      path: file.path,
      ...lineIndex(file.text)(separator.index + start.length - 1, separator.index + start.length),
    };
    return { ok: false, findings: [...read.findings, make.helmsDiffer(start.endsWith('%'), place)] };
  }
  const [first = EMPTY, second] = read.value.filter(({ data }) => data !== null);
  const place = (document: YamlDocument) => ({ from: 'file' as const, path: file.path, ...(document.spanOf([]) ?? START) });
  // Behind an empty document a map is a second one: Helm 3 reads the empty one.
  const late = second ?? (read.value[0]?.data === null && first !== EMPTY ? first : undefined);
  if (late) return { ok: false, findings: [...read.findings, make.severalDocuments(place(late))] };
  const data = first.data ?? {};
  // An indented `---` is a string; `...` must end something.
  const isOdd = /^\uFEFF?(?:(?:---)?[ \t]*(?:#.*)?\r?\n)*(?:\.\.\.(?:\s|$)|[ \t]+---[ \t]*(?:#.*)?(?:\r?\n|$))/.test(file.text);
  if (!isMap(data) || isOdd) return { ok: false, findings: [...read.findings, make.notAMap(place(first))] };
  return { ok: true, value: { ...first, data }, findings: read.findings };
}
