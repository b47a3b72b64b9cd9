import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { COMMAND, HOSTILE, INVISIBLE } from '../hostile.js';
import { pullRequest } from './example.js';
import { runAction } from './harness.js';
import { scenario } from './scenario.js';

/** An app in a folder, which runs a tag. */
const app = (name: string, folder: string, tag: string, group = '') => ({
  [`${folder}/fairlead.yaml`]: `fairlead: v1\nname: ${name}\nbundle: fastapi-gitops-starter\n${group}environments: { dev: , prod: }\n`,
  [`${folder}/environments/dev.yaml`]: JSON.stringify(
    { image: { repository: 'acme/web', tag }, podAnnotations: { note: tag } },
    null,
    1,
  ),
  [`${folder}/environments/prod.yaml`]: 'image: { repository: acme/web, tag: v1.0.0 }\n',
});
/** What would make a runner skip a workflow, or GitHub close an issue, in the message of a commit. */
const ACTIVE =
  /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|\*\*\*NO_CI|^skip-checks:|^(Signed-off|Co-authored)-by:|closes? #\d/im;
const outputsOf = ({
  outputs,
  stdout,
  summary,
}: {
  outputs: Readonly<Record<string, string>>;
  stdout: string;
  summary: string;
}) =>
  [
    ...Object.values(outputs),
    stdout.replace(/^::(add-mask::good$|error::Fairlead found |(error|warning|notice) (file|title)=)/gm, ''),
    summary,
  ].join('\n');

describe('hostile names of folders and texts instead of tags', () => {
  const shop = scenario(() => Object.assign({}, ...HOSTILE.map((text, i) => app(`app${i}`, `apps/${text}`, text))));

  test('say nothing but themselves in titles, bodies, commits, comments, outputs and logs', async () => {
    const result = await shop.release('v1.1.0');
    expect([outputsOf(result).match(INVISIBLE), outputsOf(result).match(COMMAND)]).toEqual([null, null]);
    const { pulls, dir } = shop.repository;
    expect(pulls.length).toBeGreaterThan(HOSTILE.length / 2);
    for (const { title, body, head } of pulls) {
      const message = execFileSync('git', ['-C', dir, 'log', '-1', '--format=%B', head], { encoding: 'utf8' });
      const name = /^fairlead\/(.*)\//.exec(head)?.[1];
      expect(title.replace('__proto__ → ', '')).toBe(`Promote ${name} to dev: v1.1.0`);
      const trailers = execFileSync('git', ['interpret-trailers', '--parse'], { input: message, encoding: 'utf8' });
      expect(trailers.replace(/ [0-9a-f.]{82} \S+/g, '')).toBe(`Fairlead-Promotion: ${name}/dev v1.1.0\nFairlead-Edit:\n`);
      expect(message.split('\n\n')[0]).toBe(title);
      for (const text of [message, body, `${title}\n\n${body}`])
        expect([head, text.match(INVISIBLE)?.[0], text.match(ACTIVE)?.[0]]).toEqual([head, undefined, undefined]);
    }
  });
});

describe('hostile names in a pull request', () => {
  const tag = (text: string, i: number) => app(`app${i}`, `apps/${text}`, i % 2 ? text : 'v1.0.0');
  const shop = scenario(() => Object.assign({}, ...HOSTILE.map((text, i) => app(`app${i}`, `apps/${text}`, 'v1.0.0'))));

  test('are text in its comment, and mention nobody', async () => {
    const { repository, github } = shop;
    repository.commit('change', Object.assign({}, ...HOSTILE.map(tag)));
    const [base = '', head = ''] = ['main', 'change'].map((name) => repository.resolve(`refs/heads/${name}`));
    const payload = pullRequest(7, base, head);
    const result = await runAction({ url: github.url, repository: 'acme/shop', event: 'pull_request', payload });
    const [comment] = repository.comments;
    for (const text of [outputsOf(result), comment?.body ?? ''])
      expect([text.match(INVISIBLE), text.match(COMMAND)]).toEqual([null, null]);
    for (const text of [result.summary, comment?.body ?? '']) {
      expect(text.length).toBeGreaterThan(2000);
      const marked = text.replace(/^( *)(`{3,})[\s\S]*?^\1\2$/gm, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
      expect(marked.match(/<img|@org|(?<!\\)#\d|GH-1|\]\(https:\)|<!-- fairlead:closed/)).toBeNull();
    }
  });
});

describe('many apps with long names', () => {
  const LONG = Array.from({ length: 9 }, (_, i) => `${'long-'.repeat(9)}${i}`);
  const shop = scenario(() =>
    Object.assign({}, ...LONG.map((name) => app(name, `apps/${name}`, 'v1.0.0', 'promote: { group: all-of-them }\n'))),
  );

  test('share a title that says how many are left out', async () => {
    await shop.release(`v1.1.0-${'x'.repeat(60)}`);
    const [pull] = shop.repository.pulls;
    expect(pull?.title).toMatch(/^Promote all-of-them to dev: long-\S+-0 v1\.1\.0-x{60} and \d+ more$/);
    expect(pull?.title.length).toBeLessThanOrEqual(256);
  });
});

describe('a tag that is as long as tags may be', () => {
  const shop = scenario(() => app('web', 'apps/web', `v1.0.0-${'x'.repeat(121)}`));

  test('is whole in the title, and the one before left out', async () => {
    const tag = `v1.1.0-${'y'.repeat(121)}`;
    await shop.release(tag);
    expect(shop.repository.pulls.map(({ title }) => title)).toEqual([`Promote web to dev: ${tag}`]);
  });
});
