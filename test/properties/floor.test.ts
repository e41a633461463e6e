// Properties of offering: whatever comes in whatever order, shares hold, nobody gets a lead back, and no lead is forgotten.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose, everyone, type Floor, roomFor, teamOf } from '../../src/handshake/floor.js';
import { type Seller, type Turns, takeTurn } from '../../src/handshake/turns.js';
import { runs } from './runs.js';

const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

const team = (most = people.length): fc.Arbitrary<Seller[]> =>
  fc
    .subarray(people, { minLength: 1, maxLength: most })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((person) =>
          fc.constantFrom(0.1, 0.5, 1, 1, 1, 2, 3, 10).map((weight) => ({ person, weight })),
        ),
      ),
    );

test('what somebody got is within a few leads of their share of what they could have had, whoever could at each turn', () => {
  fc.assert(
    fc.property(team(), fc.array(fc.subarray(people), { maxLength: 300 }), (sellers, whoCould) => {
      let turns: Turns = {};
      const share = new Map<string, number>();
      const got = new Map<string, number>();
      for (const could of whoCould) {
        const eligible = sellers.filter(({ person }) => could.includes(person));
        const turn = takeTurn(turns, eligible);
        if (turn === null) {
          expect(eligible).toEqual([]);
          continue;
        }
        turns = turn.turns;
        const total = eligible.reduce((sum, { weight }) => sum + weight, 0);
        for (const { person, weight } of eligible)
          share.set(person, (share.get(person) ?? 0) + weight / total);
        got.set(turn.person, (got.get(turn.person) ?? 0) + 1);
      }
      for (const { person } of sellers)
        expect(Math.abs((got.get(person) ?? 0) - (share.get(person) ?? 0))).toBeLessThan(sellers.length);
    }),
    runs(300),
  );
});

test('while nobody is away the shares are exact after each round, and off by less than one lead within it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 3 }),
      (weights, rounds) => {
        const sellers = weights.map((weight, index) => ({ person: `p${index}`, weight }));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        let turns: Turns = {};
        const got = sellers.map(() => 0);
        for (let taken = 1; taken <= total * rounds; taken++) {
          const turn = takeTurn(turns, sellers);
          turns = turn?.turns ?? turns;
          const place = sellers.findIndex(({ person }) => person === turn?.person);
          got[place] = (got[place] ?? 0) + 1;
          for (const [index, weight] of weights.entries())
            expect(Math.abs((got[index] ?? 0) - (taken * weight) / total)).toBeLessThan(1.5);
        }
        expect(got).toEqual(weights.map((weight) => weight * rounds));
      },
    ),
    runs(300),
  );
});

/** What may happen on a floor. Numbers choose among what there is. */
type Happening =
  | { kind: 'come'; segment: string | null; account: string | null; owner: string | null }
  | { kind: 'let go' | 'answer' | 'away' | 'back'; which: number };

const person = fc.constantFrom(...people);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant<'come'>('come'),
      segment: fc.constantFrom(null, 'large', 'other'),
      account: fc.option(person, { freq: 4 }),
      owner: fc.option(person, { freq: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom<'let go' | 'answer' | 'away' | 'back'>('let go', 'answer', 'away', 'back'),
      which: fc.nat(1000),
    }),
  },
);

interface OpenLead {
  segment: string | null;
  account: string | null;
  owner: string | null;
  holder: string | null;
  passed: Set<string>;
}

test('nobody gets a lead back, is given one while away or full, and a lead without a rep is one of which managers hear', () => {
  fc.assert(
    fc.property(
      fc.record({ everyone: team(), large: team(3), cap: fc.integer({ min: 1, max: 4 }) }),
      fc.array(happening, { maxLength: 120 }),
      ({ everyone: all, large, cap }, happenings) => {
        let floor: Floor = {
          teams: [
            { segment: everyone, sellers: all },
            { segment: 'large', sellers: large },
          ],
          away: new Set(),
          inHand: new Map(),
          cap,
          turns: new Map(),
        };
        const open: OpenLead[] = [];
        const offer = (lead: OpenLead): void => {
          const before = floor;
          const { choice, floor: after } = choose(floor, lead);
          floor = after;
          lead.holder = choice.to;
          if (choice.to === null) {
            expect(choice.why).toBe('nobody_free');
            const team = teamOf(before, lead.segment)?.sellers ?? [];
            for (const { person: each } of team)
              expect(
                before.away.has(each) || (before.inHand.get(each) ?? 0) >= cap || lead.passed.has(each),
              ).toBe(true);
            return;
          }
          expect(lead.passed.has(choice.to)).toBe(false);
          expect(before.away.has(choice.to)).toBe(false);
          expect(floor.inHand.get(choice.to) ?? 0).toBeLessThanOrEqual(cap);
        };
        const release = ({ holder }: OpenLead): void => {
          if (holder !== null)
            floor = {
              ...floor,
              inHand: new Map([...floor.inHand, [holder, (floor.inHand.get(holder) ?? 0) - 1]]),
            };
        };
        for (const what of happenings) {
          if (what.kind === 'come') {
            const { kind: _, ...lead } = what;
            const fresh = { ...lead, holder: null, passed: new Set<string>() };
            open.push(fresh);
            offer(fresh);
            continue;
          }
          const who = people[what.which % people.length] ?? 'a';
          if (what.kind === 'back')
            floor = { ...floor, away: new Set([...floor.away].filter((one) => one !== who)) };
          if (what.kind === 'away') {
            floor = { ...floor, away: new Set([...floor.away, who]) };
            for (const lead of open.filter(({ holder }) => holder === who)) {
              release(lead);
              offer(lead);
            }
          }
          const lead = open[what.which % Math.max(1, open.length)];
          if (lead === undefined) continue;
          if (what.kind === 'answer') {
            release(lead);
            open.splice(open.indexOf(lead), 1);
          }
          if (what.kind === 'let go' && lead.holder !== null) {
            lead.passed.add(lead.holder);
            release(lead);
            offer(lead);
          }
        }
        for (const one of people) {
          const mine = open.filter(({ holder }) => holder === one).length;
          expect(floor.inHand.get(one) ?? 0).toBe(mine);
        }
        expect(roomFor(floor, null)).toBe(
          all.reduce(
            (sum, { person: one }) =>
              sum + (floor.away.has(one) ? 0 : Math.max(0, cap - (floor.inHand.get(one) ?? 0))),
            0,
          ),
        );
      },
    ),
    runs(300),
  );
});
