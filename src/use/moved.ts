import { covers, equal, type Finding, finding, type Outcome, type Path, parsePath, type Rendered } from '../core/index.js';
import { sameTag, sharedFile, writes } from '../core/promotion/index.js';
import type { Tree } from '../io/tree.js';
import { type LoadedApp, loadApp, renderEnvironment } from './apps.js';
import { overlay, placeOf } from './bump.js';
import { type PlannedApp, type PlannedEnvironment, refused } from './promotion.js';
import { areMates, isSame, type Reader, readersOf } from './readers.js';
import { valuesAt } from './running.js';

interface AppPlan {
  readonly loaded: LoadedApp;
  readonly plan: PlannedApp;
}

/** One environment that is written to, and the others whose values change with it, by file. */
interface Part extends Reader, Pick<AppPlan, 'loaded'> {
  readonly planned: PlannedEnvironment;
  readonly moves: ReadonlyMap<string, readonly Reader[]>;
}

/** Does an environment read the value at a path when it is rendered? */
type Reads = (reader: Reader, path: Path) => Promise<boolean>;

/**
 * The plans without the bumps that would change other environments, since these read the same file: such a bump is refused. Apps of a group
 * may share a file of one environment if the plan gives all that change the same tag. What an environment overrides, or does not read,
 * does not change it.
 */
export async function withoutMoves<T extends AppPlan>(plans: readonly T[]): Promise<readonly T[]> {
  const parts: Part[] = [];
  for (const { loaded, plan } of plans)
    for (const planned of plan.environments) {
      if (!writes(planned) || planned.edits.length === 0) continue;
      const moves = await movesOf(loaded, planned, readsIn(loaded));
      parts.push({ loaded, planned, app: loaded.app, environment: planned.target, moves });
    }
  const wrong = wrongParts(parts);
  if (wrong.size === 0) return plans;
  const judged = (planned: PlannedEnvironment) => {
    const item = wrong.get(planned);
    return item ? refused(planned, [item, ...planned.findings]) : planned;
  };
  return plans.map((item) => ({ ...item, plan: { ...item.plan, environments: item.plan.environments.map(judged) } }));
}

/** What is refused: a part that changes others which do not go with it, and so all that go with a refused one in the same file. */
function wrongParts(parts: readonly Part[]): ReadonlyMap<PlannedEnvironment, Finding> {
  const wrong = new Map<PlannedEnvironment, Finding>();
  const shared = parts.filter(({ moves }) => [...moves.values()].some((readers) => readers.length > 0));
  const follows = (reader: Reader, part: Part) =>
    areMates(reader, part) &&
    parts.some((other) => isSame(other, reader) && !wrong.has(other.planned) && sameTag(other.planned.to ?? '', part.planned.to));
  for (let known = -1; known < wrong.size; ) {
    known = wrong.size;
    for (const part of shared) {
      if (wrong.has(part.planned)) continue;
      const [file, readers] = [...part.moves].find(([, moved]) => !moved.every((reader) => follows(reader, part))) ?? [];
      if (file !== undefined && readers) wrong.set(part.planned, whyNot(part, file, readers));
    }
  }
  // Texts of a group build on each other.
  for (const part of parts) {
    const spoilt = (other: Part) =>
      wrong.has(other.planned) && areMates(other, part) && [...other.moves.keys()].find((file) => part.moves.has(file));
    const file = wrong.size > 0 && !wrong.has(part.planned) && parts.map(spoilt).find((one) => typeof one === 'string');
    if (typeof file === 'string')
      wrong.set(part.planned, finding('promotion/cannot-edit', `what else is to be written to ${file} was refused`));
  }
  return wrong;
}

async function movesOf(
  loaded: LoadedApp,
  { edits, shared, files, target }: PlannedEnvironment,
  reads: Reads,
): Promise<Part['moves']> {
  const after = overlay(loaded.tree, new Map(files.map(({ path, text }) => [path, text])));
  const moves = new Map<string, readonly Reader[]>();
  for (const file of new Set(edits.map(({ path }) => path))) {
    const keys = [...edits.flatMap(({ path, key }) => (path === file ? [key] : [])), ...shared];
    const paths = keys.map((key) => parsePath(key) ?? []);
    const moved: Reader[] = [];
    for (const reader of readersOf(loaded, file))
      if (
        !isSame(reader, { app: loaded.app, environment: target }) &&
        (await changes(reader, paths, [loaded.tree, after], reads))
      )
        moved.push(reader);
    moves.set(file, moved);
  }
  return moves;
}

/** Would an environment get another value at one of the paths, and is that an image of its app, or read by it? What cannot be judged would. */
async function changes(reader: Reader, paths: readonly Path[], trees: readonly [Tree, Tree], reads: Reads): Promise<boolean> {
  const [before, after] = trees.map(({ read }) => valuesAt(paths, reader.environment.values, read));
  if (!before || !after || before.findings.length + after.findings.length > 0) return true;
  const changed = paths.filter((_, i) => !equal(before.values[i]?.value, after.values[i]?.value));
  if (changed.some((path) => reader.app.promotion.images.some((image) => equal([...image.path], [...path])))) return true;
  for (const path of changed) if (await reads(reader, path)) return true;
  return false;
}

const known = new WeakMap<Tree, Map<string, Promise<Outcome<Pick<Rendered, 'reads'>>>>>();

/** Renders each environment once, as it is. */
function readsIn({ tree, assets }: LoadedApp): Reads {
  const rendered = known.get(tree) ?? new Map<string, Promise<Outcome<Pick<Rendered, 'reads'>>>>();
  known.set(tree, rendered);
  const render = async ({ app, environment }: Reader) => {
    const loaded = await loadApp(app.path, tree, assets);
    return loaded.ok ? renderEnvironment(loaded.value, environment, { validate: false }) : loaded;
  };
  return async (reader, path) => {
    const key = `${reader.environment.name} ${reader.app.path}`;
    const outcome = rendered.get(key) ?? render(reader);
    rendered.set(key, outcome);
    const made = await outcome;
    return (
      !made.ok ||
      made.findings.some(({ severity }) => severity === 'error') ||
      made.value.reads().some((read) => covers(read, ['values', ...path]))
    );
  };
}

function whyNot({ loaded, app, environment, planned }: Part, file: string, readers: readonly Reader[]): Finding {
  const edits = planned.edits.filter(({ path }) => path === file);
  const [first] = edits;
  const values = edits.map(({ key, from }) => ({ path: parsePath(key) ?? [], now: from ?? planned.from ?? planned.to ?? '' }));
  return sharedFile({
    app,
    environment,
    path: file,
    ...(first ? { origin: placeOf(first) } : {}),
    readers,
    values,
    exists: loaded.tree.exists,
  });
}
