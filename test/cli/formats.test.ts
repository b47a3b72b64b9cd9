import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { corpusProject } from './corpus.js';
import { CLI, fairlead, type Ran } from './fairlead.js';
import { contents, emptyProject, folder, project } from './project.js';

const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');

/** The schema is draft-04; what draft-07 calls otherwise is only its name. */
function sarifSchema() {
  const { $schema, id, ...schema } = JSON.parse(read('test/sarif/sarif-2.1.0-rtm.5.json'));
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);
}

describe('every mistake of the corpus, in every format at once', () => {
  let dir: string;
  let ran: Ran;
  const FILES = ['json=out/a.json', 'sarif=out/deep/a.sarif', 'junit=a.xml', 'github=a.txt', 'pretty=pretty.txt'];
  beforeAll(() => {
    dir = corpusProject();
    ran = fairlead(dir, ['validate', ...['text', ...FILES].flatMap((format) => ['--format', format])]);
  });

  test('each finding once, with both of its environments', () => {
    const lines = ran.out.trim().split('\n');
    expect(ran.code).toBe(1);
    expect(lines.length).toBeGreaterThan(300);
    expect(lines.filter((line) => !line.endsWith('fairlead.yaml: dev, prod]'))).toEqual([]);
    expect(new Set(lines).size).toBe(lines.length);
    expect(read(dir, 'a.txt').trim().split('\n')).toHaveLength(lines.length);
    expect(JSON.parse(read(dir, 'out/deep/a.sarif')).runs[0].results).toHaveLength(lines.length);
    expect(read(dir, 'pretty.txt').match(/fairlead\.yaml: dev, prod/g)).toHaveLength(lines.length);
    expect(read(dir, 'a.xml').match(/fairlead\.yaml: dev, prod</gm)?.length).toBeGreaterThan(100);
  });

  test('json is as its published schema has it', () => {
    const json = JSON.parse(read(dir, 'out/a.json'));
    const valid = new Ajv2020({ allErrors: true }).compile(JSON.parse(read('schemas/findings.schema.json')));
    expect(valid(json) ? [] : valid.errors).toEqual([]);
    expect(json.findings.every((item: { environments: unknown }) => String(item.environments) === 'dev,prod')).toBe(true);
    expect(json.counts.error).toBeGreaterThan(100);
  });

  test('sarif is SARIF 2.1.0, with all that GitHub asks for', () => {
    const valid = sarifSchema();
    const log = JSON.parse(read(dir, 'out/deep/a.sarif'));
    expect(valid(log) ? [] : valid.errors).toEqual([]);
    const [{ tool, results }] = log.runs;
    for (const rule of tool.driver.rules) {
      for (const key of ['shortDescription', 'fullDescription', 'help']) expect(rule[key].text).toMatch(/\S/);
      expect(rule.properties.tags.length).toBeLessThanOrEqual(20);
    }
    for (const { ruleId, ruleIndex, locations, partialFingerprints } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(statSync(join(dir, locations[0].physicalLocation.artifactLocation.uri)).isFile()).toBe(true);
      expect(partialFingerprints['fairlead/v1']).toMatch(/^sha256:/);
    }
    const prints = results.map((result: { partialFingerprints: object }) => JSON.stringify(result.partialFingerprints));
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('junit counts what it holds, and each case has its time', () => {
    const xml = read(dir, 'a.xml');
    const count = (pattern: RegExp) => xml.match(pattern)?.length ?? 0;
    const [, tests, failures] = /<testsuites name="fairlead" tests="(\d+)" failures="(\d+)" errors="0" time="0">/.exec(xml) ?? [];
    expect([Number(tests), count(/<testcase [^>]* time="0">/g)]).toEqual([count(/<testcase/g), count(/<testcase/g)]);
    expect(Number(failures)).toBe(xml.split('<testcase').filter((part) => part.includes('<failure')).length);
  });
});

test('a fingerprint stays while its line moves and the numbers in the message change', () => {
  const dir = project({ 'apps/web/environments/prod.yaml': 'replcas: 3\nlogLevel: loud\n' });
  const prints = () => {
    const { results } = JSON.parse(fairlead(dir, ['validate', '--format', 'sarif']).out).runs[0];
    return results.map((item: { partialFingerprints: object; locations: { physicalLocation: { region: object } }[] }) => [
      item.partialFingerprints,
      item.locations[0]?.physicalLocation.region,
    ]);
  };
  const before = prints();
  expect(before.length).toBeGreaterThanOrEqual(2);
  writeFileSync(join(dir, 'apps/web/environments/prod.yaml'), '# one\n\n\n# two\nreplcas: 3\n\nlogLevel: loud\n');
  const after = prints();
  expect(after.map(([print]: [object]) => print)).toEqual(before.map(([print]: [object]) => print));
  expect(after).not.toEqual(before);
});

test('without findings each format is whole', () => {
  const dir = project();
  expect(fairlead(dir, ['validate', '--format', 'text'])).toMatchObject({ code: 0, out: '' });
  expect(fairlead(dir, ['validate', '--format', 'junit']).out).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fairlead" tests="1" failures="0" errors="0" time="0">\n  <testsuite name="fairlead" tests="1" failures="0" errors="0" time="0">\n    <testcase classname="file" name="validate" time="0">\n    </testcase>\n  </testsuite>\n</testsuites>\n',
  );
  const valid = sarifSchema();
  expect(valid(JSON.parse(fairlead(dir, ['validate', '--format', 'sarif']).out))).toBe(true);
});

test('a certain fix is in json as an edit, in sarif as a replacement', () => {
  const dir = project({ 'apps/web/environments/prod.yaml': 'image: { tag: v1 }\nreplcas: 3\n' });
  expect(fairlead(dir, ['validate', '--format', 'json=a.json', '--format', 'sarif']).code).toBe(1);
  expect(JSON.parse(read(dir, 'a.json')).findings[0].edit).toEqual({
    path: 'apps/web/environments/prod.yaml',
    line: 2,
    column: 1,
    before: 'replcas',
    after: 'replicas',
  });
  const [{ results }] = JSON.parse(fairlead(dir, ['validate', '--format', 'sarif']).out).runs;
  expect(results[0].fixes[0].artifactChanges[0].replacements).toEqual([
    { deletedRegion: { startLine: 2, startColumn: 1, endColumn: 8 }, insertedContent: { text: 'replicas' } },
  ]);
});

test('formats for programs name files from the root, wherever they are made; those for people from here', () => {
  const dir = project({ 'apps/web/environments/prod.yaml': 'replcas: 3\n' });
  const here = join(dir, 'apps/web');
  const PATH = 'apps/web/environments/prod.yaml';
  expect(fairlead(here, ['validate']).out).toMatch(/^environments\/prod\.yaml:1:1: error/);
  expect(fairlead(here, ['validate', '--format', 'github']).out).toContain(`file=${PATH},line=1`);
  const [item] = JSON.parse(fairlead(here, ['validate', '--format', 'json']).out).findings;
  expect([item.origin.path, item.edit.path]).toEqual([PATH, PATH]);
});

describe('files of formats', () => {
  const dir = emptyProject({ 'apps/web/fairlead.yaml': 'fairlead: v2\n', 'old.json': 'old' });
  const run = (...formats: readonly string[]) => fairlead(dir, ['validate', ...formats.flatMap((name) => ['--format', name])]);

  test('the folder is made, an old file is replaced, and a path may lead out of the repository', () => {
    const other = emptyProject({});
    expect(run('json=new/deep/a.json', 'sarif=old.json', `junit=${other}/a.xml`).code).toBe(1);
    expect(JSON.parse(read(dir, 'new/deep/a.json')).version).toBe(1);
    expect(JSON.parse(read(dir, 'old.json')).version).toBe('2.1.0');
    expect(read(other, 'a.xml')).toContain('<testsuites');
  });

  test('what is no file is written to, not replaced', () => {
    expect(run('json=/dev/null').code).toBe(1);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('a pipe, a descriptor of the shell and our own streams are written to as they are', () => {
    const bash = (redirected: string) =>
      execFileSync('bash', ['-c', `"$0" "$1" validate --format text ${redirected}; true`, process.execPath, CLI], {
        cwd: dir,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const printed = bash('');
    expect(bash('--format json=>(cat > piped.json; echo done)')).toBe(`${printed}done\n`);
    expect(JSON.parse(read(dir, 'piped.json')).version).toBe(1);
    execFileSync('mkfifo', [join(dir, 'fifo')]);
    expect(JSON.parse(bash('--format json=fifo > /dev/null & cat fifo')).version).toBe(1);
    rmSync(join(dir, 'fifo'));
    for (const to of ['json=/dev/stdout', 'json=/dev/stdout > both; cat both', 'json=/dev/fd/1 > both; cat both'])
      expect(bash(`--format ${to}`)).toMatch(/^[^{].*\n\{\n/s);
    expect(bash('--format json=>(true)')).toBe(printed);
  });

  test('a link of the user is followed, one of the repository not out of it; then no report is written', () => {
    const other = folder();
    writeFileSync(join(other, 'a.json'), 'old');
    symlinkSync('a.json', join(other, 'link'));
    expect(run(`json=${other}/link`).code).toBe(1);
    expect([lstatSync(join(other, 'link')).isSymbolicLink(), JSON.parse(read(other, 'a.json')).version]).toEqual([true, 1]);
    symlinkSync(join(other, 'b.json'), join(dir, 'out.json'));
    symlinkSync(dir, join(other, 'here'));
    const before = [contents(dir), contents(other)];
    for (const path of ['out.json', `${other}/here/out.json`]) {
      const { code, err } = run('sarif=first.sarif', `json=${path}`);
      expect([code, err]).toEqual([2, expect.stringContaining('out.json:1:1: error file/outside-root: ')]);
    }
    expect([contents(dir), contents(other)]).toEqual(before);
  });

  test('a file that cannot be written is said, after what was found', () => {
    mkdirSync(join(dir, 'folder'), { recursive: true });
    const { code, out, err } = run('text', 'json=folder');
    expect([code, out.includes('config/'), err]).toEqual([
      2,
      true,
      expect.stringMatching(/^folder:1:1: error file\/unwritable: /),
    ]);
    expect(run('json=old.json/a.json')).toMatchObject({ code: 2 });
  });

  test.each([
    [['json=a', 'sarif=./a'], 'two formats cannot be written to one file'],
    [['json', 'text'], 'two formats cannot be printed at once'],
    [['json='], '--format json=: the name of the file is missing'],
    [['yaml=a'], '--format yaml: there are pretty, text, json, github, sarif, junit'],
  ])('%j is said before anything is done', (formats, message) => {
    const { code, out, err } = fairlead(dir, [
      'validate',
      '--fix',
      '--write-baseline',
      ...formats.flatMap((name) => ['--format', name]),
    ]);
    expect([code, out, err.includes(message)]).toEqual([2, '', true]);
  });
});
