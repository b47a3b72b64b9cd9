import { dropRef, moveRef } from '../github/ref-store.js';
import type { Pull, Repository } from '../github/repository.js';
import { type Standin, startStandin } from '../github/standin.js';
import { DEV, exampleFiles, pushed, released } from './example.js';
import { type ActionResult, type ActionRun, runAction } from './harness.js';

/** A repository in some state, a run in it, and what is right once that run, or a second one, has come to its end. */
export interface Situation {
  readonly name: string;
  readonly prepare: (world: World) => Promise<void>;
  readonly run: Pick<ActionRun, 'event' | 'payload'> & Partial<ActionRun>;
  /** What the pull request of dev is in the end. */
  readonly end: { readonly state: 'open' | 'closed'; readonly title: string; readonly tag: string };
}

export const release = (tag: string): Pick<ActionRun, 'event' | 'payload' | 'ref'> => ({
  event: 'release',
  ref: `refs/tags/${tag}`,
  payload: released(tag),
});
export const push = { event: 'push', ref: 'refs/heads/main', payload: pushed };
export const BRANCH = 'fairlead/web/dev';

const setTag = ({ repository }: World, tag: string) =>
  repository.commit('main', { [DEV]: repository.read('main', DEV)?.replace(/tag: \S+/, `tag: ${tag}`) ?? null });

const first = async () => {};
const open = async (world: World) => void (await world.run(release('v1.1.0')));

export const SITUATIONS: readonly Situation[] = [
  {
    name: 'a first bump',
    prepare: first,
    run: release('v1.1.0'),
    end: { state: 'open', title: 'Promote web to dev: v1.0.0 → v1.1.0', tag: 'v1.1.0' },
  },
  {
    name: 'a newer release for a pull request that is open',
    prepare: open,
    run: release('v1.2.0'),
    end: { state: 'open', title: 'Promote web to dev: v1.0.0 → v1.2.0', tag: 'v1.2.0' },
  },
  {
    name: 'a first bump by GraphQL',
    prepare: first,
    run: { ...release('v1.1.0'), inputs: { 'commit-mode': 'graphql' } },
    end: { state: 'open', title: 'Promote web to dev: v1.0.0 → v1.1.0', tag: 'v1.1.0' },
  },
  {
    name: 'a newer release by GraphQL',
    prepare: open,
    run: { ...release('v1.2.0'), inputs: { 'commit-mode': 'graphql' } },
    end: { state: 'open', title: 'Promote web to dev: v1.0.0 → v1.2.0', tag: 'v1.2.0' },
  },
  {
    name: 'a rollback',
    prepare: async (world) => void setTag(world, 'v1.1.0'),
    run: { ...push, event: 'workflow_dispatch', inputs: { command: 'rollback', environment: 'dev', reason: 'errors' } },
    end: { state: 'open', title: 'Roll web back in dev: v1.1.0 → v1.0.0', tag: 'v1.0.0' },
  },
  {
    name: 'an obsolete pull request',
    prepare: async (world) => {
      await open(world);
      setTag(world, 'v1.1.0');
    },
    run: { ...push, inputs: { environment: 'dev' } },
    end: { state: 'closed', title: 'Promote web to dev: v1.0.0 → v1.1.0', tag: 'v1.1.0' },
  },
];

/** A stand-in with one repository, which can be brought back to how it was. */
export interface World {
  readonly github: Standin;
  readonly repository: Repository;
  readonly run: (how: Situation['run']) => Promise<ActionResult>;
  /** Remembers how the repository is; the answer brings it back to that. */
  readonly keep: () => () => void;
}

export async function startWorld(): Promise<World> {
  const github = await startStandin();
  const repository = github.createRepository('acme', 'shop', exampleFiles());
  const keep = () => {
    const refs = new Map(repository.refs());
    const pulls: readonly Pull[] = structuredClone(repository.pulls);
    return () => {
      for (const [ref, sha] of repository.refs()) {
        const old = refs.get(ref);
        if (old === undefined) dropRef(repository.dir, ref, sha);
        else if (old !== sha) moveRef(repository.dir, ref, old, sha);
      }
      repository.pulls.splice(0, repository.pulls.length, ...structuredClone(pulls));
      repository.comments.splice(0);
    };
  };
  return { github, repository, keep, run: (how) => runAction({ url: github.url, repository: 'acme/shop', ...how }) };
}
