import { CODES, type Origin, type Severity, type TextEdit } from '../core/index.js';
import { cleanJson } from './clean.js';
import type { FindingEntry } from './entry.js';
import { fingerprintsOf } from './fingerprint.js';
import type { EnvironmentFinding } from './group.js';
import { environmentsOf } from './place.js';

const LEVEL = { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<Severity, string>;
const PAGE = 'https://github.com/fairlead/fairlead/blob/main/docs/findings.md';
/** What GitHub takes of one run ("SARIF support for code scanning", limits). */
const MOST = 25_000;

/** What is told of a code; undefined if nothing is. */
export type Entries = (code: string) => FindingEntry | undefined;

/** GitHub wants all of these; the page has a heading for each code that has a reason. */
const about = (code: string, entry: FindingEntry | undefined) => {
  const why = entry?.why ?? code;
  const source = entry?.link === undefined ? '' : `\n${entry.link}`;
  return {
    shortDescription: { text: code },
    fullDescription: { text: why },
    help: { text: `${why}${source}\nfairlead explain ${code}` },
    helpUri: entry?.why === undefined ? PAGE : `${PAGE}#${code.replace('/', '')}`,
  };
};

type FileOrigin = Extract<Origin, { from: 'file' }>;

const place = ({ path, line, column, length }: FileOrigin) => ({
  physicalLocation: {
    artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endColumn: column + length },
  },
});

const repair = ({ path, line, column, before, after }: TextEdit, fix: string | undefined) => {
  const { physicalLocation } = place({ from: 'file', path, line, column, length: before.length });
  const replacements = [{ deletedRegion: physicalLocation.region, insertedContent: { text: after } }];
  return {
    description: { text: fix ?? after },
    artifactChanges: [{ artifactLocation: physicalLocation.artifactLocation, replacements }],
  };
};

/**
 * Findings as SARIF 2.1.0 (docs.oasis-open.org/sarif), as GitHub code scanning reads it. Files are named from the repository's root; what is
 * not about a file stands at its app's. At most 25,000 results. `entries` tells of the codes.
 */
export function formatSarif(
  findings: readonly EnvironmentFinding[],
  version: string,
  entries: Entries = () => undefined,
): string {
  const shown = findings.slice(0, MOST);
  const codes = [...new Set(shown.map(({ code }) => code))].sort();
  const prints = fingerprintsOf(shown);
  const results = shown.map((item, i) => {
    const { code, severity, message, fix, edit, origin, template, object, pointer, app } = item;
    const at: FileOrigin =
      origin?.from === 'file' ? origin : { from: 'file', path: app ?? 'fairlead.yaml', line: 1, column: 1, length: 1 };
    const where = environmentsOf(item);
    const logical = object
      ? [{ fullyQualifiedName: `${object.kind}/${object.name}${pointer ?? ''}`, kind: 'object' }]
      : undefined;
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: LEVEL[severity],
      message: { text: [message, fix ?? '', where].filter((part) => part !== '').join('\n') },
      locations: [{ ...place(at), ...(logical ? { logicalLocations: logical } : {}) }],
      ...(template?.from === 'file'
        ? { relatedLocations: [{ ...place(template), message: { text: 'the template that printed it' } }] }
        : {}),
      ...(edit ? { fixes: [repair(edit, fix)] } : {}),
      partialFingerprints: { 'fairlead/v1': prints[i] },
    };
  });
  const rules = codes.map((code) => ({
    id: code,
    ...about(code, entries(code)),
    defaultConfiguration: { level: LEVEL[CODES[code]] },
    properties: { tags: [code.split('/')[0]] },
  }));
  const driver = { name: 'Fairlead', semanticVersion: version, informationUri: PAGE, rules };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${cleanJson(JSON.stringify(log, undefined, 2))}\n`;
}
