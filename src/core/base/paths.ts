/**
 * Joins a folder and a path as users write it, both with `/`, relative to the repository root.
 * Undefined for what leaves the root: absolute paths, drive letters, backslashes, NUL, and `..` beyond the top.
 */
export function joinPath(dir: string, path: string): string | undefined {
  if (/^\/|^[A-Za-z]:|[\\\0]/.test(path)) return undefined;
  const out: string[] = [];
  for (const step of `${dir}/${path}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') out.push(step);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join('/');
}

/** The folder of a path; empty for the root. */
export const dirOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
