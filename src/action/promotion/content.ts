import { editsIn, type FileEdit } from '../../core/promotion/index.js';
import type { Comparison, GitHub, TreeEntry } from '../github/index.js';
import { isRequestFailure } from '../refusal.js';

/** Git's name for the content of a file that is not there. */
export const NONE = '0'.repeat(40);

/** What a branch holds beside its merge base. */
export interface Content {
  /** The files of the merge base. */
  readonly base: ReadonlyMap<string, TreeEntry>;
  /** The files that differ on the branch; undefined: taken away. */
  readonly changed: ReadonlyMap<string, TreeEntry | undefined>;
  /** False: it holds work of others. */
  readonly isOurs: boolean;
}

/**
 * Whose work is on a branch? Ours alone if its tree is that of its merge base plus exactly the edits that our commits name: the newest
 * one's are there, and nothing that none of them made. Authors and messages can be copied, and commits amended; content cannot lie.
 * `plain`: our commits may have taken away the mode of a file, as those by GraphQL do.
 */
export async function contentOf(
  github: GitHub,
  { mergeBase, messages }: Comparison,
  tip: string,
  plain: boolean,
): Promise<Content> {
  const [base, head] = await Promise.all([mergeBase, tip].map(async (commit) => entriesOf(await github.entries(commit))));
  if (!base || !head) throw new Error('two trees were asked for');
  const paths = new Set([...base.keys(), ...head.keys()]);
  const changed = new Map(
    [...paths].filter((path) => !isSame(base.get(path), head.get(path))).map((path) => [path, head.get(path)]),
  );
  const named = messages.map(editsIn);
  const edits = new Map(named.flat().map((edit) => [edit.path, edit]));
  const last = named.findLast((some) => some.length > 0) ?? [];
  const wanted = [...new Set([...changed.keys(), ...last.map(({ path }) => path)])];
  const asked = await Promise.all(wanted.map((path) => isEdit(github, edits.get(path), base.get(path), head.get(path), plain)));
  return { base, changed, isOurs: asked.every(Boolean) };
}

export const entriesOf = (list: readonly TreeEntry[]): Content['base'] => new Map(list.map((entry) => [entry.path, entry]));
const isSame = (one: TreeEntry | undefined, other: TreeEntry | undefined) => one?.sha === other?.sha && one?.mode === other?.mode;

const PLAIN = '100644';

/** Is what became of a file what the edit made of it? Where the base changed the file too, the same lines must have changed in the same way. */
async function isEdit(
  github: GitHub,
  edit: FileEdit | undefined,
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
  plain: boolean,
): Promise<boolean> {
  if (!edit || !after) return false;
  if (after.mode !== (before?.mode ?? PLAIN) && !(plain && after.mode === PLAIN)) return false;
  if (after.sha === edit.after) return true;
  if (!before || before.sha === edit.before || edit.before === NONE) return false;
  const names = [edit.before, edit.after, before.sha, after.sha];
  const texts = await github.blobs(names.map((sha) => ({ sha, size: after.size }))).catch(noneFound);
  if (!texts) return false;
  const [a, b, c, d] = names.map((sha) => {
    const bytes = texts.get(sha);
    return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined;
  });
  if (a === undefined || b === undefined || c === undefined || d === undefined) return false;
  return changeOf(a, b) === changeOf(c, d);
}

/** A name that we did not write. */
function noneFound(error: unknown): undefined {
  if (!isRequestFailure(error) || error.status !== 404) throw error;
}

/** The lines that go and those that come, without where: between the first and the last one that differ. */
function changeOf(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  if (old.length === now.length) return JSON.stringify(old.flatMap((line, i) => (line === now[i] ? [] : [[line, now[i]]])));
  const shortest = Math.min(old.length, now.length);
  let head = 0;
  while (head < shortest && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return JSON.stringify([old.slice(head, old.length - tail), now.slice(head, now.length - tail)]);
}
