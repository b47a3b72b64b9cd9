/** The commands of the CLI. The Action has a short list of its own, in `action/inputs.ts`. */
export type Command =
  | 'render'
  | 'validate'
  | 'diff'
  | 'explain'
  | 'promote'
  | 'rollback'
  | 'log'
  | 'init'
  | 'test'
  | 'schema'
  | 'generate'
  | 'parameters';

export const COMMANDS: readonly { readonly name: Command; readonly summary: string; readonly argument?: string }[] = [
  { name: 'render', summary: 'print the manifests', argument: '[paths...]' },
  { name: 'validate', summary: 'check every environment; print what is wrong and how to fix it', argument: '[paths...]' },
  { name: 'diff', summary: 'what your changes do to the manifests, against a commit', argument: '[paths...]' },
  {
    name: 'explain',
    summary: 'which layers set this value, and which fields use it; without a key, all values',
    argument: '[key] [paths...]',
  },
  { name: 'promote', summary: 'what a release tag would change, environment by environment', argument: '[paths...]' },
  {
    name: 'rollback',
    summary: 'go back to the tag that ran before (or another), and hold it there',
    argument: '[paths...]',
  },
  { name: 'log', summary: 'which tag ran where, from when to when, and how long a release took', argument: '[paths...]' },
  {
    name: 'init',
    summary: 'make an app from Helm values files, from Argo CD Applications, or from nothing; `init bundle [dir]` makes a bundle',
    argument: '[files...]',
  },
  { name: 'test', summary: 'run the folder tests of your own bundles', argument: '[dirs...]' },
  {
    name: 'schema',
    summary: 'print a JSON Schema: of fairlead.yaml, bundle.yaml, or the values of a bundle',
    argument: '[name]',
  },
  { name: 'generate', summary: 'for Argo CD: print the manifests of the app in this folder' },
  { name: 'parameters', summary: 'for Argo CD: announce the parameters of the app in this folder' },
];
