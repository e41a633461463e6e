// Logistic regression, against a published example and against tables it must reproduce.
import { expect, test } from 'vitest';
import { type Case, logistic } from '../../../src/funnel/methods/logistic.js';

/** Hours that twenty students studied, and whether they passed: the example of many courses (and of Wikipedia). */
const hours = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
];
const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

test('fits the students: log odds −4.0777 + 1.5046 an hour, with standard errors 1.7610 and 0.6287', () => {
  const fit = logistic(hours.map((each, place) => ({ amounts: [each], happened: passed[place] === 1 })));
  expect(fit?.constant).toBeCloseTo(-4.0777, 3);
  expect(fit?.slopes[0]).toBeCloseTo(1.5046, 3);
  expect(Math.sqrt(fit?.covariance[0]?.[0] ?? 0)).toBeCloseTo(1.761, 3);
  expect(Math.sqrt(fit?.covariance[1]?.[1] ?? 0)).toBeCloseTo(0.6287, 3);
});

test('is the log odds ratio of a two by two table, with Woolf’s error', () => {
  const table = [
    { amount: 1, happened: true, n: 30 },
    { amount: 1, happened: false, n: 10 },
    { amount: 0, happened: true, n: 20 },
    { amount: 0, happened: false, n: 40 },
  ];
  const cases = table.flatMap(({ amount, happened, n }) =>
    Array.from({ length: n }, (): Case => ({ amounts: [amount], happened })),
  );
  const fit = logistic(cases);
  expect(fit?.slopes[0]).toBeCloseTo(Math.log((30 * 40) / (10 * 20)), 8);
  expect(fit?.covariance[1]?.[1]).toBeCloseTo(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40, 6);
});

test('says nothing where there is nothing to say', () => {
  const all = (amounts: number[][], happened: boolean[]): Case[] =>
    amounts.map((each, place) => ({ amounts: each, happened: happened[place] === true }));
  expect(logistic([])).toBeNull();
  expect(logistic(all([[1], [1], [1]], [true, false, true]))).toBeNull(); // never varies
  expect(
    logistic(
      all(
        [
          [0, 0],
          [1, 2],
          [2, 4],
        ],
        [true, false, true],
      ),
    ),
  ).toBeNull(); // hand in hand
  expect(logistic(all([[0], [1], [2], [3]], [false, false, true, true]))).toBeNull(); // parts perfectly
});
