// Promises of the charter's schema: what can be agreed, and what is refused before anybody signs it.
import { describe, expect, test } from 'vitest';
import { Charter, criterionOf } from '../../src/charter/charter.js';
import { checkedCharter } from '../../src/charter/checked.js';
import { Rule } from '../../src/charter/rule.js';
import { starterCharter } from '../../src/charter/starter.js';

/** The sentences with which a charter of these changes is refused; none when it is accepted. */
const complaints = (changes: Record<string, unknown>): string[] => {
  const parsed = Charter.safeParse({ ...starterCharter, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
};

const [size, ...otherCriteria] = starterCharter.criteria;
const [rule, ...otherRules] = starterCharter.scoring;
const { working, mql, clocks } = starterCharter;

describe('a charter', () => {
  test('that is the starter charter is accepted as it stands and holds what the product promises', () => {
    expect(Charter.parse(starterCharter)).toEqual(starterCharter);
    expect(starterCharter.mql.threshold).toBe(50);
    expect(criterionOf(starterCharter, 'company_size')?.rule).toEqual({
      fact: 'company.employees',
      between: [20, 1000],
    });
    expect(criterionOf(starterCharter, 'no_such')).toBeUndefined();
  });

  test('with two criteria of one id is refused', () => {
    expect(complaints({ criteria: [size, size, ...otherCriteria] }).join()).toContain('share an id');
  });

  test('with two scoring rules of one id is refused, since "why this score" names rules by id', () => {
    expect(complaints({ scoring: [rule, rule, ...otherRules] }).join()).toContain('share an id');
  });

  test('that names a criterion it does not have is refused, in a group and in a scoring rule', () => {
    expect(complaints({ mql: { ...mql, atLeastOneOf: [['horoscope']] } }).join()).toContain('"horoscope"');
    const scoring = [{ ...rule, when: { criterion: 'horoscope' } }];
    expect(complaints({ scoring }).join()).toContain('"horoscope"');
  });

  test.each([
    ['without criteria', { criteria: [] }],
    ['with an unknown field', { surprise: true }],
    ['with a criterion that has an unknown field', { criteria: [{ ...size, weight: 3 }] }],
    ['with an id that is not snake case', { criteria: [{ ...size, id: 'Company size' }] }],
    ['with an empty group', { mql: { ...mql, atLeastOneOf: [[]] } }],
    ['with a threshold below nothing', { mql: { ...mql, threshold: -1 } }],
    ['with points of nothing', { scoring: [{ ...rule, points: 0 }] }],
    ['with a half-life of nothing', { scoring: [{ ...rule, halfLifeDays: 0 }] }],
    ['with a team that does not exist', { scoring: [{ ...rule, owner: 'finance' }] }],
    [
      'with a day that ends before it starts',
      { working: { ...working, days: { monday: { from: '17:00', to: '09:00' } } } },
    ],
    [
      'with an hour that no clock shows',
      { working: { ...working, days: { monday: { from: '9:00', to: '24:30' } } } },
    ],
    [
      'with a break that ends before it starts',
      {
        working: {
          ...working,
          days: { monday: { from: '09:00', to: '17:00', breaks: [{ from: '13:00', to: '12:00' }] } },
        },
      },
    ],
    [
      'with a day that begins at midnight of its end',
      { working: { ...working, days: { monday: { from: '24:00', to: '24:00' } } } },
    ],
    ['with no open lead a rep', { caps: { nudgesARepADay: 5, openARep: 0 } }],
    ['with a zone that no place has', { working: { ...working, zone: 'Australia/Atlantis' } }],
    ['with a closed day that is no date', { working: { ...working, alsoClosed: ['2026-02-30'] } }],
    ['with a clock of half a minute', { clocks: { ...clocks, answerWorkingMinutes: 0.5 } }],
    ['with a clock of nothing', { clocks: { ...clocks, undoMinutes: 0 } }],
    ['with a rung for nobody', { ladder: [{ atPercent: 50, who: 'nobody' }] }],
  ])('%s is refused', (_what, changes) => {
    expect(complaints(changes)).not.toEqual([]);
  });
});

describe('the people of a charter', () => {
  test('are nobody where a version that was kept before they were named says nothing of them', () => {
    const { people: _, ...before } = starterCharter;
    expect(Charter.parse(before).people).toEqual({ owner: null, marketingLeader: null, salesLeader: null });
    expect(Charter.parse({ ...before, people: { owner: 'U0WNER' } }).people.salesLeader).toBeNull();
  });

  test('are two leaders: one cannot sign for both sides', () => {
    const one = { owner: 'UDANA', marketingLeader: 'UDANA', salesLeader: 'UDANA' };
    expect(complaints({ people: one })).toEqual(['One person cannot sign for both sides. Name two leaders.']);
    expect(complaints({ people: { ...one, salesLeader: 'WMIA' } })).toEqual([]);
  });

  test('are members of the workspace, not names', () => {
    expect(complaints({ people: { owner: '@dana' } }).join()).toContain('the id of a member');
  });
});

describe('a charter that is to be saved', () => {
  const faultsWith = (changes: Record<string, unknown>): Record<string, string> => {
    const checked = checkedCharter({ ...starterCharter, ...changes });
    if ('charter' in checked) return {};
    return Object.fromEntries(checked.faults.map(({ path, message }) => [path.join('.'), message]));
  };
  const withRule = (given: unknown) => ({ criteria: [{ ...size, rule: given }, ...otherCriteria] });

  test('is the starter charter as it stands', () => {
    expect(checkedCharter(starterCharter)).toEqual({ charter: starterCharter });
  });

  test.each([
    ['company.size', 'Did you mean "company.employees"?'],
    ['company.employes', 'Did you mean "company.employees"?'],
    ['country', 'Did you mean "company.country"?'],
    ['jobtitle', 'Did you mean "jobTitle"?'],
    ['plan', 'under facts, like facts.plan.'],
    ['constructor', 'A lead has no field "constructor".'],
    ['facts.a.b', 'A lead has no field "facts.a.b".'],
  ])('cannot ask for %s, which no lead has', (fact, advice) => {
    const faults = faultsWith(
      withRule({ any: [{ fact: 'facts.plan', known: true }, { not: { fact, known: true } }] }),
    );
    expect(Object.keys(faults)).toEqual(['criteria.0.rule.any.1.not.fact']);
    expect(faults['criteria.0.rule.any.1.not.fact']).toContain(advice);
  });

  test('names only signals that it lists, in rules and in points', () => {
    expect(
      faultsWith(withRule({ all: [{ signal: 'demo_request' }] }))['criteria.0.rule.all.0.signal'],
    ).toContain('Did you mean "demo_requested"?');
    const scoring = [rule, { ...rule, id: 'other', when: { signal: 'webinar' } }];
    expect(Object.keys(faultsWith({ scoring }))).toEqual(['scoring.1.when.signal']);
  });

  test('has somebody at work at some time, or nothing would ever be due', () => {
    expect(faultsWith({ working: { ...working, days: {} } })['working.days']).toContain('Give at least one');
  });

  test('ends every clock within a time that can be searched', () => {
    const message = faultsWith({ clocks: { ...clocks, answerWorkingMinutes: 1e12 } })[
      'clocks.answerWorkingMinutes'
    ];
    expect(message).toBe('Must be 60,000 or less.');
  });

  test.each(['NUL \u0000', 'half \uD83D'])('holds no text that PostgreSQL cannot keep: %j', (text) => {
    expect(faultsWith({ name: text }).name).toContain('cannot be kept');
    expect(
      faultsWith(withRule({ fact: 'facts.plan', oneOf: ['x', text] }))['criteria.0.rule.oneOf.1'],
    ).toContain('cannot be kept');
  });

  test.each([
    [{ treshold: 3 }, 'treshold', 'There is no field "treshold" here. Remove it.'],
    [{ laddr: [] }, 'laddr', 'There is no field "laddr" here. Did you mean "ladder"?'],
    [{ clocks: { ...clocks, undoMinute: 3 } }, 'clocks.undoMinute', 'Did you mean "undoMinutes"?'],
    [{ currency: 'dollars' }, 'currency', 'Must be 3 characters or less.'],
    [{ name: 12 }, 'name', 'Must be text; put quotes around it'],
    [{ criteria: [{ ...size, gate: 'PQL' }] }, 'criteria.0.gate', 'Must be MQL or SQL.'],
    [{ reviewEveryMonths: undefined }, 'reviewEveryMonths', 'Missing. Give a number without quotes.'],
    [
      { mql: { ...mql, atLeastOneOf: [['pricing_page']] } },
      'mql.atLeastOneOf.0.0',
      'Did you mean "pricing_pages"?',
    ],
  ])('with %j is told what to do at %s', (changes, path, message) => {
    expect(faultsWith(changes)[path]).toContain(message);
  });
});

describe('a rule', () => {
  test.each([
    [{ fact: 'company.employees', between: [1, 2] }],
    [{ fact: 'company.employees', between: [5, 5] }],
    [{ fact: 'facts.plan', oneOf: ['team'] }],
    [{ fact: 'email', known: true }],
    [{ signal: 'demo_requested' }],
    [{ signal: 'timeline_stated', atLeast: 2, withinDays: 0.5, valueAtMost: -3, absent: 'unknown' }],
    [{ all: [{ any: [{ not: { fact: 'email', known: true } }] }, { signal: 'won' }] }],
    [{ fact: 'facts.seats', atLeast: 5 }],
    [{ fact: 'facts.seats', atMost: -0.5 }],
    [{ fact: 'facts.plan', is: 'team' }],
    [{ fact: 'facts.seats', is: 5 }],
    [{ fact: 'facts.client', is: false }],
    [{ fact: 'facts.plan', noneOf: ['free'] }],
    [{ fact: 'facts.renewed_on', withinDays: 30 }],
    [{ fact: 'facts.renewed_on', olderThanDays: 30 }],
  ])('%j is accepted', (given) => {
    expect(Rule.parse(given)).toEqual(given);
  });

  test.each([
    [{ fact: 'company.employees' }],
    [{ fact: 'company.employees', between: [1, 2], oneOf: ['x'] }],
    [{ fact: 'company.employees', between: [1000, 20] }],
    [{ fact: 'company.employees', between: [1, Number.NaN] }],
    [{ fact: '__proto__', known: true }],
    [{ fact: 'email', known: false }],
    [{ fact: 'facts.plan', oneOf: [] }],
    [{ signal: 'Demo requested' }],
    [{ signal: 'demo_requested', atLeast: 0 }],
    [{ signal: 'demo_requested', withinDays: 0 }],
    [{ signal: 'demo_requested', absent: 'met' }],
    [{ all: [] }],
    [{ any: [{ nothing: true }] }],
    [{ fact: 'facts.plan', is: null }],
    [{ fact: 'facts.plan', is: ['a'] }],
    [{ fact: 'facts.plan', noneOf: [] }],
    [{ fact: 'facts.seats', atLeast: 1, atMost: 2 }],
    [{ fact: 'facts.seats', atLeast: Number.POSITIVE_INFINITY }],
    [{ fact: 'facts.renewed_on', withinDays: 0 }],
    [{ fact: 'facts.plan', all: [{ signal: 'won' }] }],
    [{ all: [{ signal: 'won' }], any: [{ signal: 'won' }] }],
    [{ all: { signal: 'won' } }],
    [{ not: [{ signal: 'won' }] }],
    [{ not: { signal: 'won' }, absent: 'unknown' }],
    [[{ signal: 'won' }]],
    ['company.employees > 20'],
    [null],
  ])('%j is refused', (given) => {
    expect(Rule.safeParse(given).success).toBe(false);
  });

  const told = (given: unknown): [string, string][] =>
    (Rule.safeParse(given).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);

  test.each([
    [{ fact: 'email' }, '', 'Say what the fact must be: between, atLeast'],
    [{ fact: 'email', atleast: 3 }, 'atleast', 'Did you mean "atLeast"?'],
    [{ fact: 'email', known: true, is: 'x' }, 'known', '"is" and "known" do not go together.'],
    [{ signal: 'won', within: 3 }, 'within', 'Did you mean "withinDays"?'],
    [{ any: [{ signal: 'won' }, { all: [] }] }, 'any.1.all', 'Must be a list of 1 to 50 rules.'],
    [{ all: [{ signal: 'won' }], mandatory: true }, 'mandatory', '"mandatory" does not go beside "all".'],
    [{ fact: 'x', between: [3, 2] }, 'between', 'Write the smaller number first.'],
    [{ fact: 'x', oneOf: [12] }, 'oneOf.0', 'put quotes around it'],
  ])('%j is refused at "%s" with what to do', (given, path, message) => {
    expect(told(given)).toEqual([[path, expect.stringContaining(message)]]);
  });

  const nested = (levels: number): unknown => {
    let rule: unknown = { signal: 'won' };
    for (let level = 1; level < levels; level++) rule = { not: rule };
    return rule;
  };

  test('may stand eight levels deep and no deeper, however deep it is', () => {
    expect(told(nested(8))).toEqual([]);
    expect(
      told(nested(9))
        .map(([, message]) => message)
        .join(),
    ).toContain('more than 8 levels');
    expect(
      told(nested(100_000))
        .map(([, message]) => message)
        .join(),
    ).toContain('more than 8 levels');
  });

  test('may have two hundred parts and no more', () => {
    const parts = (lists: number): unknown => ({
      all: Array.from({ length: lists }, () => ({
        any: Array.from({ length: 48 }, () => ({ signal: 'won' })),
      })),
    });
    expect(told(parts(4))).toEqual([]);
    expect(
      told(parts(5))
        .map(([, message]) => message)
        .join(),
    ).toContain('more than 200 parts');
    expect(
      told(parts(50))
        .map(([, message]) => message)
        .join(),
    ).toContain('more than 200 parts');
  });
});
