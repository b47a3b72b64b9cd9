import { describe, expect, test } from '@jest/globals';
import { removeEntry, setEntry } from '../../../src/core/promotion/index.js';

const PATH = ['environments', 'prod', 'promote', 'hold'];
const HOLD = { tag: 'v1.0.0', reason: 'rolled back: "it" broke', until: '2027-01-31' };
const set = (text: string, path = PATH) => setEntry({ path: 'fairlead.yaml', text }, path, HOLD);
const remove = (text: string, path = PATH) => removeEntry({ path: 'fairlead.yaml', text }, path);

const APP = `environments:
  dev:
    promote: { from: release }
  prod: # the one
    promote:
      after: [dev] # dev first
      # how long
      soak: 2h

# waivers
waivers: []
`;
const WRITTEN = `      hold:
        tag: v1.0.0
        reason: "rolled back: \\"it\\" broke"
        until: "2027-01-31"
`;
const LINE = '{tag: v1.0.0, reason: "rolled back: \\"it\\" broke", until: "2027-01-31"}';

describe('setEntry', () => {
  test.each([
    ['behind what is there', APP, APP.replace('soak: 2h\n', `soak: 2h\n${WRITTEN}`)],
    ['with CRLF', APP.replaceAll('\n', '\r\n'), APP.replace('soak: 2h\n', `soak: 2h\n${WRITTEN}`).replaceAll('\n', '\r\n')],
    [
      'in the place of another',
      APP.replace('# how long', 'hold: # old\n        tag: x # y\n      # how long'),
      APP.replace('      # how', `${WRITTEN}      # how`),
    ],
    [
      'in a flow map',
      'environments: {prod: {promote: {after: [dev]}}} # c',
      `environments: {prod: {promote: {hold: ${LINE}, after: [dev]}}} # c`,
    ],
    [
      'in the place of another in a flow map',
      'environments: {prod: {promote: {hold: {tag: x}, soak: 1h}}}',
      `environments: {prod: {promote: {hold: ${LINE}, soak: 1h}}}`,
    ],
    [
      'into an environment without anything',
      'environments:\n dev:\n  namespace: x\n prod: # c\n',
      `environments:\n dev:\n  namespace: x\n prod: # c\n  promote:\n   hold:\n    tag: v1.0.0\n    reason: "rolled back: \\"it\\" broke"\n    until: "2027-01-31"\n`,
    ],
    [
      'in the place of an alias',
      'h: &h {tag: x}\nenvironments:\n  prod: {promote: {hold: *h}}\n',
      `h: &h {tag: x}\nenvironments:\n  prod: {promote: {hold: ${LINE}}}\n`,
    ],
    [
      'into an empty map of JSON',
      '{"environments": {"prod": {"promote": {}}}}',
      `{"environments": {"prod": {"promote": {hold: ${LINE}}}}}`,
    ],
  ])('%s', (_, before, after) => {
    expect(set(before)).toMatchObject({ ok: true, value: { path: 'fairlead.yaml', text: after } });
    expect(set(after)).toMatchObject({ ok: true, value: { text: after } });
  });

  test.each([
    ['an alias', 'p: &p {after: [dev]}\nenvironments: {prod: {promote: *p}}\n'],
    ['a merge key', 'p: &p {hold: {tag: x}}\nenvironments:\n  prod:\n    promote:\n      <<: *p\n'],
    ['an anchor that others use', 'environments:\n  dev: &d\n    promote: &p {after: [x]}\n  prod:\n    promote: *p\n'],
    ['no map', 'environments: {prod: {promote: [x]}}\n'],
  ])('%s: refused', (_, text) => {
    expect(set(text)).toMatchObject({ ok: false, findings: [{ code: 'promotion/cannot-edit', fix: expect.any(String) }] });
  });
});

describe('removeEntry', () => {
  test.each([
    ['what setEntry wrote', APP.replace('soak: 2h\n', `soak: 2h\n${WRITTEN}`), APP],
    ['with CRLF', APP.replace('soak: 2h\n', `soak: 2h\n${WRITTEN}`).replaceAll('\n', '\r\n'), APP.replaceAll('\n', '\r\n')],
    [
      'the first; comments of others stay',
      'environments:\n  prod:\n    promote:\n      # of hold or all\n      hold: {tag: x, # y\n        until: z} # of hold\n      # of soak\n      soak: 1h\n',
      'environments:\n  prod:\n    promote:\n      # of hold or all\n      # of soak\n      soak: 1h\n',
    ],
    [
      'the last of a file without final newline',
      'environments:\n  prod:\n    promote:\n      a: b\n      hold:\n        tag: x',
      'environments:\n  prod:\n    promote:\n      a: b',
    ],
    [
      'the only one',
      'environments:\n  prod:\n    promote: # c\n      hold:\n        tag: x\n  dev:\n',
      'environments:\n  prod:\n    promote: {} # c\n  dev:\n',
    ],
    [
      'a block scalar',
      'environments:\n  prod:\n    promote:\n      hold: |\n        x\n\n  dev:\n    a: b\n',
      'environments:\n  prod:\n    promote: {}\n\n  dev:\n    a: b\n',
    ],
    [
      'the only one of a flow map',
      'environments: {prod: {promote: { hold: {tag: x} }}}',
      'environments: {prod: {promote: {  }}}',
    ],
    [
      'the first of a flow map',
      'environments: {prod: {promote: { hold: {tag: x}, a: b }}}',
      'environments: {prod: {promote: { a: b }}}',
    ],
    [
      'the last of a flow map',
      'environments: {prod: {promote: { a: b, hold: {tag: x} }}}',
      'environments: {prod: {promote: { a: b }}}',
    ],
    [
      'one of several lines',
      '{"environments": {"prod": {"promote": {\n  "a": "b",\n  "hold": {\n    "tag": "x"\n  },\n  "c": "d"\n}}}}',
      '{"environments": {"prod": {"promote": {\n  "a": "b",\n  "c": "d"\n}}}}',
    ],
    [
      'the last of several lines',
      '{"environments": {"prod": {"promote": {\n  "a": "b",\n  "hold": {\n    "tag": "x"\n  }\n}}}}',
      '{"environments": {"prod": {"promote": {\n  "a": "b"\n}}}}',
    ],
    [
      'between comments',
      'environments: {prod: {promote: {\n  a: b, # of a\n  # over hold\n  hold: x # of hold\n }}}',
      'environments: {prod: {promote: {\n  a: b # of a\n  # over hold\n   # of hold\n }}}',
    ],
    [
      'an alias',
      '&k h: x\nenvironments: {prod: {promote: {a: b, hold: *k}}}\n',
      '&k h: x\nenvironments: {prod: {promote: {a: b}}}\n',
    ],
    [
      'with a comment before the comma',
      'environments: {prod: {promote: {hold: x # of hold\n  , a: b}}}',
      'environments: {prod: {promote: { # of hold\n   a: b}}}',
    ],
    ['what is not there', APP, APP],
  ])('%s', (_, before, after) => {
    expect(remove(before)).toMatchObject({ ok: true, value: { path: 'fairlead.yaml', text: after } });
  });

  test.each([
    ['an anchor that is used', 'environments: {prod: {promote: {hold: {tag: &t x}}}}\nb: *t\n'],
    ['a map that others share', 'environments: {prod: {promote: &p {hold: x}}}\nb: *p\n'],
    ['a merge key', 'p: &p {hold: x}\nenvironments: {prod: {promote: {<<: *p}}}\n'],
  ])('%s: refused', (_, text) => {
    expect(remove(text)).toMatchObject({ ok: false, findings: [{ code: 'promotion/cannot-edit', fix: expect.any(String) }] });
  });
});
