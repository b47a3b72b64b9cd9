import { parse, print, visit } from 'graphql';

/** The fields that the stand-in serves, with those of their arguments that it heeds. Types of arguments come with them, whole. */
const SERVED = {
  Query: ['node(id)', 'rateLimit', 'repository(name,owner)', 'viewer'],
  Mutation: [
    'closePullRequest(input)',
    'convertPullRequestToDraft(input)',
    'createCommitOnBranch(input)',
    'disablePullRequestAutoMerge(input)',
    'enablePullRequestAutoMerge(input)',
    'enqueuePullRequest(input)',
    'markPullRequestReadyForReview(input)',
    'updateRefs(input)',
  ],
  Node: ['id'],
  Actor: ['login', 'url'],
  RepositoryOwner: ['id', 'login', 'url'],
  User: ['id', 'login', 'url'],
  Bot: ['id', 'login', 'url'],
  RateLimit: ['cost', 'limit', 'remaining', 'resetAt', 'used'],
  GitObject: ['abbreviatedOid', 'id', 'oid'],
  Blob: ['abbreviatedOid', 'byteSize', 'id', 'isBinary', 'isTruncated', 'oid', 'text'],
  Tree: ['abbreviatedOid', 'entries', 'id', 'oid'],
  TreeEntry: ['mode', 'name', 'object', 'oid', 'path', 'type'],
  Tag: ['abbreviatedOid', 'id', 'message', 'name', 'oid', 'target'],
  Commit: [
    'abbreviatedOid',
    'associatedPullRequests(after,first)',
    'author',
    'authoredDate',
    'committedDate',
    'committer',
    'history(after,first,path,since,until)',
    'id',
    'message',
    'messageBody',
    'messageHeadline',
    'oid',
    'parents(after,first)',
    'signature',
    'statusCheckRollup',
    'tree',
    'url',
  ],
  GitActor: ['date', 'email', 'name', 'user'],
  GitSignature: ['isValid'],
  GpgSignature: ['isValid'],
  StatusCheckRollup: ['state'],
  Ref: ['id', 'name', 'prefix', 'target'],
  Repository: [
    'autoMergeAllowed',
    'databaseId',
    'defaultBranchRef',
    'id',
    'isArchived',
    'isPrivate',
    'mergeQueue(branch)',
    'name',
    'nameWithOwner',
    'object(expression,oid)',
    'owner',
    'pullRequest(number)',
    'pullRequests(after,baseRefName,first,headRefName,labels,last,orderBy,states)',
    'ref(qualifiedName)',
    'refs(after,first,refPrefix)',
    'url',
  ],
  MergeQueue: ['id'],
  MergeQueueEntry: ['enqueuedAt', 'id', 'position', 'state'],
  PullRequest: [
    'assignees(after,first)',
    'author',
    'autoMergeRequest',
    'baseRef',
    'baseRefName',
    'baseRefOid',
    'body',
    'closed',
    'closedAt',
    'comments(after,first,last)',
    'commits(after,first,last)',
    'createdAt',
    'headRef',
    'headRefName',
    'headRefOid',
    'headRepository',
    'headRepositoryOwner',
    'id',
    'isCrossRepository',
    'isDraft',
    'isInMergeQueue',
    'labels(after,first)',
    'latestReviews(after,first)',
    'mergeCommit',
    'mergeQueueEntry',
    'mergeStateStatus',
    'mergeable',
    'merged',
    'mergedAt',
    'milestone',
    'number',
    'repository',
    'reviewRequests(after,first)',
    'state',
    'title',
    'updatedAt',
    'url',
  ],
  PullRequestCommit: ['commit', 'id'],
  PullRequestReview: ['id'],
  ReviewRequest: ['id'],
  AutoMergeRequest: ['commitBody', 'commitHeadline', 'enabledAt', 'enabledBy', 'mergeMethod'],
  IssueComment: ['author', 'body', 'createdAt', 'databaseId', 'id', 'updatedAt'],
  Label: ['id', 'name'],
  Milestone: ['id', 'number', 'title'],
  PageInfo: ['endCursor', 'hasNextPage', 'hasPreviousPage', 'startCursor'],
  CreateCommitOnBranchPayload: ['clientMutationId', 'commit', 'ref'],
  EnqueuePullRequestPayload: ['clientMutationId', 'mergeQueueEntry'],
  UpdateRefsPayload: ['clientMutationId'],
};
const CONNECTIONS = [
  'CommitHistory',
  'Commit',
  'Ref',
  'PullRequest',
  'PullRequestCommit',
  'IssueComment',
  'Label',
  'PullRequestReview',
  'ReviewRequest',
  'User',
];
for (const name of CONNECTIONS) SERVED[`${name}Connection`] = ['nodes', 'pageInfo', 'totalCount'];
for (const name of ['ClosePullRequest', 'ConvertPullRequestToDraft', 'MarkPullRequestReadyForReview'])
  SERVED[`${name}Payload`] = ['clientMutationId', 'pullRequest'];
for (const name of ['Enable', 'Disable'])
  SERVED[`${name}PullRequestAutoMergePayload`] = ['actor', 'clientMutationId', 'pullRequest'];

/** The served fields of a type, without the arguments that are not heeded. */
function cutFields(type) {
  const wanted = new Map(
    SERVED[type.name.value].map((field) => {
      const [, name, args] = /^(\w+)(?:\((.*)\))?$/.exec(field);
      return [name, args?.split(',') ?? []];
    }),
  );
  for (const name of wanted.keys())
    if (!type.fields.some((field) => field.name.value === name))
      throw new Error(`${type.name.value}.${name} is not in the schema`);
  return type.fields
    .filter((field) => wanted.has(field.name.value))
    .map((field) => ({
      ...field,
      arguments: field.arguments.filter(({ name }) => wanted.get(field.name.value).includes(name.value)),
    }));
}

/** GitHub's schema cut to what is served and to the scalars, enums and inputs that this needs. */
export function cutSchema(text, source) {
  const types = new Map(parse(text).definitions.map((definition) => [definition.name?.value, definition]));
  const kept = new Map();
  const keep = (name) => {
    const type = types.get(name);
    if (!type || kept.has(name)) return;
    const served = type.kind === 'ObjectTypeDefinition' || type.kind === 'InterfaceTypeDefinition';
    if (served && !SERVED[name]) throw new Error(`${name} is reached, but none of its fields is served`);
    const names = (fields) => fields.map((field) => field.replace(/\(.*/, ''));
    const interfaces = (type.interfaces ?? []).filter(({ name: { value } }) =>
      SERVED[value]?.every((field) => names(SERVED[name]).includes(field)),
    );
    const cut = served ? { ...type, interfaces, fields: cutFields(type) } : type;
    const bare = visit(cut, {
      enter: (node) => (node.description ? { ...node, description: undefined } : undefined),
      Directive: () => null,
    });
    kept.set(name, bare);
    visit(bare, { NamedType: (node) => keep(node.name.value) });
  };
  for (const name of Object.keys(SERVED)) keep(name);
  const sorted = [...kept.values()].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return `# GitHub's GraphQL schema (${source}, MIT), cut to what is served here by scripts/github.mjs.\n\n${sorted.map(print).join('\n\n')}\n`;
}
