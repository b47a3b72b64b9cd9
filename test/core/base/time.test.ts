import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duration, goDuration, momentOf } from '../../../src/core/base/time.js';
import { milliseconds } from '../../../src/core/config/promote.js';

const MINUTES = { m: 1, h: 60, d: 24 * 60 };

test.each<[string, number | undefined]>([
  ['1970-01-01', 0],
  ['1970-01-02', 24 * 60 * 60 * 1000],
  ['1970-01-01T00:01Z', 60 * 1000],
  ['1970-01-01T00:00:01Z', 1000],
  ['1970-01-01T01:00:00+01:00', 0],
  ['1969-12-31T23:00:00-01:00', 0],
  ['2028-02-29', Date.UTC(2028, 1, 29)],
  ['2027-02-29', undefined],
  ['2027-04-30', Date.UTC(2027, 3, 30)],
  ['2027-04-31', undefined],
  ['2027-12-31', Date.UTC(2027, 11, 31)],
  ['2027-13-01', undefined],
  ['2027-01-00', undefined],
  ['2027-00-01', undefined],
  ['2027-01-01T23:59:59Z', Date.UTC(2027, 0, 1, 23, 59, 59)],
  ['2027-01-01T25:00:00Z', undefined],
  ['2027-01-01T00:60:00Z', undefined],
  ['2027-01-01T00:00:00', undefined],
  ['2027-1-1', undefined],
  ['', undefined],
])('the moment of %j', (text, time) => {
  expect(momentOf(text)).toBe(time);
});

test.each<[string, number | undefined]>([
  ['1m', 60_000],
  ['1h', 60 * 60_000],
  ['1d', 24 * 60 * 60_000],
  ['0m', 0],
  ['90m', 90 * 60_000],
  ['1s', undefined],
  ['1h30m', undefined],
  ['1.5h', undefined],
  ['-1h', undefined],
  ['h', undefined],
])('`soak: %s` in milliseconds', (text, time) => {
  expect(milliseconds(text)).toBe(time);
});

test.each([
  ['23h', 23 * 60],
  ['1d', 24 * 60],
  ['25h', 25 * 60],
  ['59m', 59],
  ['1h', 60],
  ['61m', 61],
])('%s is how %s minutes are shown', (text, minutes) => {
  expect(duration(minutes * 60_000)).toBe(text);
});

test('a duration that is shown and read again is the same', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.constantFrom(...(['m', 'h', 'd'] as const)), (count, unit) => {
      expect(milliseconds(duration(count * MINUTES[unit] * 60_000))).toBe(count * MINUTES[unit] * 60_000);
    }),
  );
});

test.each<[string, number | undefined]>([
  ['1h', 60 * 60_000],
  ['1m', 60_000],
  ['1s', 1000],
  ['1ms', 1],
  ['1us', 0.001],
  ['1µs', 0.001],
  ['1ns', 0.000001],
  ['1h1m1s1ms', 3_661_001],
  ['1.5h', 90 * 60_000],
  ['1.s', 1000],
  ['.5s', 500],
  ['+1s', 1000],
  ['-1s', -1000],
  ['-1m30s', -90_000],
  ['0', 0],
  ['-0', 0],
  ['1', undefined],
  ['1d', undefined],
  ['s', undefined],
  ['.s', undefined],
  ['1s ', undefined],
  ['', undefined],
])('Go reads %j as milliseconds', (text, time) => {
  expect(goDuration(text)).toBe(time);
});
