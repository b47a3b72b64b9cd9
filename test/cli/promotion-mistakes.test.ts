import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { APP, history } from './history.js';

const FILE = `fairlead: v1
name: web
bundle: ../../bundle
schemas: [../../bundle/kinds]
promote:
  images: [{ key: image.tag, from: before }]
environments:
  dev:
    promote:
      from: release
      checks: [e2e]
      soak: 2h
  staging:
    promote:
      after: [dev, dve]
      tags: not a range
      hold:
        tag: bad tag
        reason: because
        until: 2027-02-30
  prod:
    promote:
      windows:
        - { allow: "61 9 * * *", for: 8h, zone: Europe/Amsterdm }
        - { allow: "0 9 * * *", deny: "0 9 * * *", for: 8h }
        - { deny: FREQ=HOURLY, for: 900d }
        - { for: 8h }
`;

/** Place and beginning of each error. */
const PLACES = [
  '6:36 the first of `promote.images` decides, and cannot have `from: before`',
  '11:16 `dev` takes the release itself, no commit before it can have `checks`',
  '12:13 `dev` takes the release itself, nothing can soak before it',
  '15:20 `staging` comes after `dve`, which is not an environment of this app (did you mean `dev`?)',
  '16:13 `not a range` is not a semver range',
  '18:14 "bad tag" cannot be the tag of an image',
  '20:16 `2027-02-30` is not a valid date',
  '24:20 `61 9 * * *` is not a rule of a window',
  '24:49 `Europe/Amsterdm` is not a time zone (did you mean `Europe/Amsterdam`?)',
  '25:11 a window says `allow` and `deny`',
  '26:19 `FREQ=HOURLY` is not a rule of a window',
  '26:37 `900d` is not a valid length of a window',
  '27:11 a window says neither `allow` nor `deny`',
];

test.each([
  [['validate']],
  [['promote', '--tag', 'v1.1.0', '--write']],
  [['rollback', '-e', 'prod', '--tag', 'v1', '--any-tag', '--write']],
])('fairlead %j names every mistake at its place', (args) => {
  const { dir } = history({ [APP]: FILE });
  const { code, out, err } = fairlead(dir, [...args, ...(args[0] === 'validate' ? ['--format', 'text'] : [])]);
  const lines = `${out}${err}`.split('\n').flatMap((line) => {
    const [, place, message] = /^apps\/web\/fairlead\.yaml:(\d+:\d+): error \S+: (.*) \[/.exec(line) ?? [];
    return place === undefined ? [] : [`${place} ${message}`];
  });
  // A rollback does not ask windows: what is wrong with them must not stop it.
  const places = PLACES.filter((place) => args[0] !== 'rollback' || !/^2[46]:/.test(place));
  expect(code).toBe(2);
  expect(lines.map((line, i) => line.slice(0, places[i]?.length))).toEqual(places);
});

test('no mistake of promotion keeps manifests from being rendered', () => {
  const { dir } = history({ [APP]: FILE });
  expect(fairlead(dir, ['render', 'apps/web', '-e', 'prod']).code).toBe(0);
});
