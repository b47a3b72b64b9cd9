import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What kubeconform refuses an object for: where, as a JSON pointer, and why. */
export interface Refusal {
  readonly path: string;
  readonly msg: string;
}

interface Report {
  readonly resources: readonly {
    readonly filename: string;
    readonly status: string;
    readonly msg: string;
    readonly validationErrors?: readonly Refusal[];
  }[];
}

/** Asks `kubeconform -strict` about manifests, each a file of its own; by index, what it refuses, and nothing for what it accepts. */
export function refusals(
  kubeconform: string,
  location: string,
  manifests: readonly string[],
): ReadonlyMap<number, readonly Refusal[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-kubeconform-'));
  try {
    for (const [i, text] of manifests.entries()) writeFileSync(join(folder, `${i}.yaml`), text);
    const { stdout, stderr, status } = spawnSync(
      kubeconform,
      ['-strict', '-output', 'json', '-schema-location', location, folder],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    if (status === null || stdout === '') throw new Error(`kubeconform: ${stderr}`);
    const said = new Map<number, readonly Refusal[]>();
    for (const { filename, msg, validationErrors } of (JSON.parse(stdout) as Report).resources) {
      const i = Number(/(\d+)\.yaml$/.exec(filename)?.[1]);
      said.set(i, [...(said.get(i) ?? []), ...(validationErrors ?? [{ path: '', msg }])]);
    }
    return said;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
