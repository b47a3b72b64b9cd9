import type { Pull, Repository } from '../github/repository.js';
import { type Standin, startStandin } from '../github/standin.js';
import { type ActionResult, runAction } from './harness.js';

/** Many releases of many apps at once, into one repository. */
export interface Fleet {
  readonly apps: number;
  /** Releases of each app. */
  readonly releases: number;
  /** Processes at a time. */
  readonly processes: number;
  readonly seed: number;
  /** All apps share a pull request for each environment. */
  readonly group: boolean;
}

/** What is to be true in the end, and what is not. */
export interface Verdict {
  readonly check: string;
  readonly wrong: readonly string[];
}

export interface Stressed {
  readonly verdicts: readonly Verdict[];
  readonly seconds: number;
  readonly requests: number;
  readonly runs: number;
}

interface Job {
  readonly event: 'release' | 'push' | 'schedule';
  readonly app: string;
  readonly tag: string;
}

const RUNNING = 'v1.0.0';
const GROUP = 'shop';

/** A generator that gives the same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

const names = ({ apps }: Fleet): readonly string[] => Array.from({ length: apps }, (_, i) => `app-${String(i).padStart(2, '0')}`);
const valuesOf = (app: string): string => `apps/${app}/environments/dev.yaml`;

function filesOf(fleet: Fleet): Record<string, string> {
  const group = fleet.group ? `promote: { group: ${GROUP} }\n` : '';
  return Object.fromEntries(
    names(fleet).flatMap((app) => [
      [
        `apps/${app}/fairlead.yaml`,
        `fairlead: v1\nname: ${app}\nbundle: fastapi-gitops-starter\n${group}environments:\n  dev:\n    promote: { from: release, tags: ">=1.0.0 <2.0.0" }\n  prod:\n    promote: { after: [dev] }\n`,
      ],
      [valuesOf(app), `image:\n  tag: ${RUNNING} # set by the release\nreplicaCount: 1\n`],
      [`apps/${app}/environments/prod.yaml`, `image:\n  tag: ${RUNNING}\nreplicaCount: 2\n`],
    ]),
  );
}

/** The releases of an app: most may come, one is a pre-release, one out of range, one older than what runs. */
function tagsOf({ releases }: Fleet, random: () => number): { readonly tags: readonly string[]; readonly best: string } {
  const allowed = Array.from({ length: releases - 3 }, (_, i) => `v1.${i + 1}.${Math.floor(random() * 20)}`);
  return { tags: [...allowed, `v1.${releases + 1}.0-rc.1`, 'v2.0.0', 'v0.9.0'], best: allowed.at(-1) ?? RUNNING };
}

const start = (github: Standin, { event, app, tag }: Job): Promise<ActionResult> =>
  runAction({
    url: github.url,
    repository: 'acme/fleet',
    event,
    ref: event === 'release' ? `refs/tags/${tag}` : 'refs/heads/main',
    payload: {
      repository: { default_branch: 'main' },
      ...(event === 'release' ? { action: 'published', release: { tag_name: tag, draft: false } } : {}),
    },
    inputs: event === 'release' ? { paths: `apps/${app}` } : {},
  });

async function inParallel<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

/** Runs all releases, and a push or a schedule after every tenth, and looks at what is left of it. `told` hears of each process. */
export async function stress(fleet: Fleet, told: (done: number, all: number) => void = () => {}): Promise<Stressed> {
  const github = await startStandin();
  try {
    const random = numbers(fleet.seed);
    const repository = github.createRepository('acme', 'fleet', filesOf(fleet));
    const base = repository.resolve('main') ?? '';
    const best = new Map<string, string>();
    const releases = names(fleet).flatMap((app) => {
      const made = tagsOf(fleet, random);
      best.set(app, made.best);
      return made.tags.map((tag): Job => ({ event: 'release', app, tag }));
    });
    const jobs = shuffled(releases, random).flatMap((job, i): readonly Job[] =>
      i % 10 === 9 ? [job, { event: i % 20 === 9 ? 'push' : 'schedule', app: '', tag: '' }] : [job],
    );
    const failed: string[] = [];
    const began = performance.now();
    let done = 0;
    await inParallel(jobs, fleet.processes, async (job) => {
      const { code, stdout } = await start(github, job);
      if (code !== 0)
        failed.push(`${job.event} ${job.app} ${job.tag}: exit ${code}: ${stdout.trim().split('\n').slice(-3).join(' ')}`);
      told(++done, jobs.length);
    });
    const seconds = (performance.now() - began) / 1000;
    const requests = github.requests.length;
    github.writes();
    const again = await start(github, { event: 'push', app: '', tag: '' });
    const left = github.writes().map(({ method, path }) => `${method} ${path}`);
    const verdicts = [
      { check: 'every run ends well', wrong: [...failed, ...(again.code === 0 ? [] : [again.stdout])] },
      { check: 'a rerun writes nothing', wrong: left },
      { check: 'the base is untouched', wrong: repository.resolve('main') === base ? [] : ['it moved'] },
      ...(fleet.group ? groupChecks(repository, best) : appChecks(repository, best)),
    ];
    return { verdicts, seconds, requests, runs: jobs.length };
  } finally {
    await github.close();
  }
}

const markers = ({ body }: Pull): readonly string[] =>
  [...body.matchAll(/^<!-- fairlead:promotion app=(\S+) environment=dev tag=(\S+) -->$/gm)].map(
    ([, app, tag]) => `${app} ${tag}`,
  );

/** The lines of a branch that differ from the base. */
function changedLines(repository: Repository, branch: string, app: string): readonly string[] {
  const [before, after] = ['main', branch].map((ref) => (repository.read(ref, valuesOf(app)) ?? '').split('\n'));
  return (after ?? []).filter((line, i) => line !== before?.[i]);
}

const line = (tag: string): string => `  tag: ${tag} # set by the release`;

function sameChecks(repository: Repository, branches: readonly string[]): readonly Verdict[] {
  const wanted = new Set(branches.map((branch) => `refs/heads/${branch}`));
  const others = [...repository.refs().keys()].filter((ref) => ref !== 'refs/heads/main' && !wanted.has(ref));
  return [
    {
      check: 'no pull request was closed',
      wrong: repository.pulls.filter(({ state }) => state !== 'open').map(({ title }) => title),
    },
    { check: 'no other branch was made', wrong: others },
    {
      check: 'one open pull request for each branch',
      wrong: branches.flatMap((branch) => {
        const { length } = repository.pulls.filter(({ head, state }) => head === branch && state === 'open');
        return length === 1 ? [] : [`${branch} has ${length}`];
      }),
    },
  ];
}

function appChecks(repository: Repository, best: ReadonlyMap<string, string>): readonly Verdict[] {
  const branchOf = (app: string) => `fairlead/${app}/dev`;
  const each = (check: string, wrong: (app: string, tag: string, pull: Pull | undefined) => string | undefined): Verdict => ({
    check,
    wrong: [...best].flatMap(([app, tag]) => {
      const found = wrong(
        app,
        tag,
        repository.pulls.find(({ head }) => head === branchOf(app)),
      );
      return found === undefined ? [] : [`${app}, ${tag}: ${found}`];
    }),
  });
  return [
    ...sameChecks(repository, [...best.keys()].map(branchOf)),
    each('its title has the highest tag that may come', (app, tag, pull) =>
      pull?.title === `Promote ${app} to dev: ${RUNNING} → ${tag}` ? undefined : String(pull?.title),
    ),
    each('and so has its body', (app, tag, pull) => {
      const found = pull ? markers(pull).join() : 'none';
      return found === `${app} ${tag}` ? undefined : found;
    }),
    each('its branch changes one line to that tag, and nothing else', (app, tag) => {
      const found = changedLines(repository, branchOf(app), app);
      const same = [...best.keys()].every(
        (other) => other === app || changedLines(repository, branchOf(app), other).length === 0,
      );
      return same && found.join() === line(tag) ? undefined : found.join();
    }),
  ];
}

function groupChecks(repository: Repository, best: ReadonlyMap<string, string>): readonly Verdict[] {
  const branch = `fairlead/${GROUP}/dev`;
  const [pull] = repository.pulls;
  const found = pull ? markers(pull).toSorted() : [];
  const wanted = [...best].map((pair) => pair.join(' ')).toSorted();
  return [
    ...sameChecks(repository, [branch]),
    {
      check: 'its body has the highest tag of every app that may come',
      wrong:
        found.join() === wanted.join()
          ? []
          : wanted.filter((one) => !found.includes(one)).concat(found.filter((one) => !wanted.includes(one))),
    },
    {
      check: 'its branch changes one line for each app to that tag',
      wrong: [...best].flatMap(([app, tag]) => {
        const lines = changedLines(repository, branch, app);
        return lines.join() === line(tag) ? [] : [`${app}, ${tag}: ${lines.join()}`];
      }),
    },
  ];
}
