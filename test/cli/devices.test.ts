import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CLI, fairlead } from './fairlead.js';
import { project } from './project.js';

test.each(['/dev/zero', 'pipe'])('the text of %s is not waited for', (name) => {
  const dir = project();
  execFileSync('mkfifo', [join(dir, 'pipe')]);
  expect(fairlead(dir, ['validate', '--set-file', `logLevel=${name}`])).toMatchObject({
    code: 2,
    out: `${name}:1:1: error file/unreadable: this is a pipe, a socket or a device, not a file\n`,
  });
});

test.each(['validate', 'generate'])('%s in a folder that was removed', (command) => {
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$@"';
  const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, CLI, command], {
    cwd: project(),
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'fairlead: the working directory is not there any more, or cannot be read\n',
  });
});
