// Promises of the state machine: what every command does in every state, and who may give it.
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/handshake/assessment.js';
import { evolve } from '../../src/handshake/evolve.js';
import {
  type Command,
  decide,
  type Handshake,
  type HandshakeEvent,
  handshakeFrom,
  offer,
  type Terms,
} from '../../src/handshake/handshake.js';
import {
  aCharter,
  aHandedBack,
  aHandshake,
  aLead,
  anAccepted,
  aQualified,
  aRejected,
  aSignal,
  minutesFromNow,
  NOW,
  someReasons,
} from '../make.js';

const { charter } = aCharter();
const terms: Terms = {
  charter,
  offered: assess(charter, { facts: aLead(), signals: [aSignal()], now: NOW }),
  today: '2026-11-11',
};
const at = NOW.toISOString();
const DANA = 'UDANA';
const SAM = 'USAM';
const sqlCriteria = ['budget', 'decision_maker', 'timeline'];

/** Dana holds or ended each of these. */
const states = {
  offered: aHandshake(),
  accepted: anAccepted({ by: DANA }),
  rejected: aRejected({ by: DANA }),
  handed_back: aHandedBack({ by: DANA }),
  qualified: aQualified({ by: DANA }),
} satisfies Record<Handshake['status'], Handshake>;
type Status = keyof typeof states;

const commands = (by: string): Record<Command['type'], Command> => ({
  'mark posted': { type: 'mark posted', at, dueAt: minutesFromNow(240).toISOString() },
  accept: { type: 'accept', by, at },
  'undo accept': { type: 'undo accept', by, at },
  reject: { type: 'reject', by, at, rejection: 'r-2', reasons: someReasons() },
  'hand back': { type: 'hand back', by, at, rejection: 'r-2', reasons: someReasons() },
  'mark sql': { type: 'mark sql', by, at, ticked: sqlCriteria },
  acknowledge: { type: 'acknowledge', by, at },
  fix: { type: 'fix', by, at, words: 'The size is right now.' },
  dispute: { type: 'dispute', by, at, words: 'They have 60 people.' },
  uphold: { type: 'uphold', by, at, words: 'The group counts.' },
  overturn: { type: 'overturn', by, at, words: 'It fits.', to: SAM, dueAt: at },
  close: { type: 'close', by, at, outcome: 'won', closedAt: at, value: 24_000 },
  reassign: { type: 'reassign', by, at, to: SAM },
  'offer again': { type: 'offer again', at, of: null, to: SAM, why: 'turn', because: 'away', dueAt: null },
  snooze: { type: 'snooze', by, at, until: minutesFromNow(60).toISOString() },
  nudge: { type: 'nudge', at, clock: 'answer', atPercent: 50, who: 'rep', to: DANA },
  touch: { type: 'touch', by, at },
  'note touch': { type: 'note touch', at, touchedAt: minutesFromNow(-5).toISOString() },
  'note untouched': { type: 'note untouched', at },
  'note news': { type: 'note news', at },
  'note same person': { type: 'note same person', at, lead: { source: 'crm', id: '7' } },
  'note unmade': { type: 'note unmade', at },
});

/** What a command leads to, in one word: the event, `nothing` for a success without one, or the refusal. */
function outcome(handshake: Handshake, command: Command): string {
  const decision = decide(handshake, command, terms);
  if ('refused' in decision) return `refused: ${decision.refused.kind}`;
  return decision.events.map(({ type }) => type).join() || 'nothing';
}

const settled = 'refused: settled';
const notDisputed = 'refused: not disputed';
type Row = Record<Status, string>;
const all = (what: string): Row => ({
  offered: what,
  accepted: what,
  rejected: what,
  handed_back: what,
  qualified: what,
});

/** By the person who holds or ended it. */
const byHolder: Record<Command['type'], Row> = {
  'mark posted': all('nothing'),
  accept: { ...all(settled), offered: 'accepted', accepted: 'nothing' },
  'undo accept': { ...all(settled), offered: 'nothing', accepted: 'accept_undone' },
  reject: { ...all(settled), offered: 'rejected', rejected: 'nothing' },
  'hand back': { ...all(settled), accepted: 'handed_back', handed_back: 'nothing' },
  'mark sql': { ...all(settled), accepted: 'qualified', qualified: 'nothing' },
  acknowledge: { ...all(settled), rejected: 'acknowledged', handed_back: 'acknowledged' },
  fix: { ...all(settled), rejected: 'fixed', handed_back: 'fixed' },
  dispute: { ...all(settled), rejected: 'disputed', handed_back: 'disputed' },
  uphold: { ...all(settled), rejected: notDisputed, handed_back: notDisputed },
  overturn: { ...all(settled), rejected: notDisputed, handed_back: notDisputed },
  close: { ...all(settled), qualified: 'won' },
  reassign: { ...all(settled), offered: 'reassigned' },
  'offer again': { ...all(settled), offered: 'reoffered' },
  snooze: { ...all(settled), offered: 'snoozed' },
  nudge: { ...all(settled), offered: 'nudged', accepted: 'nudged' },
  touch: { ...all(settled), accepted: 'touched' },
  'note touch': { ...all('touched'), rejected: 'nothing' },
  'note untouched': { ...all('nothing'), accepted: 'left_untouched' },
  'note news': all('nothing'),
  'note same person': all('same_person_came'),
  'note unmade': { ...all('nothing'), offered: 'mql_unmade', accepted: 'mql_unmade' },
};

/** By somebody else, where that differs. */
const byOther: Partial<Record<Command['type'], Partial<Row>>> = {
  accept: { accepted: settled },
  'undo accept': { accepted: 'refused: not yours' },
  reject: { rejected: settled },
  'hand back': { accepted: 'refused: not yours', handed_back: settled },
  'mark sql': { accepted: 'refused: not yours', qualified: settled },
  touch: { accepted: 'refused: not yours' },
};

const statuses = Object.keys(states) as Status[];
const table = (Object.keys(byHolder) as Command['type'][]).flatMap((type) =>
  statuses.map((status) => ({
    type,
    status,
    own: byHolder[type][status],
    other: byOther[type]?.[status] ?? byHolder[type][status],
  })),
);

describe('what a command does', () => {
  test.each(table)(
    '$type when $status: $own, and for somebody else $other',
    ({ type, status, own, other }) => {
      expect(outcome(states[status], commands(DANA)[type])).toBe(own);
      expect(outcome(states[status], commands(SAM)[type])).toBe(other);
    },
  );

  test('the card counts as posted once, in whatever state it got there', () => {
    for (const state of Object.values(states)) {
      const unposted = { ...state, postedAt: null, dueAt: null };
      expect(outcome(unposted, commands(DANA)['mark posted'])).toBe('posted');
    }
  });

  test('a rung is said once, and a lower one to the same audience not after it', () => {
    const told = [{ clock: 'answer', atPercent: 50, who: 'rep', to: DANA, at }] as const;
    const said = aHandshake({ told });
    const rung = { type: 'nudge', at, clock: 'answer', atPercent: 50, who: 'rep', to: SAM } as const;
    expect(outcome(said, rung)).toBe('nothing');
    expect(outcome(said, { ...rung, atPercent: 25 })).toBe('nothing');
    expect(outcome(said, { ...rung, who: 'thread' })).toBe('nudged');
    expect(outcome(said, { ...rung, atPercent: 75 })).toBe('nudged');
    expect(outcome(anAccepted({ told }), { ...rung, clock: 'first_touch' })).toBe('nudged');
  });

  test('an offer lapses once, with the last rung of its clock to answer', () => {
    const last = { type: 'nudge', at, clock: 'answer', atPercent: 200, who: 'all', to: null } as const;
    expect(decide(aHandshake({ suggested: DANA }), last, terms)).toMatchObject({
      events: [
        { type: 'nudged', atPercent: 200 },
        { type: 'lapsed', of: DANA },
      ],
    });
    const lapsed = aHandshake({ told: [{ ...last }] });
    expect(outcome(lapsed, { ...last, who: 'thread' })).toBe('nudged');
    expect(outcome(anAccepted(), { ...last, clock: 'first_touch' })).toBe('nudged');
  });

  test('of several touches that sources tell of the first counts, whichever comes first, and none from before the offer', () => {
    const telling = (minutes: number): Command => ({
      type: 'note touch',
      at,
      touchedAt: minutesFromNow(minutes).toISOString(),
    });
    const touched = anAccepted({ touchedAt: minutesFromNow(-10).toISOString() });
    expect(outcome(touched, telling(-5))).toBe('nothing');
    expect(outcome(touched, telling(-10))).toBe('nothing');
    expect(outcome(touched, telling(-15))).toBe('touched');
    expect(outcome(anAccepted(), telling(-21))).toBe('nothing');
    // It ended two minutes ago: what came later was not its first touch.
    expect(outcome(aHandedBack(), telling(-1))).toBe('nothing');
  });

  test('something new wakes a lead that is put off, until its time has come', () => {
    const asleep = (minutes: number) => aHandshake({ snoozedUntil: minutesFromNow(minutes).toISOString() });
    expect(outcome(asleep(60), { type: 'note news', at })).toBe('woken');
    expect(outcome(asleep(0), { type: 'note news', at })).toBe('nothing');
  });

  test('an accept can be undone up to the last instant of its minutes, and not after', () => {
    const accepted = anAccepted({ undoUntil: at });
    expect(outcome(accepted, { type: 'undo accept', by: DANA, at })).toBe('accept_undone');
    const late = new Date(NOW.getTime() + 1).toISOString();
    expect(outcome(accepted, { type: 'undo accept', by: DANA, at: late })).toBe('refused: undo too late');
  });

  test("an accept can be undone for the charter's minutes", () => {
    const decision = decide(states.offered, { type: 'accept', by: DANA, at }, terms);
    expect(decision).toMatchObject({ events: [{ undoUntil: minutesFromNow(5).toISOString() }] });
  });

  test('a snooze to now or earlier is refused', () => {
    expect(outcome(states.offered, { type: 'snooze', by: DANA, at, until: at })).toBe('refused: not later');
  });

  test('meaning an offer for the same person again says nothing', () => {
    expect(outcome(aHandshake({ suggested: SAM }), { type: 'reassign', by: DANA, at, to: SAM })).toBe(
      'nothing',
    );
  });

  test('a rejection that is acknowledged already is not acknowledged again', () => {
    const read = aRejected({ reply: { kind: 'acknowledged', by: 'UMIA', at } });
    expect(outcome(read, { type: 'acknowledge', by: 'ULEO', at })).toBe('nothing');
  });

  test('incomplete reasons are refused with what to correct', () => {
    const command: Command = {
      type: 'reject',
      by: DANA,
      at,
      rejection: 'r',
      reasons: someReasons({ cited: [] }),
    };
    expect(decide(states.offered, command, terms)).toMatchObject({
      refused: { kind: 'incomplete', problems: { cited: expect.any(String) } },
    });
  });

  test('a rejection remembers what contradicted the data, and a day only when it recycles', () => {
    const command: Command = {
      type: 'reject',
      by: DANA,
      at,
      rejection: 'r',
      reasons: someReasons({ cited: ['company_size', 'budget'], nextStep: 'archive', nextOn: '2026-12-14' }),
    };
    expect(decide(states.offered, command, terms)).toMatchObject({
      events: [
        {
          cited: ['company_size', 'budget'],
          contradicted: ['company_size'],
          nextStep: 'archive',
          nextOn: null,
        },
      ],
    });
  });

  test('an SQL needs every mandatory SQL criterion, and only those of the charter are remembered', () => {
    const ticking = (ticked: string[]): Command => ({ type: 'mark sql', by: DANA, at, ticked });
    expect(decide(states.accepted, ticking(['budget']), terms)).toEqual({
      refused: { kind: 'not an sql yet', missing: ['decision_maker', 'timeline'] },
    });
    expect(
      decide(states.accepted, ticking([...sqlCriteria, 'company_size', 'horoscope']), terms),
    ).toMatchObject({
      events: [{ ticked: sqlCriteria }],
    });
  });
});

test('a row from before anything was said of handshakes reads as one of which nothing was said', () => {
  const { told: _told, touchedAt: _touchedAt, ...kept } = aHandshake();
  expect(handshakeFrom(kept)).toEqual(aHandshake());
  expect(handshakeFrom(anAccepted({ touchedAt: at }))).toEqual(anAccepted({ touchedAt: at }));
});

describe('what an event leaves', () => {
  const nextOf = (handshake: Handshake, type: Command['type'], by = DANA): Handshake => {
    const decision = decide(handshake, commands(by)[type], terms);
    if ('refused' in decision) throw new Error(`refused: ${decision.refused.kind}`);
    return decision.events.reduce(evolve, handshake);
  };

  test('is a version more, and what was offered stays as it was', () => {
    for (const { type, status, own } of table) {
      if (own === 'nothing' || own.startsWith('refused')) continue;
      const next = nextOf(states[status], type);
      expect(next.version).toBe(states[status].version + 1);
      const { id, lead, cycle, charterVersion, offeredAt } = states[status];
      expect(next).toMatchObject({ id, lead, cycle, charterVersion, offeredAt });
    }
  });

  test('is an open offer again after an undo, without a snooze', () => {
    const snoozed = nextOf(states.offered, 'snooze');
    expect(nextOf(nextOf(snoozed, 'accept'), 'undo accept')).toMatchObject({
      status: 'offered',
      snoozedUntil: null,
    });
  });

  test('keeps who accepted and when, when it is handed back or becomes an SQL', () => {
    const accepted = { by: DANA, at: states.accepted.at };
    expect(nextOf(states.accepted, 'hand back')).toMatchObject({
      status: 'handed_back',
      accepted,
      reply: null,
      upheld: null,
    });
    expect(nextOf(states.accepted, 'mark sql')).toMatchObject({
      status: 'qualified',
      accepted,
      ticked: sqlCriteria,
    });
  });

  test('starts as version 1, not yet posted', () => {
    const { id, lead, cycle, charterVersion, offeredAt, suggested, about } = states.offered;
    expect(offer({ id, lead, cycle, charterVersion, offeredAt, suggested, about })).toMatchObject({
      status: 'offered',
      version: 1,
      postedAt: null,
      dueAt: null,
    });
  });

  test.each<[Status, HandshakeEvent]>([
    [
      'offered',
      {
        type: 'handed_back',
        at,
        by: DANA,
        rejection: 'r',
        cited: [],
        contradicted: [],
        nextStep: 'fix',
        nextOn: null,
      },
    ],
    ['rejected', { type: 'qualified', at, by: DANA, ticked: [] }],
    ['accepted', { type: 'acknowledged', at, by: DANA, rejection: 'r' }],
    ['qualified', { type: 'snoozed', at, by: DANA, until: at }],
  ])('never is a state that cannot follow: %s cannot take %j', (status, event) => {
    expect(() => evolve(states[status], event)).toThrow();
  });
});
