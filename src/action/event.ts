import type { ActionCommand } from './inputs.js';

/** What the run is about, out of GitHub's event payload (docs.github.com/webhooks/webhook-events-and-payloads). */
export type Task =
  | { readonly do: 'preview'; readonly number: number; readonly base: string; readonly head: string }
  | { readonly do: 'promote'; readonly tag?: string; readonly released?: string }
  | { readonly do: 'rollback' }
  | { readonly do: 'validate' | 'render' }
  | { readonly do: 'nothing'; readonly why: string };

export interface Event {
  readonly name: string;
  readonly ref: string;
  readonly payload: {
    readonly release?: { readonly tag_name?: string; readonly draft?: boolean; readonly published_at?: string | null };
    readonly pull_request?: {
      readonly number: number;
      readonly base?: { readonly sha?: string };
      readonly head?: { readonly sha?: string };
    };
    readonly repository?: { readonly default_branch?: string };
    readonly action?: string;
    readonly deleted?: boolean;
  };
}

/** A release that is no more is promoted nowhere (docs.github.com/webhooks, "release"). */
const GONE = new Set(['deleted', 'unpublished']);
const TAG = /^refs\/tags\/(.+)$/;

/** The release tag that the event speaks of, if any. */
function tagOf({ name, ref, payload }: Event): string | undefined {
  if (name === 'release') return payload.release?.tag_name;
  return payload.deleted ? undefined : TAG.exec(ref)?.[1];
}

/** Decides what to do: what `command` says, or with `auto` what the event asks for. */
export function taskOf(command: ActionCommand, event: Event, inputs: { readonly tag: string; readonly base: string }): Task {
  const { name, ref, payload } = event;
  const tag = inputs.tag || tagOf(event);
  const released = payload.release?.published_at;
  const promote: Task = { do: 'promote', ...(tag ? { tag } : {}), ...(typeof released === 'string' ? { released } : {}) };
  const isGone = payload.deleted || (name === 'release' && GONE.has(payload.action ?? ''));
  if (command === 'promote') return isGone && !inputs.tag ? { do: 'nothing', why: `${tag ?? ref} was deleted` } : promote;
  if (command === 'rollback') return { do: 'rollback' };
  if (command === 'render' || command === 'validate') return { do: command };
  const pull = payload.pull_request;
  if (pull && payload.action === 'closed') return { do: 'nothing', why: `#${pull.number} is closed` };
  if (pull?.base?.sha && pull.head?.sha) return { do: 'preview', number: pull.number, base: pull.base.sha, head: pull.head.sha };
  if (
    name === 'release' &&
    (payload.release?.draft || (payload.action !== undefined && payload.action !== 'published' && payload.action !== 'released'))
  )
    return { do: 'nothing', why: `the release is not published (${payload.action ?? 'draft'})` };
  if (payload.deleted) return { do: 'nothing', why: `${ref} was deleted` };
  if (tag || name === 'schedule') return promote;
  const base = inputs.base || payload.repository?.default_branch;
  if (name === 'push' && base && ref === `refs/heads/${base}`) return promote;
  return { do: 'validate' };
}
