import { afterEach, beforeEach } from '@jest/globals';
import type { Repository } from '../github/repository.js';
import { type Standin, startStandin } from '../github/standin.js';
import { pushed, released } from './example.js';
import { type ActionResult, runAction } from './harness.js';

type Inputs = Readonly<Record<string, string>>;
type Decision = Readonly<Record<'app' | 'environment' | 'action' | 'reason', string>> &
  Readonly<Partial<Record<'from' | 'to' | 'until', string>>> & { readonly pullRequest?: number };

export const HOUR = 3_600_000;
export const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();

/** A GitOps repository on a stand-in for GitHub, and the events that move it. Fresh for every test. */
export interface Scenario {
  readonly github: Standin;
  readonly repository: Repository;
  readonly release: (tag: string, inputs?: Inputs) => Promise<Ran>;
  /** `schedule`, `push` or `workflow_dispatch` of the base branch. */
  readonly on: (event: string, inputs?: Inputs) => Promise<Ran>;
  /** The open pull request of a branch `fairlead/<name>`. */
  readonly open: (name: string) => Repository['pulls'][number] | undefined;
  /** Merges the open pull request of a branch, some hours ago. Gives the commit that the base is at then. */
  readonly merge: (name: string, hoursAgo?: number, method?: 'merge' | 'squash') => string;
}

export interface Ran extends ActionResult {
  readonly plan: readonly Decision[];
  /** `prod: bump v1.0.0 → v1.1.0` */
  readonly lines: readonly string[];
}

function ran(result: ActionResult): Ran {
  const plan: readonly Decision[] = JSON.parse(result.outputs['plan'] || '[]');
  const lines = plan.map(({ app, environment, action, from, to }) =>
    `${app} ${environment}: ${action} ${[from, to].filter((tag) => tag !== undefined).join(' → ')}`.trim(),
  );
  return { ...result, plan, lines };
}

/** Starts a scenario before each test of a file. `files` make the repository. */
export function scenario(files: () => Readonly<Record<string, string>>): Scenario {
  const now: { github?: Standin; repository?: Repository } = {};
  beforeEach(async () => {
    now.github = await startStandin();
    now.repository = now.github.createRepository('acme', 'shop', files());
  });
  afterEach(() => now.github?.close());
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('it is there from the first test to the last');
    return thing;
  };
  const run = async (event: string, ref: string, payload: object, inputs: Inputs) =>
    ran(await runAction({ url: there(now.github).url, repository: 'acme/shop', event, ref, payload, inputs }));
  const open = (name: string) =>
    there(now.repository).pulls.find(({ head, state }) => head === `fairlead/${name}` && state === 'open');
  return {
    get github() {
      return there(now.github);
    },
    get repository() {
      return there(now.repository);
    },
    release: (tag, inputs = {}) => run('release', `refs/tags/${tag}`, released(tag), inputs),
    on: (event, inputs = {}) => run(event, 'refs/heads/main', pushed, inputs),
    open,
    merge: (name, hoursAgo = 0, method = 'merge') => {
      const pull = there(open(name));
      const date = ago(hoursAgo);
      const commit = there(now.repository).merge(pull.number, { method, by: { name: 'Mona', email: 'mona@example.com', date } });
      pull.mergedAt = date;
      return commit;
    },
  };
}

/** A small app: `rules` by environment as flow maps, and the values of its promotion. */
export function small(
  rules: Readonly<Record<string, string>>,
  {
    name = 'web',
    promotion = '',
    tag = 'v1.0.0',
  }: { readonly name?: string; readonly promotion?: string; readonly tag?: string } = {},
): Record<string, string> {
  const dir = `apps/${name}`;
  const environments = Object.entries(rules).map(([environment, rule]) => `  ${environment}: { promote: { ${rule} } }\n`);
  const head = `fairlead: v1\nname: ${name}\nbundle: fastapi-gitops-starter\n`;
  return {
    [`${dir}/fairlead.yaml`]: `${head}${promotion === '' ? '' : `promote: { ${promotion} }\n`}environments:\n${environments.join('')}`,
    [`${dir}/values.yaml`]: 'image:\n  repository: ghcr.io/acme/web\n',
    ...Object.fromEntries(
      Object.keys(rules).map((environment) => [`${dir}/environments/${environment}.yaml`, `image:\n  tag: ${tag}\n`]),
    ),
  };
}
