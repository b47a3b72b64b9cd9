import type { Finding } from '../core/index.js';
import { editFiles } from '../io/edit-files.js';
import { line } from '../report/clean.js';
import { type FindingsOf, formatEdits } from '../report/index.js';
import { type Project, shownFrom } from './project.js';
import type { World } from './world.js';

/** What is fixed may show more: a file with a wrong key is not rendered. */
const PASSES = 20;

const editsIn = (list: readonly FindingsOf[]) =>
  list.flatMap(({ findings }) => findings.flatMap(({ edit }: Finding) => (edit ? [edit] : [])));

/** Makes the certain fixes in the files, says which on stderr, and gives what a check finds afterwards. */
export async function fixed<T extends { readonly project: Project; readonly found: readonly FindingsOf[] }>(
  check: () => Promise<T>,
  world: World,
): Promise<T> {
  let checked = await check();
  const unfixed = new Map<string, string>();
  for (let pass = 0; pass < PASSES; pass++) {
    const { project, found } = checked;
    const { made, kept, refused: findings } = editFiles(project.root, project.tree, editsIn(found));
    const show = shownFrom(project, world);
    for (const { path, why } of kept) unfixed.set(show(path), why);
    world.err(formatEdits(made, show));
    if (findings.length > 0) checked = { ...checked, found: [...found, { app: '', environment: '', findings }] };
    if (made.length === 0) break;
    checked = await check();
  }
  for (const [path, why] of unfixed) world.err(line(`not fixed: ${path} ${why}`));
  return checked;
}
