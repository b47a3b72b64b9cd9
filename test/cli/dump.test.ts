import { test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { project } from './project.js';
import * as all from './bad-input.js';
test('x', () => {
  for (const list of Object.values(all)) for (const { name, files, args = [], code } of list) {
    const dir = project(files);
    const r = fairlead(dir, ['validate', ...args]);
    process.stdout.write(`== ${name} ${r.code} ${code === r.code ? '' : 'CODE'}\n${r.out}${/\d s\)\n$/.test(r.err) ? '' : 'ERR ' + r.err}`);
  }
});
