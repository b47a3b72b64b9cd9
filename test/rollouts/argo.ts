import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the linter of Argo Rollouts says of manifests, each a file of its own; undefined for what it accepts. */
export async function lint(tool: string, manifests: readonly string[]): Promise<readonly (string | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-lint-'));
  const said = new Array<string | undefined>(manifests.length).fill(undefined);
  const left = [...manifests.entries()];
  const one = (file: string) =>
    new Promise<string | undefined>((done) =>
      execFile(tool, ['lint', '-f', file], (error, stdout, stderr) => done(error ? `${stderr}${stdout}`.trim() : undefined)),
    );
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [i, text] = next;
      const file = join(folder, `${i}.yaml`);
      writeFileSync(file, text);
      said[i] = await one(file);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
  rmSync(folder, { recursive: true });
  return said;
}

/** What the controller's checks of metrics say of each template of analyses in a file: its name, and the error if there is one. */
export function metrics(tool: string, file: string): readonly { readonly name: string; readonly error?: string }[] {
  const lines = execFileSync(tool, ['metrics', file], { encoding: 'utf8', stdio: 'pipe' }).trim().split('\n');
  return lines.filter((text) => text !== '').map((text) => JSON.parse(text));
}
