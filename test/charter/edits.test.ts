// A form changes one part of the charter: what follows, and what is refused with the place that still needs it.
import { describe, expect, test } from 'vitest';
import type { Charter, Criterion } from '../../src/charter/charter.js';
import { changeWords, differencesBetween } from '../../src/charter/difference.js';
import { type Part, withPart } from '../../src/charter/edits.js';
import { starterCharter } from '../../src/charter/starter.js';

/** What a reader is told of the change; or, with a cross, what is wrong and where. */
const outcome = (edit: Part, charter: Charter = starterCharter): string[] => {
  const edited = withPart(charter, edit);
  return 'charter' in edited
    ? differencesBetween(charter, edited.charter).map(changeWords)
    : edited.problems.map(({ path, message }) => `✗ ${path}: ${message}`);
};

const changed = (edit: Part, charter: Charter = starterCharter): Charter => {
  const edited = withPart(charter, edit);
  if ('problems' in edited) throw new Error(JSON.stringify(edited.problems));
  return edited.charter;
};

const role: Omit<Criterion, 'id'> = {
  name: 'Role',
  dimension: 'fit',
  gate: 'MQL',
  mandatory: false,
  statement: 'Leads a team',
  rule: { fact: 'jobTitle', oneOf: ['Director', 'Head'] },
};

describe('adding', () => {
  test('a criterion gives it an id of its name, and it stands last', () => {
    const edited = changed({ part: 'criterion', change: 'add', criterion: role });
    expect(edited.criteria.at(-1)).toEqual({ id: 'role', ...role });
    expect(outcome({ part: 'criterion', change: 'add', criterion: role })).toEqual([
      'Added criterion Role: fit, MQL, not mandatory: “Leads a team”, job title one of Director, Head',
    ]);
  });

  test('a criterion called like another gives it another id', () => {
    const twice = changed({ part: 'criterion', change: 'add', criterion: { ...role, name: 'Company size' } });
    expect(twice.criteria.at(-1)?.id).toBe('company_size_2');
  });

  test.each([
    ['Größe über 20', 'gro_e_uber_20'],
    ['3 views', 'views'],
    ['予算', 'item'],
    ['x'.repeat(60), 'x'.repeat(44)],
  ])('a criterion called %s gives it an id that a file can hold', (name, id) => {
    expect(
      changed({ part: 'criterion', change: 'add', criterion: { ...role, name } }).criteria.at(-1)?.id,
    ).toBe(id);
  });

  test('a type of signal lets a criterion ask for it', () => {
    const criterion = { ...role, rule: { signal: 'trial_started', withinDays: 30 } };
    expect(outcome({ part: 'criterion', change: 'add', criterion })).toEqual([
      expect.stringMatching(
        /^✗ criteria\.10\.rule\.signal: "trial_started" is not among the charter's signals\..*added/,
      ),
    ]);
    const listed = changed({ part: 'signal', change: 'set', type: 'trial_started', label: 'Trial started' });
    expect(outcome({ part: 'criterion', change: 'add', criterion }, listed)).toEqual([
      'Added criterion Role: fit, MQL, not mandatory: “Leads a team”, trial started within 30 days',
    ]);
  });
});

describe('removing', () => {
  test('a criterion that scoring and a group name is refused, and says where it is needed', () => {
    const guarded: Charter = {
      ...starterCharter,
      mql: { threshold: 50, atLeastOneOf: [['company_size', 'pricing_guide']] },
    };
    expect(outcome({ part: 'criterion', change: 'remove', id: 'company_size' }, guarded)).toEqual([
      '✗ criteria: Company size is needed by the points for Company size and a group of which one must be met. Change that first.',
    ]);
  });

  test('a criterion that nothing names takes it out of the reasons too, which are the checklist', () => {
    expect(outcome({ part: 'criterion', change: 'remove', id: 'budget' })).toEqual([
      'Removed criterion Budget: readiness, SQL, mandatory: “Budget confirmed”, budget confirmed (not known until seen)',
    ]);
  });

  test('a type of signal that rules and points count is refused', () => {
    expect(outcome({ part: 'signal', change: 'remove', type: 'demo_requested' })).toEqual([
      '✗ signals: Demo requested is needed by the criterion Demo request and the points for Demo requested. Change that first.',
    ]);
    expect(outcome({ part: 'signal', change: 'remove', type: 'lost' })).toEqual([
      'Removed signal lost: “Lost”',
    ]);
  });

  test.each<[Part]>([
    [{ part: 'criterion', change: 'remove', id: 'gone' }],
    [{ part: 'criterion', change: 'replace', id: 'gone', criterion: role }],
    [{ part: 'scoring', change: 'remove', id: 'gone' }],
    [{ part: 'signal', change: 'remove', type: 'gone' }],
    [{ part: 'signal', change: 'remove', type: 'constructor' }],
  ])('or changing what somebody else has removed is told: %j', (edit) => {
    expect(outcome(edit)).toEqual([expect.stringMatching(/^✗ .*any more\. Read it again/)]);
  });
});

describe('replacing', () => {
  test('a criterion keeps its id and its place', () => {
    const [size] = starterCharter.criteria;
    if (size === undefined) throw new Error('the starter charter has criteria');
    const criterion = {
      ...size,
      statement: '50 to 1,000 employees',
      rule: { fact: 'company.employees', between: [50, 1000] as [number, number] },
    };
    const edit: Part = { part: 'criterion', change: 'replace', id: 'company_size', criterion };
    expect(changed(edit).criteria.map(({ id }) => id)).toEqual(starterCharter.criteria.map(({ id }) => id));
    expect(outcome(edit)).toEqual([
      'Company size: from “20 to 1,000 employees” to “50 to 1,000 employees”; Company size, rule: from ‘company employees from 20 to 1,000’ to ‘company employees from 50 to 1,000’',
    ]);
  });

  test('the threshold, the clocks and the ladder is told in working time and percent', () => {
    expect(outcome({ part: 'mql', mql: { ...starterCharter.mql, threshold: 60 } })).toEqual([
      'Threshold: from 50 points to 60 points',
    ]);
    const clocks = { ...starterCharter.clocks, answerWorkingMinutes: 90, decideSqlWorkingDays: 1 };
    expect(outcome({ part: 'clocks', clocks, commitment: starterCharter.commitment })).toEqual([
      'Time to answer: from 4 working hours to 1 working hour 30 minutes; Time to decide SQL: from 10 working days to 1 working day',
    ]);
    expect(outcome({ part: 'ladder', ladder: starterCharter.ladder.slice(0, 1) })).toEqual([
      "When nobody answers: from ‘at 50 % remind the rep, at 100 % tell the card's thread, at 150 % tell the manager, at 200 % open the lead to all’ to ‘at 50 % remind the rep’",
    ]);
  });

  test('a scoring rule is told by what it is worth', () => {
    const pricing = starterCharter.scoring.find(({ id }) => id === 'pricing');
    if (pricing === undefined) throw new Error('the starter charter counts pricing pages');
    const rule = { ...pricing, points: 6, cap: 18 };
    expect(outcome({ part: 'scoring', change: 'replace', id: 'pricing', rule })).toEqual([
      'Points for Pricing page: from 5 points each, up to 15, halving every 30 days to 6 points each, up to 18, halving every 30 days',
    ]);
  });

  test('the leaders and the working hours is told by name', () => {
    const people = { owner: null, marketingLeader: 'UMARK', salesLeader: 'USALES' };
    expect(outcome({ part: 'people', people, reviewEveryMonths: 1 })).toEqual([
      'Marketing leader: from nobody to \uFDD0UMARK\uFDD1; Sales leader: from nobody to \uFDD0USALES\uFDD1',
      'Review: from every 3 months to every 1 month',
    ]);
    const { friday, ...days } = starterCharter.working.days;
    const working = {
      ...starterCharter.working,
      days: { ...days, friday: { from: '09:00', to: '13:00' } },
      holidays: null,
    };
    expect(friday).toEqual({ from: '09:00', to: '17:00' });
    expect(outcome({ part: 'working', working })).toEqual([
      'Working hours: from ‘Monday to Friday 09:00–17:00’ to ‘Monday to Thursday 09:00–17:00; Friday 09:00–13:00’; Public holidays: from closed on public holidays of AU-NSW to open on public holidays',
    ]);
  });

  test('with something wrong is told at its place in the charter, and nothing is changed', () => {
    expect(outcome({ part: 'ladder', ladder: [{ atPercent: 0, who: 'rep' }] })).toEqual([
      '✗ ladder.0.atPercent: Must be more than 0.',
    ]);
    const people = { owner: null, marketingLeader: 'UDANA', salesLeader: 'UDANA' };
    expect(outcome({ part: 'people', people, reviewEveryMonths: 3 })).toEqual([
      '✗ people.salesLeader: One person cannot sign for both sides. Name two leaders.',
    ]);
  });
});
