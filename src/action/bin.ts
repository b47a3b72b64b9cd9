import { assetsBeside } from '../io/assets.js';
import { readDockerConfig } from '../io/docker-config.js';
import { main } from './main.js';

void main({
  assets: assetsBeside(process.argv[1]),
  now: Date.now(),
  docker: readDockerConfig(process.env),
  // owner/name/path@ref
  workflow: /^[^/]+\/[^/]+\/([^@]+)@/.exec(process.env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '',
  throttled: process.env['FAIRLEAD_THROTTLE'] !== 'off',
});
