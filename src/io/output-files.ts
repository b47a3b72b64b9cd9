import { type Rendered, type RenderedObject, toStream } from '../core/index.js';

/** A file to write below the output folder. A group is what one run makes as a whole: an environment of an app. */
export interface OutputFile {
  readonly group: string;
  readonly path: string;
  readonly text: string;
}

/** The files of one environment: its whole stream, or with `split` one per object. */
export function outputFiles(
  group: string,
  { objects, stream }: Pick<Rendered, 'objects' | 'stream'>,
  split: boolean,
): readonly OutputFile[] {
  if (!split) return [{ group, path: `${group}.yaml`, text: stream }];
  const taken = new Set<string>();
  return objects.map((object) => {
    const first = fileName(object);
    let name = first;
    for (let count = 2; taken.has(name); count++) name = `${first}-${count}`;
    taken.add(name);
    return { group, path: `${group}/${name}.yaml`, text: toStream([object]) };
  });
}

const fileName = ({ ref }: RenderedObject) => `${ref.kind}-${ref.name}`.toLowerCase().replace(/[^a-z0-9._-]/g, '_');
