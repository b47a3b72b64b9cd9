import type { Request } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { gitFact } from './git.js';

const STATUS: Readonly<Record<string, string>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  T: 'changed',
  R: 'renamed',
  C: 'copied',
};

/**
 * The files that differ between two trees, in GitHub's shape. One run of git gives, in this order: a raw record for each file, its
 * line counts, and its patch.
 */
export function changedFiles(request: Request, from: string, to: string) {
  const output = gitFact(request.repository.dir, ['diff-tree', '-r', '-M', '-z', '--raw', '--numstat', '-p', from, to]) ?? '';
  if (output === '') return [];
  const start = output.search(/(^|\0)diff --git /);
  const fields = (start < 0 ? output : output.slice(0, start)).split('\0');
  const patches =
    start < 0
      ? []
      : output
          .slice(start)
          .split(/^\0?diff --git /m)
          .slice(1);
  const raw: { status: string; sha: string; path: string; previous?: string }[] = [];
  let i = 0;
  for (; fields[i]?.startsWith(':'); i++) {
    const [, , before = '', after = '', letter = ''] = (fields[i] ?? '').split(' ');
    const status = STATUS[letter.charAt(0)] ?? 'changed';
    const [first = '', second = ''] = fields.slice(i + 1, i + 3);
    const moved = status === 'renamed' || status === 'copied';
    i += moved ? 2 : 1;
    const sha = status === 'removed' ? before : after;
    raw.push(moved ? { status, sha, path: second, previous: first } : { status, sha, path: first });
  }
  return raw.map(({ status, sha, path, previous }, index) => {
    const [added = '', removed = ''] = (fields[i] ?? '').split('\t');
    i += previous === undefined ? 1 : 3;
    const [additions, deletions] = [Number.parseInt(added, 10) || 0, Number.parseInt(removed, 10) || 0];
    const hunk = patches[index]?.search(/^@@ /m) ?? -1;
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return {
      sha,
      filename: path,
      status,
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${htmlUrl(request)}/blob/${to}/${encoded}`,
      raw_url: `${htmlUrl(request)}/raw/${to}/${encoded}`,
      contents_url: `${repositoryUrl(request)}/contents/${encoded}?ref=${to}`,
      ...(hunk < 0 ? {} : { patch: patches[index]?.slice(hunk).replace(/\n$/, '') }),
      ...(previous === undefined ? {} : { previous_filename: previous }),
    };
  });
}
