import { userJson } from './access.js';
import { type Answer, notFound, ok, paged, type Request, type Route } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { readObjects } from './objects.js';

export interface Release {
  readonly id: number;
  readonly tag: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly at: string;
}

function releaseJson(request: Request, { id, tag, draft, prerelease, at }: Release) {
  const url = `${repositoryUrl(request)}/releases/${id}`;
  const html = `${htmlUrl(request)}/releases`;
  return {
    url,
    html_url: `${html}/tag/${encodeURIComponent(tag)}`,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: null,
    zipball_url: null,
    id,
    node_id: `RE_${id}`,
    tag_name: tag,
    target_commitish: request.repository.defaultBranch,
    name: tag,
    body: '',
    draft,
    prerelease,
    created_at: at,
    published_at: draft ? null : at,
    author: userJson('octocat', request.api),
    assets: [],
  };
}

const shown = ({ repository }: Request) => repository.releases.filter(({ draft }) => !draft).toReversed();

function one(request: Request, release: Release | undefined): Answer {
  return release ? ok(releaseJson(request, release)) : notFound;
}

/** Names in reverse alphabetical order; an annotated tag shows the commit that it is of. */
function tags(request: Request): Answer {
  const { dir } = request.repository;
  const names = [...request.repository.refs().keys()].flatMap((ref) => /^refs\/tags\/(.+)$/.exec(ref)?.[1] ?? []).toReversed();
  return paged(names, request, (name) => {
    const [commit] = readObjects(dir, [`refs/tags/${name}^{commit}`]);
    const sha = commit?.sha ?? '';
    const at = repositoryUrl(request);
    const ball = (kind: string) => `${at}/${kind}/refs/tags/${name}`;
    return {
      name,
      commit: { sha, url: `${at}/commits/${sha}` },
      zipball_url: ball('zipball'),
      tarball_url: ball('tarball'),
      node_id: `REF_${sha}`,
    };
  });
}

const scopes = ['contents'] as const;

export const RELEASES: readonly Route[] = [
  { method: 'GET', path: /^\/tags$/, scopes, answer: tags },
  {
    method: 'GET',
    path: /^\/releases$/,
    scopes,
    answer: (request) => paged(shown(request), request, (release) => releaseJson(request, release)),
  },
  {
    method: 'GET',
    path: /^\/releases\/latest$/,
    scopes,
    answer: (request) =>
      one(
        request,
        shown(request).find(({ prerelease }) => !prerelease),
      ),
  },
  {
    method: 'GET',
    path: /^\/releases\/tags\/(.+)$/,
    scopes,
    answer: (request) =>
      one(
        request,
        shown(request).find(({ tag }) => tag === request.match[0]),
      ),
  },
];
