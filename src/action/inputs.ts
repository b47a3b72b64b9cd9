import { getInput } from '@actions/core';
import { ACTION_INPUTS, OPTIONS } from '../options.js';

export type ActionCommand = 'auto' | 'render' | 'validate' | 'promote' | 'rollback';
const COMMANDS: readonly ActionCommand[] = ['auto', 'render', 'validate', 'promote', 'rollback'];

/** The inputs of a run, read once. */
export interface Inputs {
  readonly command: ActionCommand;
  readonly paths: readonly string[];
  readonly environments: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setJson: readonly string[];
  readonly token: string;
  /** `owner/name`; empty for the repository of the run. */
  readonly repository: string;
  readonly base: string;
  readonly tag: string;
  readonly output: string;
  readonly split: boolean;
  readonly comment: boolean;
  /** Names the comment of a preview. */
  readonly commentKey: string;
  readonly dryRun: boolean;
  readonly allowDowngrade: boolean;
  /** Why windows do not count; empty: they do. */
  readonly override: string;
  /** Environments whose hold ends. */
  readonly lift: readonly string[];
  /** Of a rollback. */
  readonly anyTag: boolean;
  readonly reason: string;
  readonly until: string;
  readonly commitMode: 'rest' | 'graphql';
}

/** Thrown for inputs that make no sense; the message is shown as it is. */
export class InputError extends Error {}

const NAMES = new Set([...ACTION_INPUTS, ...OPTIONS.filter((option) => option.input)].map((option) => option.name));

function input(name: string): string {
  if (!NAMES.has(name)) throw new Error(`no input ${name} in the options table`);
  return getInput(name);
}

const lines = (name: string) =>
  input(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function flag(name: string, fallback: boolean): boolean {
  const text = input(name).toLowerCase();
  if (text === '') return fallback;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new InputError(`\`${name}\` must be true or false, not ${JSON.stringify(input(name))}`);
}

/** Reads all inputs as the runner passes them. Throws InputError. */
export function readInputs(): Inputs {
  const command = COMMANDS.find((name) => name === (input('command') || 'auto'));
  if (!command)
    throw new InputError(`\`command\` must be one of ${COMMANDS.join(', ')}, not ${JSON.stringify(input('command'))}`);
  const commitMode = (['rest', 'graphql'] as const).find((mode) => mode === (input('commit-mode') || 'rest'));
  if (!commitMode) throw new InputError(`\`commit-mode\` must be rest or graphql, not ${JSON.stringify(input('commit-mode'))}`);
  const repository = input('repository');
  if (repository !== '' && !/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new InputError('`repository` must be owner/name');
  return {
    command,
    paths: lines('paths').map((path) => path.replace(/^\.\/|\/$/g, '').replace(/^\.$/, '')),
    environments: lines('environment'),
    set: lines('set'),
    setString: lines('set-string'),
    setJson: lines('set-json'),
    token: input('token'),
    repository,
    base: input('base'),
    tag: input('tag'),
    output: input('output'),
    split: flag('split', false),
    comment: flag('comment', true),
    commentKey: input('comment-key') || lines('paths').join(' '),
    dryRun: flag('dry-run', false),
    allowDowngrade: flag('allow-downgrade', false),
    override: input('override').trim(),
    lift: lines('lift'),
    anyTag: flag('any-tag', false),
    reason: input('reason').trim(),
    until: input('until').trim(),
    commitMode,
  };
}
