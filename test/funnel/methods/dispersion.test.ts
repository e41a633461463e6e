// One definition or several: what differs between people is held against the leads they had.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispersion, type Judged } from '../../../src/funnel/methods/dispersion.js';

const row = (person: string, kind: string, rejected: number, of: number): Judged => ({
  person,
  kind,
  rejected,
  of,
});

describe('the dispersion of a team', () => {
  test('is as by hand', () => {
    // Fairs are rejected by 30 of 100, the web by 40 of 200. Mia: E = 50·0.3 + 100·0.2 = 35, variance 10.5 + 16.
    const { standings, phi, people } = dispersion([
      row('Mia', 'fair', 20, 50),
      row('Mia', 'web', 25, 100),
      row('Tom', 'fair', 10, 50),
      row('Tom', 'web', 15, 100),
    ]);
    const z = 10 / Math.sqrt(26.5);
    expect(standings[0]).toMatchObject({ person: 'Mia', n: 150, observed: 45, ratio: 45 / 35 });
    expect(standings.map((each) => each.expected)).toEqual([35, 35]);
    expect(standings.map((each) => each.z)).toEqual([expect.closeTo(z, 10), expect.closeTo(-z, 10)]);
    expect([phi, people]).toEqual([expect.closeTo(z * z, 10), 2]);
  });

  test('is none when one person only had the worse leads', () => {
    const { phi, standings } = dispersion([
      row('Mia', 'fair', 60, 100),
      row('Tom', 'web', 10, 100),
      row('Ann', 'fair', 30, 50),
      row('Ann', 'web', 5, 50),
    ]);
    expect(phi).toBeCloseTo(0, 12);
    expect(standings.map(({ ratio }) => ratio)).toEqual([1, 1, 1].map((one) => expect.closeTo(one, 12)));
  });

  test('is not told by people with fewer than 30 leads', () => {
    const team = [row('Mia', 'web', 15, 50), row('Tom', 'web', 9, 30)];
    const { phi, people, standings } = dispersion([...team, row('New', 'web', 27, 29)]);
    expect(people).toBe(2);
    expect(phi).toBeLessThan(10);
    expect(standings.map(({ person }) => person)).toEqual(['Mia', 'Tom', 'New']);
  });

  test.each([
    ['nobody', []],
    ['one person', [row('Mia', 'web', 15, 50)]],
    ['two of whom one is new', [row('Mia', 'web', 15, 50), row('Tom', 'web', 3, 29)]],
  ])('of %s is not known', (_, judged) => {
    expect(dispersion(judged)).toMatchObject({ phi: null, p: null });
  });

  test('is none when nobody rejects, or everybody everything', () => {
    for (const rejected of [0, 40]) {
      const { phi, p } = dispersion([row('Mia', 'web', rejected, 40), row('Tom', 'web', rejected, 40)]);
      expect(phi).toBe(0);
      expect(p).toBe(1);
    }
  });

  test('comes by chance as often as the tables of χ² say', () => {
    // The two differ by one thing: Σz² is χ² with one degree of freedom, 14²/50 = 3.92 and 19²/50 = 7.22.
    const chance = (more: number): number | null =>
      dispersion([row('Mia', 'web', 200 + more, 400), row('Tom', 'web', 200 - more, 400)]).p;
    expect(chance(0)).toBe(1);
    expect(chance(14)).toBeCloseTo(0.0477, 4);
    expect(chance(19)).toBeCloseTo(0.0072, 4);
  });

  test('expects as many rejections as there were, over all people', () => {
    const rows = fc.array(
      fc
        .tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('x', 'y'), fc.nat(50), fc.nat(50))
        .map(([person, kind, rejected, others]) => row(person, kind, rejected, rejected + others)),
    );
    fc.assert(
      fc.property(rows, (judged) => {
        const { standings } = dispersion(judged);
        const [observed, expected] = [
          standings.reduce((sum, each) => sum + each.observed, 0),
          standings.reduce((sum, each) => sum + each.expected, 0),
        ];
        expect(expected).toBeCloseTo(observed, 6);
      }),
    );
  });
});
