import { type Finding, fileLayer } from '../core/index.js';
import { checkImageKeys } from '../core/promotion/index.js';
import type { LoadedApp } from './apps.js';

/** What is wrong with the keys that an app names in `promote.images`, judged by its bundle and the values files of all its environments. */
export function imageMistakes({ app, bundle, tree }: LoadedApp): readonly Finding[] {
  if (app.promotion.images.every(({ origin }) => !origin)) return [];
  const paths = new Set(app.environments.flatMap(({ values }) => values));
  const files = [...paths].flatMap((path) => {
    const file = tree.read(path);
    const layer = file.ok ? fileLayer(file.value) : file;
    return layer.ok ? [layer.value.data] : [];
  });
  return checkImageKeys(app.promotion.images, bundle, files);
}
