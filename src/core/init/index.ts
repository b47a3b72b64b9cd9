// The door of what `init` makes out of what users have.
export { deploymentsOf, isApplication } from './application.js';
export { environmentOfFile } from './environment.js';
export { initFiles, newApp } from './files.js';
export { chartScriptIn } from './script.js';
export { nameFrom, starterBundle } from './starter.js';
export type { Deployment, NewFile } from './types.js';
export { deploymentsOfFiles } from './values-files.js';
