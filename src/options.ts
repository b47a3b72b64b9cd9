import type { Command } from './commands.js';

/**
 * One option. This table is the only place where an option is named: the CLI's flags, the Action's inputs (action.yml) and the
 * reference tables of the docs are made from it.
 */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help; without it the option is a switch. */
  readonly value?: string;
  /** May be given several times on the command line; as an Action input one per line. */
  readonly many?: boolean;
  readonly description: string;
  readonly default?: string;
  readonly commands: readonly Command[];
  /** True: also an input of the Action, under the same name. */
  readonly input?: boolean;
}

const ALL: readonly Command[] = ['render', 'validate', 'diff', 'explain', 'promote', 'rollback', 'generate'];

export const OPTIONS: readonly Option[] = [
  {
    name: 'environment',
    short: 'e',
    value: 'NAME',
    many: true,
    description: 'only this environment',
    commands: [...ALL, 'log'],
    input: true,
  },
  {
    name: 'set',
    value: 'KEY=VALUE',
    many: true,
    description: "set a value, in Helm's syntax; the bundle's schema decides its type",
    commands: ['render', 'validate', 'diff', 'explain', 'generate'],
    input: true,
  },
  {
    name: 'set-string',
    value: 'KEY=TEXT',
    many: true,
    description: 'set a value to a text, whatever it looks like',
    commands: ['render', 'validate', 'diff', 'explain', 'generate'],
    input: true,
  },
  {
    name: 'set-json',
    value: 'KEY=JSON',
    many: true,
    description: 'set a value to a JSON text',
    commands: ['render', 'validate', 'diff', 'explain', 'generate'],
    input: true,
  },
  {
    name: 'set-file',
    value: 'KEY=FILE',
    many: true,
    description: 'set a value to the text of a file',
    commands: ['render', 'validate', 'diff', 'explain', 'generate'],
  },
  {
    name: 'kube-version',
    value: 'VERSION',
    description: 'try another Kubernetes version than the one that the app pins',
    commands: ['render', 'validate', 'diff', 'explain'],
  },
  {
    name: 'api-versions',
    value: 'VERSION',
    many: true,
    description: "try other API versions, besides Helm's, than those that the app pins, such as monitoring.coreos.com/v1",
    commands: ['render', 'validate', 'diff', 'explain'],
  },
  {
    name: 'validate',
    value: 'on|off',
    default: 'on',
    description: 'check values and objects, or render only',
    commands: ['render', 'generate'],
  },
  {
    name: 'deadline',
    value: 'SECONDS',
    description: 'end with an error after this time (default: 50, or what FAIRLEAD_DEADLINE says)',
    commands: ['generate'],
  },
  { name: 'base', value: 'REF', default: 'HEAD', description: 'commit, branch or tag to compare with', commands: ['diff'] },
  {
    name: 'object',
    value: 'KIND/NAME',
    description: 'explain this object of the output, and the key as a field of it',
    commands: ['explain'],
  },
  {
    name: 'compat',
    value: 'helm[,REPAIR…]',
    description: 'make the objects as the Helm chart does that the bundle replaces, except for these repairs',
    commands: ['render', 'validate'],
  },
  { name: 'bundle', value: 'NAME|./DIR', description: 'render this bundle, without an app file', commands: ['render'] },
  { name: 'release', value: 'NAME', description: 'release name, with --bundle; of the new app', commands: ['render', 'init'] },
  {
    name: 'namespace',
    short: 'n',
    value: 'NAME',
    description: 'namespace, with --bundle (default: default); of all environments of the new app',
    commands: ['render', 'init'],
  },
  {
    name: 'values',
    short: 'f',
    value: 'FILE',
    many: true,
    description: 'values file, with --bundle; later ones win',
    commands: ['render'],
  },
  {
    name: 'output',
    short: 'o',
    value: 'DIR',
    description: 'write a file per environment instead of printing',
    commands: ['render'],
    input: true,
  },
  { name: 'split', description: 'with --output: a file per object', commands: ['render'], input: true },
  {
    name: 'format',
    value: 'NAME[=FILE]',
    many: true,
    description: 'findings as pretty (default on a terminal), text, json, github, sarif or junit; printed, or written to a file',
    commands: ['render', 'validate'],
  },
  { name: 'fix', description: 'apply the certain fixes to the files', commands: ['validate'] },
  {
    name: 'write-baseline',
    description: 'record all findings in .fairlead-baseline.json: only new ones count from now on',
    commands: ['validate'],
  },
  {
    name: 'tag',
    value: 'TAG',
    description:
      'the release tag that goes to the first environment; of a rollback, the tag to go back to (default: the one before)',
    commands: ['promote', 'rollback'],
    input: true,
  },
  {
    name: 'rendered',
    value: '[ENVIRONMENT=]FILE',
    many: true,
    description: 'manifests that Helm rendered; init takes the traffic script from them',
    commands: ['init'],
  },
  { name: 'update', description: 'write the expected files of the cases', commands: ['test'] },
  { name: 'write', description: 'change the files; without it the plan is only printed', commands: ['promote', 'rollback'] },
  { name: 'allow-downgrade', description: 'let an older tag replace a newer one', commands: ['promote'], input: true },
  {
    name: 'override',
    value: 'REASON',
    description: 'promote outside of the windows for this reason; the pull request shows it',
    commands: ['promote'],
    input: true,
  },
  {
    name: 'lift',
    value: 'ENVIRONMENT',
    many: true,
    description: 'end the hold of this environment',
    commands: ['promote'],
    input: true,
  },
  {
    name: 'any-tag',
    description: 'allow a tag that the environment never ran, by Git history',
    commands: ['rollback'],
    input: true,
  },
  { name: 'reason', value: 'TEXT', description: 'why it goes back; the hold shows it', commands: ['rollback'], input: true },
  {
    name: 'until',
    value: 'DATE',
    description: 'when the hold ends: 2027-01-31 or 2027-01-31T09:00:00Z (default: when it is lifted)',
    commands: ['rollback'],
    input: true,
  },
  { name: 'json', description: 'print JSON', commands: ['promote', 'rollback', 'log'] },
];

/** Inputs that only the Action has. */
export const ACTION_INPUTS: readonly Omit<Option, 'commands'>[] = [
  {
    name: 'command',
    value: 'auto|render|validate|promote|rollback',
    default: 'auto',
    description:
      'what to do; auto decides by the event: a release or tag promotes, a pull request is previewed, a push to the default branch carries tags on',
  },
  { name: 'paths', many: true, description: 'folders with apps, one per line (default: all apps of the repository)' },
  {
    name: 'token',
    default: `\${{ github.token }}`,
    description: 'needs contents: write and pull-requests: write to promote, pull-requests: write to comment',
  },
  { name: 'repository', description: 'the GitOps repository, if it is another one: owner/name' },
  { name: 'base', description: 'branch that promotions go to (default: the default branch)' },
  {
    name: 'comment',
    value: 'true|false',
    default: 'true',
    description: 'comment on the pull request; the job summary is always written',
  },
  { name: 'comment-key', description: 'names the comment, if several jobs preview one pull request (default: `paths`)' },
  {
    name: 'commit-mode',
    value: 'rest|graphql',
    default: 'rest',
    description:
      'how commits are made: rest (verified for the tokens of Apps and jobs), or graphql (verified for personal tokens too)',
  },
  { name: 'dry-run', value: 'true|false', default: 'false', description: 'plan and print, but write nothing to GitHub' },
];

/** Outputs of the Action, typed and documented here only. */
export const ACTION_OUTPUTS: readonly { readonly name: string; readonly description: string }[] = [
  {
    name: 'plan',
    description:
      'JSON: per app and environment the decision (bump, supersede, close, none, wait, refuse), its reason, when it may change, from, to, file, line and pull request',
  },
  { name: 'findings', description: 'JSON: every finding with app, environments, code, severity, message, fix and place' },
  { name: 'errors', description: 'number of error findings' },
  { name: 'changed', description: 'true if a pull request changes at least one object' },
  { name: 'digests', description: 'JSON: app → environment → digest of the rendered stream' },
  {
    name: 'pull-requests',
    description: 'JSON: app, environment, number and url of each pull request that is open for a promotion',
  },
  { name: 'pull-request-number', description: 'number of the first of them' },
  { name: 'pull-request-url', description: 'URL of the first of them' },
];

/** The options of one CLI command, in the order of the table. */
export const optionsOf = (command: Command): readonly Option[] => OPTIONS.filter((option) => option.commands.includes(command));
