import { expect, test } from '@jest/globals';
import { Budget, Spent } from '../../../src/core/template/budget.js';

const MIB = 1 << 20;
const holds = (spend: (budget: Budget) => void): boolean => {
  const budget = new Budget();
  try {
    spend(budget);
  } catch (error) {
    if (!(error instanceof Spent)) throw error;
    expect(budget.isSpent).toBe(true);
    return false;
  }
  expect(budget.isSpent).toBe(false);
  return true;
};

/** Each spends what it is given; `at` is the most that fits, one less fits, and one more does not. */
test.each<[what: string, at: number, spend: (budget: Budget, amount: number) => void]>([
  ['steps', 1_000_000, (budget, amount) => budget.work(amount)],
  ['characters of values', 16 * MIB, (budget, amount) => budget.make(amount)],
  ['characters of text, which cost four times as much', 4 * MIB, (budget, amount) => budget.print(amount)],
  ['characters of a text as a value', 16 * MIB, (budget, amount) => budget.shallow('x'.repeat(amount))],
  ['items of a list, eight each', 2 * MIB, (budget, amount) => budget.shallow(Array(amount).fill(null))],
  ['characters of a text in a list, eight more for each', 16 * MIB - 16, (budget, amount) => budget.deep(['x'.repeat(amount)])],
  ['characters of a key, eight more for each value', 16 * MIB - 16, (budget, amount) => budget.deep({ ['x'.repeat(amount)]: 1 })],
])('%s', (_, at, spend) => {
  expect([at - 1, at, at + 1].map((amount) => holds((budget) => spend(budget, amount)))).toEqual([true, true, false]);
});

test('what is spent bit by bit adds up', () => {
  expect(
    holds((budget) => {
      budget.work(600_000);
      budget.work(400_000);
      budget.make(16 * MIB);
    }),
  ).toBe(true);
  expect(
    holds((budget) => {
      budget.work(600_000);
      budget.work(400_001);
    }),
  ).toBe(false);
});
