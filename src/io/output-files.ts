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
  const seen = new Map<string, number>();
  return objects.map((object) => {
    const name = fileName(object);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { group, path: `${group}/${name}${count > 1 ? `-${count}` : ''}.yaml`, text: toStream([object]) };
  });
}

const fileName = ({ ref }: RenderedObject) => `${ref.kind}-${ref.name}`.toLowerCase().replace(/[^a-z0-9._-]/g, '_');
