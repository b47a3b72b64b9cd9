/** The operations of GitHub's REST API that the stand-in serves. */
const REPO = '/repos/{owner}/{repo}';
const SERVED = {
  '/user': 'get',
  [REPO]: 'get',
  [`${REPO}/branches/{branch}`]: 'get',
  [`${REPO}/commits`]: 'get',
  [`${REPO}/commits/{commit_sha}/pulls`]: 'get',
  [`${REPO}/commits/{ref}`]: 'get',
  [`${REPO}/commits/{ref}/check-runs`]: 'get',
  [`${REPO}/commits/{ref}/status`]: 'get',
  [`${REPO}/compare/{basehead}`]: 'get',
  [`${REPO}/contents/{path}`]: 'get',
  [`${REPO}/git/blobs`]: 'post',
  [`${REPO}/git/blobs/{file_sha}`]: 'get',
  [`${REPO}/git/commits`]: 'post',
  [`${REPO}/git/commits/{commit_sha}`]: 'get',
  [`${REPO}/git/matching-refs/{ref}`]: 'get',
  [`${REPO}/git/ref/{ref}`]: 'get',
  [`${REPO}/git/refs`]: 'post',
  [`${REPO}/git/refs/{ref}`]: 'delete patch',
  [`${REPO}/git/trees`]: 'post',
  [`${REPO}/git/trees/{tree_sha}`]: 'get',
  [`${REPO}/issues/comments/{comment_id}`]: 'delete get patch',
  [`${REPO}/issues/{issue_number}`]: 'get patch',
  [`${REPO}/issues/{issue_number}/assignees`]: 'delete post',
  [`${REPO}/issues/{issue_number}/comments`]: 'get post',
  [`${REPO}/issues/{issue_number}/labels`]: 'get post put',
  [`${REPO}/issues/{issue_number}/labels/{name}`]: 'delete',
  [`${REPO}/milestones`]: 'get',
  [`${REPO}/pulls`]: 'get post',
  [`${REPO}/pulls/comments/{comment_id}`]: 'delete get patch',
  [`${REPO}/pulls/{pull_number}`]: 'get patch',
  [`${REPO}/pulls/{pull_number}/comments`]: 'get post',
  [`${REPO}/pulls/{pull_number}/comments/{comment_id}/replies`]: 'post',
  [`${REPO}/pulls/{pull_number}/commits`]: 'get',
  [`${REPO}/pulls/{pull_number}/files`]: 'get',
  [`${REPO}/pulls/{pull_number}/merge`]: 'put',
  [`${REPO}/pulls/{pull_number}/requested_reviewers`]: 'post',
  [`${REPO}/pulls/{pull_number}/reviews`]: 'get post',
  [`${REPO}/releases`]: 'get',
  [`${REPO}/releases/latest`]: 'get',
  [`${REPO}/releases/tags/{tag}`]: 'get',
  [`${REPO}/tags`]: 'get',
};

const TALK = /^(description|example|examples|title|externalDocs|deprecated|x-.*)$/;

/** A schema without its words, with `nullable` as JSON Schema says it. */
function bare(schema) {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = schema;
  const out = {};
  for (const [key, value] of Object.entries(rest)) {
    if (TALK.test(key)) continue;
    const named = key === 'properties' && typeof value === 'object';
    const data = key === 'enum' || key === 'default' || key === 'required';
    out[key] = data
      ? value
      : named
        ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, bare(item)]))
        : bare(value);
  }
  if (nullable !== true) return out;
  if (typeof out.type !== 'string') return { anyOf: [out, { type: 'null' }] };
  return { ...out, type: [out.type, 'null'], ...(out.enum ? { enum: [...out.enum.filter((item) => item !== null), null] } : {}) };
}

const refsIn = (value) => [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);

/** GitHub's description cut to what is served, one operation and one schema a line. */
export function cutDescription(text, source) {
  const { openapi, info, paths, components } = JSON.parse(text);
  const follow = (item) => (item.$ref ? components[item.$ref.split('/')[2]][item.$ref.split('/')[3]] : item);
  const json = ({ content }) =>
    content?.['application/json']
      ? { content: { 'application/json': { schema: bare(content['application/json'].schema) } } }
      : {};
  const operation = ({ operationId, parameters = [], requestBody, responses }) => ({
    operationId,
    parameters: parameters.map(follow).map((item) => ({
      name: item.name,
      in: item.in,
      ...(item.required ? { required: true } : {}),
      ...(item['x-multi-segment'] ? { 'x-multi-segment': true } : {}),
      schema: bare(item.schema),
    })),
    ...(requestBody ? { requestBody: { ...(requestBody.required ? { required: true } : {}), ...json(requestBody) } } : {}),
    responses: Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, json(follow(response))])),
  });
  const served = Object.entries(SERVED).map(([path, methods]) => {
    const of = (method) => {
      if (!paths[path]?.[method]) throw new Error(`${method} ${path} is not described`);
      return [method, operation(paths[path][method])];
    };
    return [path, Object.fromEntries(methods.split(' ').map(of))];
  });
  const schemas = new Map();
  const reach = (names) => {
    for (const name of names) {
      if (schemas.has(name)) continue;
      schemas.set(name, bare(components.schemas[name]));
      reach(refsIn(schemas.get(name)));
    }
  };
  reach(['basic-error', ...refsIn(served)]);
  const lines = (entries, indent) =>
    entries.map(([key, value]) => `${indent}${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n');
  const methods = served
    .map(([path, item]) => `    ${JSON.stringify(path)}: {\n${lines(Object.entries(item), '      ')}\n    }`)
    .join(',\n');
  const head = lines(
    Object.entries({
      openapi,
      info: { title: info.title, version: info.version, license: info.license, 'x-cut-from': `${source}, by scripts/github.mjs` },
    }),
    '  ',
  );
  const sorted = [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{\n${head},\n  "paths": {\n${methods}\n  },\n  "components": {\n    "schemas": {\n${lines(sorted, '      ')}\n    }\n  }\n}\n`;
}
