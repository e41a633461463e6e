// Promises of the sales floor: whose turn it is, who knows a company, what a segment is, and whom a name means.
import { describe, expect, test } from 'vitest';
import { noRoles } from '../../src/charter/roles.js';
import { aboutOf } from '../../src/handshake/about.js';
import { accountOf } from '../../src/handshake/account.js';
import { choose, everyone, type Floor, roomFor, type Wanting } from '../../src/handshake/floor.js';
import { ownerNamed, staffOf } from '../../src/handshake/staff.js';
import { type Seller, type Turns, takeTurn } from '../../src/handshake/turns.js';
import { aCharter, aLead, NOW } from '../make.js';

const sellers = (...weights: [string, number][]): Seller[] =>
  weights.map(([person, weight]) => ({ person, weight }));

/** Who gets each of so many leads, one after the other. */
function turnsOf(could: readonly Seller[], count: number): string {
  let turns: Turns = {};
  let order = '';
  for (let taken = 0; taken < count; taken++) {
    const turn = takeTurn(turns, could);
    order += turn?.person;
    turns = turn?.turns ?? turns;
  }
  return order;
}

describe('turns', () => {
  test.each([
    [sellers(['a', 1], ['b', 1], ['c', 1]), 'abcabc'],
    [sellers(['a', 2], ['b', 1], ['c', 1]), 'abcaabca'],
    [sellers(['a', 5], ['b', 1], ['c', 1]), 'aabacaa'],
    [sellers(['a', 0.5], ['b', 1]), 'babbab'],
    [sellers(['a', 1]), 'aaa'],
  ])('go round by weight: %j', (could, expected) => {
    expect(turnsOf(could, expected.length)).toBe(expected);
  });

  test('are nobody’s where nobody could have the lead', () => {
    expect(takeTurn({ a: 3 }, [])).toBeNull();
  });
});

const aFloor = (changes: Partial<Floor> = {}): Floor => ({
  teams: [
    { segment: everyone, sellers: sellers(['UDANA', 1], ['USAM', 1]) },
    { segment: 'large', sellers: sellers(['UPRIYA', 1]) },
    { segment: 'empty', sellers: [] },
  ],
  away: new Set(),
  inHand: new Map(),
  cap: 2,
  turns: new Map(),
  ...changes,
});

const aWanting = (changes: Partial<Wanting> = {}): Wanting => ({
  segment: null,
  account: null,
  owner: null,
  passed: new Set(),
  ...changes,
});

const chosen = (floor: Partial<Floor>, wanting: Partial<Wanting> = {}): string => {
  const { to, why } = choose(aFloor(floor), aWanting(wanting)).choice;
  return `${to} ${why}`;
};

describe('choosing', () => {
  test.each<[string, Partial<Floor>, Partial<Wanting>, string]>([
    ['the next in turn', {}, {}, 'UDANA turn'],
    ['the team of the segment', {}, { segment: 'large' }, 'UPRIYA turn'],
    ['everybody, for a segment without a team', {}, { segment: 'empty' }, 'UDANA turn'],
    ['everybody, for a segment that nobody set up', {}, { segment: 'other' }, 'UDANA turn'],
    ['who knows the company, of whatever team', {}, { account: 'UPRIYA' }, 'UPRIYA account'],
    ['who knows the company before its named owner', {}, { account: 'USAM', owner: 'UDANA' }, 'USAM account'],
    ['its named owner', {}, { owner: 'USAM' }, 'USAM owner'],
    ['nobody who does not sell any more', {}, { account: 'UGONE', owner: 'UGONE' }, 'UDANA turn'],
    ['nobody who is away', { away: new Set(['UDANA']) }, { account: 'UDANA' }, 'USAM turn'],
    ['nobody who is full', { inHand: new Map([['UDANA', 2]]) }, { owner: 'UDANA' }, 'USAM turn'],
    ['nobody who let it go', {}, { account: 'UDANA', passed: new Set(['UDANA']) }, 'USAM turn'],
    [
      'the channel where nobody is free',
      { away: new Set(['UPRIYA']) },
      { segment: 'large' },
      'null nobody_free',
    ],
    ['the channel where everybody let it go', {}, { passed: new Set(['UDANA', 'USAM']) }, 'null nobody_free'],
    ['the channel where nothing is set up', { teams: [] }, {}, 'null null'],
    [
      'the channel, and managers hear of it, where sales is set up and has nobody',
      { teams: [{ segment: everyone, sellers: [] }] },
      {},
      'null nobody_free',
    ],
  ])('takes %s', (_what, floor, wanting, expected) => {
    expect(chosen(floor, wanting)).toBe(expected);
  });

  test('counts what was given, so that one of many at once does not get all', () => {
    const first = choose(aFloor(), aWanting({ account: 'UDANA' }));
    const second = choose(first.floor, aWanting({ account: 'UDANA' }));
    const third = choose(second.floor, aWanting({ account: 'UDANA' }));
    expect(third.choice).toEqual({ to: 'USAM', why: 'turn' });
    expect(roomFor(third.floor, null)).toBe(1);
  });

  test('takes no turn for a lead of a company that somebody knows', () => {
    const { floor } = choose(aFloor(), aWanting({ account: 'UDANA' }));
    expect(choose(floor, aWanting()).choice.to).toBe('UDANA');
  });
});

describe('the company of a lead', () => {
  test.each([
    [{ 'company.domain': 'https://www.Mercer.example/contact?x=1', email: 'a@gmail.com' }, 'mercer.example'],
    [{ 'company.domain': null, email: ' Ada@Mercer.Example ' }, 'mercer.example'],
    [{ 'company.domain': 'mercer.example.', email: null }, 'mercer.example'],
    [{ email: 'ada@gmail.com' }, null],
    [{ email: 'ada@BigPond.com' }, null],
    [{ 'company.domain': 'gmail.com', email: 'ada@mercer.example' }, 'mercer.example'],
    [{ 'company.domain': 'not a domain', email: 'ada@mercer.example' }, 'mercer.example'],
    [{ email: 'ada' }, null],
    [{ email: '@' }, null],
    [{ email: null }, null],
  ])('of %j is %s', (facts, expected) => {
    expect(accountOf(aLead(facts))).toBe(expected);
  });
});

test('a lead is in the first segment whose rule its facts meet, and in none when nothing is known', () => {
  const { charter } = aCharter({
    segments: [
      { id: 'large', name: 'Large', rule: { fact: 'company.employees', atLeast: 500 } },
      { id: 'legal', name: 'Legal', rule: { fact: 'company.industry', is: 'Legal services' } },
    ],
  });
  const segment = (facts: Parameters<typeof aLead>[0]) => aboutOf(charter, aLead(facts), NOW).segment;
  expect(segment({ 'company.employees': 900 })).toBe('large');
  expect(segment({})).toBe('legal');
  expect(segment({ 'company.employees': null, 'company.industry': null })).toBeNull();
});

describe('the staff', () => {
  const roles = { ...noRoles, sales: ['SSALES', 'UPRIYA'], manager: ['URITA'] };
  const roster = {
    groups: { SSALES: ['UDANA', 'USAM', 'UGONE'] },
    people: {
      UDANA: { names: ['Dana Whitlock', 'dana', 'dana@southerncross.example'], gone: false },
      USAM: { names: ['Sam Okafor', 'Alex'], gone: false },
      UPRIYA: { names: ['Priya Raman', 'alex'], gone: false },
      UGONE: { names: ['Nadia Farouk'], gone: true },
    },
  };

  test('is everybody in sales in equal shares where no team is set up, without who has left', () => {
    const { teams, people } = staffOf({ roles, teams: [], roster });
    expect(teams).toEqual([
      { segment: everyone, sellers: sellers(['UPRIYA', 1], ['UDANA', 1], ['USAM', 1]) },
    ]);
    expect(people).toEqual(['UPRIYA', 'UDANA', 'USAM']);
  });

  test('has the share of a group for each of its people, and a person’s own before it', () => {
    const members = [
      { id: 'SSALES', weight: 2 },
      { id: 'UDANA', weight: 5 },
      { id: 'UMIA', weight: 1 },
    ];
    const { teams } = staffOf({ roles, teams: [{ segment: 'large', members }], roster });
    expect(teams.find(({ segment }) => segment === 'large')?.sellers).toEqual(
      sellers(['UDANA', 5], ['USAM', 2]),
    );
    expect(teams.find(({ segment }) => segment === everyone)?.sellers).toHaveLength(3);
  });

  test('is nobody while nobody is in sales', () => {
    const members = [{ id: 'UDANA', weight: 1 }];
    expect(staffOf({ roles: noRoles, teams: [{ segment: 'x', members }], roster }).teams).toEqual([]);
  });

  test.each([
    ['UDANA', 'UDANA'],
    ['<@UDANA|dana>', 'UDANA'],
    [' dana  WHITLOCK ', 'UDANA'],
    ['dana@southerncross.example', 'UDANA'],
    ['Nadia Farouk', null],
    ['Alex', null],
    ['', null],
  ])('is meant by the owner "%s": %s', (owner, expected) => {
    expect(ownerNamed(staffOf({ roles, teams: [], roster }), owner)).toBe(expected);
  });
});
