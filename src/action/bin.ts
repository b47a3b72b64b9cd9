import { assetsBeside } from '../io/assets.js';
import { main } from './main.js';

void main({
  assets: assetsBeside(process.argv[1]),
  now: Date.now(),
  throttled: process.env['FAIRLEAD_THROTTLE'] !== 'off',
});
