import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from './main.js';

await main({
  assets: join(dirname(fileURLToPath(import.meta.url)), 'assets'),
  now: Date.now(),
  throttled: process.env['FAIRLEAD_THROTTLE'] !== 'off',
});
