// What people read of a difference: moves, swaps and what would read the same.
import { expect, test } from 'vitest';
import type { Charter, Criterion } from '../../src/charter/charter.js';
import { applyChanges, changeWords, differencesBetween } from '../../src/charter/difference.js';
import { starterCharter } from '../../src/charter/starter.js';

const words = (to: Charter, from: Charter = starterCharter): string[] =>
  differencesBetween(from, to).map(changeWords);

const [size, industry, ...others] = starterCharter.criteria;
if (size === undefined || industry === undefined) throw new Error('the starter charter has criteria');

const small = (changes: Partial<Criterion> = {}): Criterion => ({ ...size, ...changes });
const withCriteria = (...criteria: Criterion[]): Charter => ({ ...starterCharter, criteria });

test('a criterion put in the middle is added, and nothing else has moved', () => {
  const role = small({ id: 'role', name: 'Role', rule: null, statement: 'Leads a team' });
  const to = withCriteria(size, role, industry, ...others);
  expect(words(to)).toEqual([
    'Added criterion Role: fit, MQL, mandatory: “Leads a team”, judged by a person',
  ]);
  expect(applyChanges(starterCharter, differencesBetween(starterCharter, to))).toEqual(to);
});

test('another order is told once, by names', () => {
  const [guide] = others;
  if (guide === undefined) throw new Error('the starter charter has three criteria');
  const three = withCriteria(size, industry, guide);
  expect(words(withCriteria(industry, size, guide), three)).toEqual([
    'Order of the checklist: from ‘Company size, Industry, Location’ to ‘Industry, Company size, Location’',
  ]);
});

test('signals whose labels were swapped with the rule that counts them are told apart by type', () => {
  const from = withCriteria(small({ rule: { signal: 'won' } }));
  const to = {
    ...withCriteria(small({ rule: { signal: 'lost' } })),
    signals: { ...starterCharter.signals, won: 'Lost', lost: 'Won (amount)' },
  };
  expect(words(to, from)[0]).toBe(
    'Company size, rule: from {"rule":{"signal":"won"}} to {"rule":{"signal":"lost"}}',
  );
});

test('a name that is made to look like a change of its own stands in quotes', () => {
  const from = withCriteria(small({ name: 'Size: from 1 to 2\nThreshold: from 50 points to 0 points' }));
  const to = withCriteria(small({ name: 'Size' }));
  expect(words(to, from)).toEqual([
    '“Size: from 1 to 2\\u{a}Threshold: from 50 points to 0 points”, name: from “Size: from 1 to 2\\u{a}Threshold: from 50 points to 0 points” to “Size”',
  ]);
});

test('when the week is told is told in words', () => {
  const to = { ...starterCharter, digest: { day: 'tuesday' as const, time: '08:30' } };
  expect(words(to, starterCharter)).toEqual(['The week is told: from Monday at 09:00 to Tuesday at 08:30']);
});

test('breaks and caps are told with the hours and the ladder', () => {
  const { working, caps } = starterCharter;
  const monday = { from: '09:00', to: '24:00', breaks: [{ from: '12:00', to: '12:30' }] };
  const to = {
    ...starterCharter,
    working: { ...working, days: { ...working.days, monday } },
    caps: { ...caps, nudgesARepADay: 3 },
  };
  expect(words(to)).toEqual([
    'Working hours: from ‘Monday to Friday 09:00–17:00’ to ‘Monday 09:00–24:00 without 12:00–12:30; Tuesday to Friday 09:00–17:00’',
    'Private reminders at most: from 5 a rep and working day to 3 a rep and working day',
  ]);
});

test('people are marked for a view to mention, and nobody can mark one in words of their own', () => {
  const people = { owner: 'URITA', marketingLeader: null, salesLeader: null };
  expect(words({ ...starterCharter, people })).toEqual(['Owner: from nobody to \uFDD0URITA\uFDD1']);
  expect(words({ ...starterCharter, name: 'By \uFDD0URITA\uFDD1' })).toEqual([
    'Name: from “Starter charter” to “By URITA”',
  ]);
});
