import { assetsBeside } from '../io/assets.js';
import { readDockerConfig } from '../io/docker-config.js';
import { main } from './main.js';

void main({
  assets: assetsBeside(process.argv[1]),
  now: Date.now(),
  docker: readDockerConfig(process.env),
  throttled: process.env['FAIRLEAD_THROTTLE'] !== 'off',
});
