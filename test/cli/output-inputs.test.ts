import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { contents, project } from './project.js';

const last = (text: string) => text.trimEnd().split('\n').at(-1);

test('a file beside a fairlead.yaml that render did not write is not replaced', () => {
  const app =
    'fairlead: v1\nname: web\nbundle: ../../bundle\nenvironments:\n  values: { values: [environments/dev.yaml] }\n  prod:\n';
  const dir = project({ 'apps/web/fairlead.yaml': app });
  const before = contents(dir);
  const refused = fairlead(dir, ['render', '--output', '.']);
  expect({ code: refused.code, codes: refused.err.match(/\S+: error \S+:/g) }).toEqual({
    code: 2,
    codes: ['apps/web/values.yaml:1:1: error file/unwritable:'],
  });
  expect(contents(dir)).toEqual(before);

  // What a run wrote there is its own to replace.
  expect(last(fairlead(dir, ['render', '--output', '.', '-e', 'prod']).out)).toBe('.: 1 written, 0 unchanged, 0 removed');
  writeFileSync(join(dir, 'apps/web/values.yaml'), 'replicas: 5\n');
  expect(last(fairlead(dir, ['render', '--output', '.', '-e', 'prod']).out)).toBe('.: 1 written, 0 unchanged, 0 removed');
});
