// Charters, rules and leads at random, with words that try to be taken for something else.
import fc from 'fast-check';
import { Charter } from '../../src/charter/charter.js';
import type { Rule } from '../../src/charter/rule.js';
import { starterCharter } from '../../src/charter/starter.js';
import type { Facts, Signal } from '../../src/handshake/lead.js';
import type { Evidence } from '../../src/handshake/verdicts.js';
import { NOW } from '../make.js';

const DAY_MS = 86_400_000;

const tricks = [
  ...[
    '<!channel>',
    'a: b',
    'x #y',
    '# no',
    'yes',
    'No',
    'on',
    '1e3',
    '0x1f',
    '007',
    '~',
    'null',
    'TRUE',
    '12:30',
  ],
  ...[
    ' lead',
    'trail ',
    'two\nlines',
    'tab\tbed',
    '\r\n',
    '- item',
    '? key',
    '{a}',
    '[b]',
    "it's",
    '"q"',
    '|',
    '>',
  ],
  ...[
    '*x',
    '&a',
    '!tag',
    '%YAML',
    '@at',
    '`tick',
    '---',
    '...',
    '“curly”',
    '\\',
    '\\”',
    '”',
    ' ',
    '🏳️‍🌈',
    'é',
    'e\u0301',
  ],
  ...[
    '\u2028',
    '\u0085',
    '\u00a0',
    '\ufeff',
    '\u202Eevil\u2066',
    'x and y',
    'not known',
    '3 times or more',
    'a, b',
    '(b)',
  ],
  ...[
    'one of AU',
    'is',
    'Company employees',
    'fact plan',
    'Legal services',
    'Health (aged)',
    'IT',
    '1,000',
    '🙂',
  ],
];

/** Words of at most `max` characters, at least one: plain, tricky, or anything at all. */
export const words = (max: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...tricks),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    )
    .map((text) =>
      Array.from(text.replaceAll('\u0000', '0'))
        .slice(0, max / 2)
        .join(''),
    )
    .filter((text) => text.length > 0 && text.length <= max && !/\p{Surrogate}/u.test(text));

const types = ['pricing_page_viewed', 'demo_requested', 'won', 'budget_confirmed', 'is_known'] as const;
const fields = [
  'company.employees',
  'company.country',
  'email',
  'jobTitle',
  'facts.plan',
  'facts.known',
  'facts.renewed_on',
];

const number = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.constantFrom(20, 1000, 1_000_000, 0.5, 1234.25, 1e21, 1e-7),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((given) => given + 0),
);
const days = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0.5, 1, 3660));
const values = fc.constantFrom('AU', 'au ', 'NZ', 'Legal services', 'yes', '12', 'true', 'Not known', '');
const text = fc.oneof(values, words(40));

const fact = fc.constantFrom(...fields);
const factLeaf: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    fact,
    between: fc.tuple(number, number).map(([a, b]): [number, number] => (a <= b ? [a, b] : [b, a])),
  }),
  fc.record({ fact, atLeast: number }),
  fc.record({ fact, atMost: number }),
  fc.record({ fact, is: fc.oneof(text, number, fc.boolean()) }),
  fc.record({ fact, oneOf: fc.array(text, { minLength: 1, maxLength: 4 }) }),
  fc.record({ fact, noneOf: fc.array(text, { minLength: 1, maxLength: 4 }) }),
  fc.record({ fact, known: fc.constant<true>(true) }),
  fc.record({ fact, withinDays: days }),
  fc.record({ fact, olderThanDays: days }),
);
const leaf: fc.Arbitrary<Rule> = fc.oneof(
  { arbitrary: factLeaf, weight: 9 },
  fc.record(
    {
      signal: fc.constantFrom(...types),
      atLeast: fc.integer({ min: 1, max: 4 }),
      withinDays: days,
      valueAtMost: number,
      absent: fc.constantFrom('unmet' as const, 'unknown' as const),
    },
    { requiredKeys: ['signal'] },
  ),
);

/** A rule of any form, up to five levels deep. */
export const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => {
  const parts = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
  return {
    rule: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      { arbitrary: leaf, weight: 4 },
      { arbitrary: parts.map((all) => ({ all })), weight: 1 },
      { arbitrary: parts.map((any) => ({ any })), weight: 1 },
      { arbitrary: tie('rule').map((not) => ({ not })), weight: 1 },
    ),
  };
}).rule;

/** Labels for the signal types that rules name: plain ones, equal ones, and such as pose as grammar. */
export const signals: fc.Arbitrary<Charter['signals']> = fc
  .tuple(
    ...types.map(() =>
      fc.oneof(fc.constantFrom('Pricing page viewed', 'Won (amount)', 'CRM note'), words(60)),
    ),
  )
  .map((labels) => Object.fromEntries(types.map((type, index) => [type, labels[index] ?? type])));

const factValue = fc.oneof(
  values,
  number,
  fc.boolean(),
  fc
    .integer({ min: -3 * 24, max: 70 * 24 })
    .map((hours) => new Date(NOW.getTime() - hours * 3_600_000).toISOString()),
  fc.constantFrom('2026-11-10', '2026-02-30', '2026-11-12', 'soon', ' '),
);

const signal: fc.Arbitrary<Signal> = fc.record({
  source: fc.constantFrom('web', 'crm'),
  id: fc.uuid(),
  type: fc.constantFrom(...types),
  occurredAt: fc
    .integer({ min: -1, max: 70 * 4 })
    .map((quarters) => new Date(NOW.getTime() - (quarters * DAY_MS) / 4)),
  value: fc.option(number),
});

/** What is known of a lead, over the fields and signals that rules name. */
export const evidence: fc.Arbitrary<Evidence> = fc.record({
  facts: fc.tuple(...fields.map(() => fc.option(factValue, { freq: 4 }))).map(
    (given): Facts =>
      Object.fromEntries(
        fields.flatMap((field, index) => {
          const value = given[index] ?? null;
          return value === null ? [] : [[field, { value, at: NOW.toISOString() }]];
        }),
      ),
  ),
  signals: fc.uniqueArray(signal, { maxLength: 8, selector: ({ id }) => id }),
  now: fc.constant(NOW),
});

const ids = fc.uniqueArray(
  fc.constantFrom('size', 'place', 'pages', 'asked', 'budget', 'yes', 'null_', 'n'),
  {
    minLength: 1,
    maxLength: 6,
  },
);

const clock = fc.integer({ min: 1, max: 1000 });
const minutes = fc.integer({ min: 0, max: 23 * 60 + 59 });
const time = (at: number): string =>
  `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
/** Up to midnight, which is 24:00. */
const span = fc
  .tuple(minutes, minutes)
  .map(([a, b]) => ({ from: time(Math.min(a, b)), to: time(Math.max(a, b) + 1) }));
const day = fc
  .tuple(span, fc.option(fc.array(span, { maxLength: 3 }), { freq: 2, nil: undefined }))
  .map(([hours, breaks]) => (breaks === undefined ? hours : { ...hours, breaks }));
const person = fc.option(fc.constantFrom('UOWNER', 'UMARK', 'USALES', 'W0123'), { freq: 3 });
const rung = fc.record({
  atPercent: fc.integer({ min: 1, max: 300 }),
  who: fc.constantFrom('rep', 'thread', 'manager', 'reassign', 'all'),
});

const criteriaOf = (chosen: string[]) =>
  fc.tuple(
    ...chosen.map((id) =>
      fc.record({
        id: fc.constant(id),
        name: fc.oneof(fc.constantFrom('Company size', 'Location'), words(60)),
        dimension: fc.constantFrom('fit', 'intent', 'readiness'),
        gate: fc.constantFrom('MQL', 'SQL'),
        mandatory: fc.boolean(),
        statement: words(140),
        rule: fc.option(rule, { freq: 5 }),
      }),
    ),
  );

const scoringOf = (criteria: string[]) =>
  fc.uniqueArray(
    fc.record(
      {
        id: fc.constantFrom('a', 'b', 'c', 'd', 'no', 'e'),
        label: fc.oneof(fc.constantFrom('Pricing page'), words(60)),
        owner: fc.constantFrom('marketing', 'sales'),
        points: fc.constantFrom(0.5, 5, 15, 20),
        cap: fc.constantFrom(0.5, 5, 15, 20),
        halfLifeDays: fc.constantFrom(0.25, 1, 30),
        when: fc.oneof(
          fc.constantFrom(...criteria).map((criterion) => ({ criterion })),
          fc.record({ signal: fc.constantFrom(...types), valueAtMost: number }, { requiredKeys: ['signal'] }),
        ),
      },
      { requiredKeys: ['id', 'label', 'owner', 'points', 'cap', 'when'] },
    ),
    { maxLength: 5, selector: ({ id }) => id },
  );

const segments = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('big', 'small', 'no', 'null_'),
    name: fc.oneof(fc.constantFrom('Enterprise', 'Small firms'), words(60)),
    rule: fc.oneof(
      factLeaf,
      fc.array(factLeaf, { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
    ),
  }),
  { maxLength: 3, selector: ({ id }) => id },
);

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'saturday'] as const;

/** A whole charter that can be saved. */
export const charter: fc.Arbitrary<Charter> = ids.chain((chosen) =>
  fc
    .record({
      name: words(120),
      currency: fc.constantFrom('AUD', 'NZD', '1e3', 'NO '),
      criteria: criteriaOf(chosen),
      mql: fc.record({
        threshold: fc.constantFrom(0, 12.5, 50, 60, 10_000),
        atLeastOneOf: fc.array(fc.subarray(chosen, { minLength: 1 }), { maxLength: 3 }),
      }),
      scoring: scoringOf(chosen),
      signals,
      segments,
      working: fc.record({
        zone: fc.constantFrom('Australia/Sydney', 'UTC', 'Pacific/Auckland'),
        days: fc.record(Object.fromEntries(weekdays.map((name) => [name, day])), {
          requiredKeys: ['thursday'],
        }),
        holidays: fc.option(
          fc.record(
            { country: fc.constantFrom('AU', 'NO', 'NZ'), region: fc.constantFrom('NSW', 'VIC', '', '08') },
            { requiredKeys: ['country'] },
          ),
        ),
        alsoClosed: fc.subarray(['2026-12-24', '2026-12-31', '2027-01-02']),
      }),
      clocks: fc.record({
        answerWorkingMinutes: clock,
        firstTouchWorkingMinutes: clock,
        decideSqlWorkingDays: fc.integer({ min: 1, max: 60 }),
        undoMinutes: fc.integer({ min: 1, max: 60 }),
      }),
      ladder: fc.array(rung, { maxLength: 4 }),
      caps: fc.record({
        nudgesARepADay: fc.integer({ min: 0, max: 50 }),
        openARep: fc.integer({ min: 1, max: 500 }),
      }),
      digest: fc.record({
        day: fc.constantFrom(...weekdays),
        time: fc.constantFrom('00:00', '07:45', '09:00', '23:59'),
      }),
      rejecting: fc.record({ otherNeedsCharacters: fc.integer({ min: 1, max: 500 }) }),
      commitment: words(500),
      reviewEveryMonths: fc.integer({ min: 1, max: 24 }),
      people: fc
        .record({ owner: person, marketingLeader: person, salesLeader: person })
        .map((people) =>
          people.marketingLeader === people.salesLeader ? { ...people, salesLeader: null } : people,
        ),
    })
    .map((given) => Charter.parse(given)),
);

/** Two charters that have much in common: the second is the first with some parts of another. */
export const twoCharters: fc.Arbitrary<[Charter, Charter]> = fc
  .tuple(
    fc.oneof(charter, fc.constant(starterCharter)),
    charter,
    fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  )
  .map(([one, other, dice]) => {
    const criteria = one.criteria.map((each, index) =>
      (dice[0] ?? 0) % (index + 2) === 0 ? { ...each, ...other.criteria[0], id: each.id } : each,
    );
    const some = <T>(of: readonly T[], die: number): T[] => {
      const kept = of.filter((_each, index) => (die + index) % 4 !== 0 || of.length === 1);
      return die % 3 === 0 ? kept.toReversed() : kept;
    };
    const taken = some(criteria, dice[1] ?? 0);
    const merged = [...taken, ...other.criteria.filter(({ id }) => !taken.some((each) => each.id === id))];
    const place = (dice[2] ?? 0) % merged.length;
    const to = {
      ...one,
      criteria: [...merged.slice(place), ...merged.slice(0, place)],
      scoring: (dice[3] ?? 0) % 2 === 0 ? some(one.scoring, dice[4] ?? 0) : other.scoring,
      signals: { ...one.signals, ...other.signals },
      segments: (dice[3] ?? 0) % 2 === 0 ? some(one.segments, dice[4] ?? 0) : other.segments,
      ...((dice[5] ?? 0) % 2 === 0
        ? {
            mql: other.mql,
            people: other.people,
            ladder: other.ladder,
            caps: other.caps,
            digest: other.digest,
          }
        : {}),
      ...((dice[6] ?? 0) % 2 === 0 ? { working: other.working, name: other.name } : {}),
      ...((dice[7] ?? 0) % 2 === 0 ? { clocks: other.clocks, commitment: other.commitment } : {}),
    };
    return [one, to];
  });
