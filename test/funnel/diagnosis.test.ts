// Promises of the parts of a diagnosis: the ledger adds up, nobody small stands alone, and questions say when they cannot tell.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer, type Cell, cellOf } from '../../src/funnel/cells.js';
import type { Count } from '../../src/funnel/count.js';
import { answeredBy, diagnosisOf, questionsOf, type Wanted } from '../../src/funnel/diagnosis.js';
import { costOf } from '../../src/funnel/findings/cost.js';
import { FAMILY_LEVEL, findingId, standing } from '../../src/funnel/findings/family.js';
import type { Candidate } from '../../src/funnel/findings/finding.js';
import { kinds } from '../../src/funnel/findings/findings.js';
import { permilles } from '../../src/funnel/ledger.js';
import { narrowed, proposals } from '../../src/funnel/proposals.js';
import { isAgreed, isOwned, kept } from '../../src/funnel/questions.js';
import { splitOf } from '../../src/funnel/split.js';
import { aCharter } from '../make.js';

const { charter } = aCharter();
const agreement = {
  version: 3,
  signed: true,
  since: '2026-09-01',
  reviewedOn: '2026-09-01',
  review: { dueOn: '2026-12-01', state: 'not yet', rung: null },
  owners: ['URITA'],
} as const;
const wanted: Wanted = {
  scope: { charter, agreement, from: '2026-08-31', to: '2026-11-29', today: '2026-11-28', sample: [] },
  by: null,
  seer: { manager: true },
};

const count = (changes: Partial<Count>): Cell =>
  cellOf({
    day: '2026-11-02',
    charter: 3,
    source: 'web',
    campaign: null,
    segment: null,
    rep: 'UDANA',
    measure: 'offered',
    n: 1,
    ...changes,
  });

const fates = [
  'fate:sql',
  'fate:in_work',
  'fate:hollow',
  'fate:rejected:recycle',
  'fate:handed_back:fix',
  'fate:rejected:archive',
  'fate:handed_back:duplicate',
  'fate:rejected:wrong_owner',
  'fate:unanswered',
] as const;

test('questions about the same days and groups are asked as one, and answered as if each had been', () => {
  const cells = [
    count({ measure: 'lead' }),
    count({ measure: 'mql' }),
    count({ measure: 'offered', cents: 500 }),
    count({ measure: 'fate:rejected:archive', cents: 500 }),
    count({ measure: 'reached:answered' }),
    count({ measure: 'rejected:in_time', minutes: 30 }),
    count({ measure: 'cited:company_size:met' }),
  ];
  for (const by of [null, 'source', 'rep'] as const) {
    const asked = questionsOf({ ...wanted, by });
    expect(asked.length).toBeLessThan(13);
    const answers = asked.map((question) => [question, answer(cells, question)] as const);
    const together = diagnosisOf({ ...wanted, by }, answeredBy(answers));
    expect(together).toEqual(diagnosisOf({ ...wanted, by }, (question) => answer(cells, question)));
  }
});

describe('the map', () => {
  const mapOf = (cells: Cell[]) => diagnosisOf(wanted, (question) => answer(cells, question)).map.stations;

  test('holds offers against new MQLs and those that came back, so that no share is beyond 100 %', () => {
    const stations = mapOf([
      count({ measure: 'lead', n: 10 }),
      count({ measure: 'mql', n: 6 }),
      count({ measure: 'offered', n: 8 }),
      count({ measure: 'again:offered', n: 2 }),
      count({ measure: 'again:sql', n: 1 }),
      count({ measure: 'reached:answered', n: 7 }),
    ]);
    expect(stations.slice(0, 6)).toEqual([
      { name: 'Leads', n: 10, of: null },
      { name: 'MQL', n: 6, of: 10 },
      { name: 'Recycled', n: 2, of: null },
      { name: 'Offered', n: 8, of: 8 },
      { name: 'Answered', n: 7, of: 8 },
      { name: 'Accepted', n: 0, of: 7 },
    ]);
  });

  test('gives no share where those who might have come are of other days', () => {
    const stations = mapOf([count({ measure: 'mql', n: 1 }), count({ measure: 'offered', n: 3 })]);
    expect(stations.filter(({ of }) => of !== null)).toEqual([{ name: 'Answered', n: 0, of: 3 }]);
  });
});

describe('the ledger', () => {
  test('gives every handshake one fate, and they add up to all, to 100 % and to the cent', () => {
    const some = fc.array(
      fc.record({
        fate: fc.constantFrom(...fates),
        cents: fc.integer({ min: 0, max: 10_000_000 }),
        overdue: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(some, (handshakes) => {
        const cells = handshakes.flatMap(({ fate, cents, overdue }) => [
          count({ measure: 'offered', cents }),
          count({ measure: fate, cents }),
          ...(fate === 'fate:unanswered'
            ? [count({ measure: overdue ? 'unanswered:overdue' : 'unanswered:in_time' })]
            : []),
        ]);
        const { ledger } = diagnosisOf(wanted, (question) => answer(cells, question));
        const sum = (of: (entry: (typeof ledger.entries)[number]) => number): number =>
          ledger.entries.reduce((total, entry) => total + of(entry), 0);
        expect(sum(({ n }) => n)).toBe(handshakes.length);
        expect(ledger.n).toBe(handshakes.length);
        expect(sum(({ permille }) => permille)).toBe(1000);
        expect(sum(({ cents }) => cents)).toBe(handshakes.reduce((total, { cents }) => total + cents, 0));
        expect(ledger.cents).toBe(sum(({ cents }) => cents));
      }),
      { numRuns: 200 },
    );
  });

  test('shares are within a tenth of a percent of the exact ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }), (counts) => {
        const total = counts.reduce((sum, each) => sum + each, 0);
        const shares = permilles(counts);
        expect(shares.reduce((sum, each) => sum + each, 0)).toBe(total === 0 ? 0 : 1000);
        for (const [place, share] of shares.entries())
          expect(Math.abs(share - ((counts[place] ?? 0) * 1000) / Math.max(1, total))).toBeLessThan(1);
      }),
    );
  });
});

describe('the four questions', () => {
  test('are yes at nine of ten and thirty cases, no when that can hardly be, and otherwise not known', () => {
    expect(kept({ hits: 29, of: 30 })).toBe('yes');
    expect(kept({ hits: 9, of: 9 })).toBe('not enough data');
    expect(kept({ hits: 0, of: 0 })).toBe('not enough data');
    expect(kept({ hits: 20, of: 40 })).toBe('no');
    expect(kept({ hits: 26, of: 30 })).toBe('not enough data');
  });

  test('a charter is agreed when it is signed and was looked at in the last quarter', () => {
    const today = '2026-11-28';
    expect(isAgreed({ agreement, today }).verdict).toBe('yes');
    expect(isAgreed({ agreement: { ...agreement, signed: false }, today }).verdict).toBe('no');
    expect(isAgreed({ agreement: { ...agreement, reviewedOn: '2026-08-01' }, today }).verdict).toBe('no');
  });

  test('one owner watches, not none and not two', () => {
    expect(isOwned({ agreement }).verdict).toBe('yes');
    expect(isOwned({ agreement: { ...agreement, owners: [] } }).verdict).toBe('no');
    expect(isOwned({ agreement: { ...agreement, owners: ['URITA', 'UMIA'] } }).verdict).toBe('no');
  });
});

describe('a split', () => {
  const cells = (of: readonly [rep: string, source: string, n: number][]): Cell[] =>
    of.map(([rep, source, n]) => count({ rep, source, n, measure: 'offered' }));

  test('folds what is smaller than five for whoever is no manager', () => {
    const bySource = cells([
      ['UDANA', 'web', 7],
      ['USAM', 'fair', 4],
      ['USAM', 'ads', 3],
    ]);
    const leader = splitOf(bySource, 'source', { manager: false, person: 'USASHA' });
    expect(leader.rows.map(({ name, offered }) => [name, offered])).toEqual([['web', 7]]);
    expect(leader.other?.offered).toBe(7);
    expect(leader.folded).toBe(2);
    const manager = splitOf(bySource, 'source', { manager: true });
    expect(manager.rows).toHaveLength(3);
    expect(manager.other).toBeNull();
  });

  test('shows a rep nobody but themselves, however many leads the others have', () => {
    const byRep = cells([
      ['UDANA', 'web', 70],
      ['USAM', 'web', 40],
    ]);
    const own = splitOf(byRep, 'rep', { manager: false, person: 'USAM' });
    expect(own.rows.map(({ name }) => name)).toEqual(['USAM']);
    expect(own.other?.offered).toBe(70);
    expect(splitOf(byRep, 'rep', { manager: false, person: null }).rows).toEqual([]);
  });
});

const candidate = (changes: Partial<Candidate>): Candidate => ({
  kind: 'gaming',
  about: '',
  title: 't',
  seen: 's',
  figures: [],
  p: 0.5,
  cost: null,
  steps: [],
  ...changes,
});

describe('findings', () => {
  test('of many kinds that each look a little unlikely none stands', () => {
    const looks = Array.from({ length: 16 }, (_, place) => ({
      candidates: [candidate({ about: String(place), p: 0.01 })],
      lacking: null,
    }));
    expect(standing(looks)).toEqual([]);
  });

  test('a sure one stands beside unlikely ones, and what is so without chance always does', () => {
    const found = standing([
      {
        candidates: [candidate({ about: 'sure', p: 1e-6 }), candidate({ about: 'beside', p: 0.2 })],
        lacking: null,
      },
      { candidates: [candidate({ about: 'maybe', p: 0.06 })], lacking: null },
      { candidates: [candidate({ about: 'fact', p: null })], lacking: null },
    ]);
    expect(found.map(({ about }) => about).sort()).toEqual(['fact', 'sure']);
  });

  test('chance alone claims something in fewer diagnoses than promised', () => {
    let claims = 0;
    const next = ((state) => () => {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return state / 2 ** 32;
    })(7);
    for (let run = 0; run < 4_000; run++) {
      const looks = Array.from({ length: 12 }, () => ({
        candidates: [candidate({ p: next() })],
        lacking: null,
      }));
      if (standing(looks).length > 0) claims++;
    }
    // Three standard deviations of the simulation itself.
    expect(claims / 4_000).toBeLessThan(
      FAMILY_LEVEL + 3 * Math.sqrt((FAMILY_LEVEL * (1 - FAMILY_LEVEL)) / 4_000),
    );
  });

  test('are told worst first: what costs SQLs before what only holds leads up', () => {
    const found = standing([
      {
        candidates: [candidate({ about: 'held', p: null, cost: { in: 'leads', leads: 20, cents: null } })],
        lacking: null,
      },
      {
        candidates: [candidate({ about: 'lost', p: null, cost: { in: 'sqls', sqls: [2, 8], cents: null } })],
        lacking: null,
      },
    ]);
    expect(found.map(({ about }) => about)).toEqual(['lost', 'held']);
  });

  test('have names that tell nothing of what they are about', () => {
    const [one, other] = ['campaign:Win a free audit', 'campaign:Other'].map((about) =>
      findingId({ kind: 'misleading_source', about }),
    );
    expect(one).toMatch(/^misleading_source-[0-9a-z]+$/);
    expect(one).not.toBe(other);
  });

  test('every kind ends without data honestly: nothing is claimed, and it says what it lacks', () => {
    const { findings, lacking } = diagnosisOf(wanted, () => []);
    expect(findings).toEqual([]);
    expect(lacking.length).toBeGreaterThan(8);
    for (const { because } of lacking) expect(because).not.toBe('');
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
  });

  test('a leak costs nothing where the rest fares no better, and more than nothing where it surely does', () => {
    const deals = { winRate: 0.5, medianCents: 1_000_000, n: 10 };
    expect(costOf({ hits: 10, of: 20 }, { hits: 40, of: 100 }, deals)).toMatchObject({
      sqls: [0, expect.any(Number)],
    });
    const cost = costOf({ hits: 0, of: 50 }, { hits: 60, of: 100 }, deals);
    expect(cost).toMatchObject({ in: 'sqls' });
    if (cost?.in !== 'sqls') throw new Error('it costs SQLs');
    expect(cost.sqls[0]).toBeGreaterThan(20);
    expect(cost.sqls[0]).toBeLessThanOrEqual(30);
    expect(cost.cents?.[0]).toBeCloseTo(cost.sqls[0] * 500_000, 3);
    expect(costOf({ hits: 0, of: 0 }, { hits: 1, of: 2 }, deals)).toBeNull();
  });
});

describe('proposals', () => {
  const size = { fact: 'company.employees', between: [20, 1000] } as {
    fact: string;
    between: [number, number];
  };

  test('narrow a range at the end at which sales cites it, and only there', () => {
    const small = [22, 25, 28, 30, 31, 35, 38, 40, 44, 48];
    expect(narrowed(size, small)).toEqual({ ...size, between: [41, 1000] });
    expect(
      narrowed(
        size,
        small.map((each) => 1000 - each),
      ),
    ).toEqual({ ...size, between: [20, 955] });
    expect(narrowed(size, [22, 25, 900, 950, 30, 980, 40, 970, 990])).toBeNull();
    expect(narrowed(size, small.slice(0, 4))).toBeNull();
    expect(narrowed({ fact: 'x', atLeast: 5 }, [6, 6, 7, 7, 8, 8, 9, 9])).toEqual({ fact: 'x', atLeast: 10 });
    expect(narrowed({ fact: 'x', known: true }, small)).toBeNull();
  });

  const leads = (points: number, of: number, accepted: number) =>
    Array.from({ length: of }, (_, place) => ({ points: { all: points }, accepted: place < accepted }));

  test('raise the threshold where the leads just above it are rejected more often', () => {
    const sample = [...leads(55, 60, 12), ...leads(75, 80, 64)];
    const [first] = proposals({ charter, sample }, { findings: [], cited: new Map() });
    expect(first?.title).toBe('Raise the threshold from 50 to 60 points');
    expect(first?.part).toMatchObject({ part: 'mql', mql: { threshold: 60 } });
  });

  test('lower it where even those are welcome, and leave it where nothing can be said', () => {
    const welcome = [...leads(55, 60, 54), ...leads(75, 60, 54)];
    const [first] = proposals({ charter, sample: welcome }, { findings: [], cited: new Map() });
    expect(first?.title).toBe('Lower the threshold from 50 to 40 points');
    const few = [...leads(55, 6, 1), ...leads(75, 8, 7)];
    expect(proposals({ charter, sample: few }, { findings: [], cited: new Map() })).toEqual([]);
  });
});
