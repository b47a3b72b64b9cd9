import { type Answer, failed, notFound, ok, type Request, type Route } from './answer.js';
import { commitJson, htmlUrl, repositoryUrl } from './commit-json.js';
import { base64, treeJson } from './git-data.js';
import { readCommits, readObjects } from './objects.js';
import { repositoryJson } from './repo-json.js';

function about(request: Request): Answer {
  const push = request.permissions.contents === 'write';
  return ok({
    ...repositoryJson(request),
    permissions: { admin: false, maintain: false, push, triage: push, pull: true },
    allow_auto_merge: request.repository.autoMergeAllowed,
  });
}

function branch(request: Request): Answer {
  const [name = ''] = request.match;
  const [commit] = readCommits(request.repository.dir, [`refs/heads/${name}`]);
  if (!commit) return failed(404, 'Branch not found');
  const [url, html] = [`${repositoryUrl(request)}/branches/${name}`, `${htmlUrl(request)}/tree/${name}`];
  return ok({
    name,
    commit: commitJson(request, commit),
    _links: { self: url, html },
    protected: false,
    protection: { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } },
    protection_url: `${url}/protection`,
  });
}

/** A file, a link, or what is in a folder. The content of more than 1 MiB is left out, as GitHub does. */
function contents(request: Request): Answer {
  const { repository, query, match, accept } = request;
  const ref = query.get('ref') ?? repository.defaultBranch;
  const path = (match[0] ?? '').replace(/^\/|\/$/g, '');
  const [tip, object] = readObjects(repository.dir, [`${ref}^{commit}`, `${ref}^{commit}:${path}`]);
  if (!tip) return failed(404, `No commit found for the ref ${ref}`);
  if (!object) return notFound;
  const places = (name: string, sha: string, type: string) => {
    const encoded = name.split('/').map(encodeURIComponent).join('/');
    const url = `${repositoryUrl(request)}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
    const git = `${repositoryUrl(request)}/git/${type}s/${sha}`;
    const html = `${htmlUrl(request)}/${type}/${ref}/${encoded}`;
    const download = type === 'blob' ? `${htmlUrl(request)}/raw/${ref}/${encoded}` : null;
    return { url, git_url: git, html_url: html, download_url: download, _links: { self: url, git, html } };
  };
  const kind = (mode: string, type: string) =>
    mode === '120000' ? 'symlink' : type === 'tree' ? 'dir' : type === 'blob' ? 'file' : 'submodule';
  if (object.type === 'tree') {
    const entries = treeJson(request, object.sha, false).tree.map(({ path: name, mode, type, sha, ...more }) => {
      const full = path === '' ? name : `${path}/${name}`;
      const size = 'size' in more ? more.size : 0;
      return { name, path: full, sha, size, ...places(full, sha, type), type: kind(mode, type) };
    });
    return ok(entries);
  }
  if (/\.raw\b/.test(accept)) return { status: 200, body: object.data };
  const [folder] = readObjects(repository.dir, [`${ref}^{commit}:${path.split('/').slice(0, -1).join('/')}`]);
  const name = path.split('/').at(-1) ?? path;
  const entry = treeJson(request, folder?.sha ?? '', false).tree.find((item) => item.path === name);
  const size = object.data.length;
  const common = { name, path, sha: object.sha, size, ...places(path, object.sha, 'blob') };
  if (entry?.mode === '120000') return ok({ type: 'symlink', target: object.data.toString(), ...common });
  const shown = size <= 1 << 20 ? { encoding: 'base64', content: base64(object.data) } : { encoding: 'none', content: '' };
  return ok({ type: 'file', ...common, ...shown });
}

export const REPOS: readonly Route[] = [
  { method: 'GET', path: /^\/?$/, scopes: [], answer: about },
  { method: 'GET', path: /^\/branches\/(.+)$/, scopes: ['contents'], answer: branch },
  { method: 'GET', path: /^\/contents(?:\/(.*))?$/, scopes: ['contents'], answer: contents },
];
