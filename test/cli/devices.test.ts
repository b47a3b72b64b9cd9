import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { project } from './project.js';

test.each(['/dev/zero', 'pipe'])('the text of %s is not waited for', (name) => {
  const dir = project();
  execFileSync('mkfifo', [join(dir, 'pipe')]);
  expect(fairlead(dir, ['validate', '--set-file', `logLevel=${name}`])).toMatchObject({
    code: 2,
    out: `${name}:1:1: error file/unreadable: this is a pipe, a socket or a device, not a file\n`,
  });
});
