// Properties of the state machine: whatever anybody does in whatever order, one handshake has one story.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSteps } from '../../src/charter/charter.js';
import { assess } from '../../src/handshake/assessment.js';
import { evolve } from '../../src/handshake/evolve.js';
import {
  aboutNothing,
  type Command,
  type Decision,
  decide,
  type Handshake,
  type HandshakeEvent,
  offer,
  type Terms,
} from '../../src/handshake/handshake.js';
import { aCharter, aLead, aQualified, aSignal, minutesFromNow, NOW } from '../make.js';
import { PATIENCE_MS, runs } from './runs.js';

const { charter } = aCharter();
const terms: Terms = {
  charter,
  offered: assess(charter, { facts: aLead(), signals: [aSignal()], now: NOW }),
  today: '2026-11-11',
};
const sqlCriteria = ['budget', 'decision_maker', 'timeline'];
const MINUTE_MS = 60_000;
const UNDO_MS = charter.clocks.undoMinutes * MINUTE_MS;

const answerable: [from: Handshake['status'], to: Handshake['status']][] = [
  ['rejected', 'rejected'],
  ['handed_back', 'handed_back'],
];

/** Which states each event may lead from and to. Whatever is not here is not legal. */
const legal: Record<HandshakeEvent['type'], [from: Handshake['status'], to: Handshake['status']][]> = {
  posted: (['offered', 'accepted', 'rejected', 'handed_back', 'qualified'] as const).map((status) => [
    status,
    status,
  ]),
  accepted: [['offered', 'accepted']],
  accept_undone: [['accepted', 'offered']],
  rejected: [['offered', 'rejected']],
  handed_back: [['accepted', 'handed_back']],
  qualified: [['accepted', 'qualified']],
  acknowledged: answerable,
  reassigned: [['offered', 'offered']],
  snoozed: [['offered', 'offered']],
  same_person_came: [
    ['offered', 'offered'],
    ['accepted', 'accepted'],
    ['rejected', 'rejected'],
    ['handed_back', 'handed_back'],
    ['qualified', 'qualified'],
  ],
  mql_unmade: [
    ['offered', 'offered'],
    ['accepted', 'accepted'],
  ],
  nudged: [
    ['offered', 'offered'],
    ['accepted', 'accepted'],
  ],
  lapsed: [['offered', 'offered']],
  woken: [['offered', 'offered']],
  fixed: answerable,
  disputed: answerable,
  upheld: answerable,
  overturned: [
    ['rejected', 'offered'],
    ['handed_back', 'offered'],
  ],
  reoffered: [
    ['offered', 'offered'],
    ['accepted', 'offered'],
  ],
  left_untouched: [['accepted', 'accepted']],
  won: [['qualified', 'qualified']],
  lost: [['qualified', 'qualified']],
  touched: (['offered', 'accepted', 'handed_back', 'qualified'] as const).map((status) => [status, status]),
};

const person = fc.constantFrom('UDANA', 'USAM', 'UPRIYA');
const reasons = fc.record({
  cited: fc.subarray(['company_size', 'industry', 'budget', 'horoscope']),
  other: fc.boolean(),
  note: fc.constantFrom('', 'Only the Sydney office would use it.'),
  contradiction: fc.constantFrom('', 'That is the parent company.'),
  nextStep: fc.constantFrom(...nextSteps),
  nextOn: fc.constantFrom(null, '2026-11-11', '2026-12-14'),
});

/** What somebody wants; the minutes are how long after the one before. */
const wish = fc.oneof(
  fc.record({ type: fc.constantFrom('accept', 'undo accept', 'acknowledge'), by: person }),
  fc.record({ type: fc.constant('accept'), by: person }),
  fc.record({ type: fc.constantFrom('reject', 'hand back'), by: person, rejection: fc.uuid(), reasons }),
  fc.record({
    type: fc.constant('mark sql'),
    by: person,
    ticked: fc.subarray([...sqlCriteria, 'horoscope']),
  }),
  fc.record({ type: fc.constant('reassign'), by: person, to: person }),
  fc.record({
    type: fc.constant('snooze'),
    by: person,
    until: fc.constantFrom('2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
  }),
  fc.record({ type: fc.constantFrom('mark posted', 'note unmade', 'note same person', 'note news') }),
  fc.record({ type: fc.constant('touch'), by: person }),
  fc.record({ type: fc.constant('note untouched') }),
  fc.record({
    type: fc.constantFrom('fix', 'dispute', 'dispute', 'uphold', 'overturn'),
    by: person,
    words: fc.constantFrom('', 'The size was wrong.'),
    to: person,
  }),
  fc.record({
    type: fc.constant('close'),
    by: fc.option(person),
    outcome: fc.constantFrom('won', 'lost'),
    closedAt: fc.integer({ min: -5, max: 60 }).map((minutes) => minutesFromNow(minutes).toISOString()),
    value: fc.constantFrom(null, 0, 24_000),
  }),
  fc.record({
    type: fc.constant('note touch'),
    touchedAt: fc.integer({ min: -5, max: 60 }).map((minutes) => minutesFromNow(minutes).toISOString()),
  }),
  fc.record({
    type: fc.constant('nudge'),
    clock: fc.constantFrom('answer', 'first_touch', 'decide_sql'),
    atPercent: fc.constantFrom(50, 100, 200),
    who: fc.constantFrom('rep', 'thread', 'manager', 'all'),
    to: person,
  }),
);
const story = fc.array(fc.tuple(wish, fc.constantFrom(0, 1, 4, 5, 6)), { maxLength: 30 });

const commandOf = (wanted: object, at: string): Command =>
  ({ dueAt: at, lead: { source: 'crm', id: '7' }, ...wanted, at }) as unknown as Command;

interface Step {
  before: Handshake;
  command: Command;
  decision: Decision;
  after: Handshake;
}

const fresh = (): Handshake =>
  offer({
    id: 'h',
    lead: { source: 'web', id: '1' },
    cycle: 1,
    charterVersion: 3,
    offeredAt: NOW.toISOString(),
    suggested: null,
    about: aboutNothing,
  });

/** Lives a story through, command by command. */
function live(wishes: [object, number][]): Step[] {
  let handshake = fresh();
  let now = NOW.getTime();
  return wishes.map(([wanted, minutes]) => {
    now += minutes * MINUTE_MS;
    const before = handshake;
    const command = commandOf(wanted, new Date(now).toISOString());
    const kept = structuredClone(before);
    const decision = decide(before, command, terms);
    if ('events' in decision) handshake = decision.events.reduce(evolve, before);
    expect(before).toEqual(kept);
    return { before, command, decision, after: handshake };
  });
}

const eventsOf = (steps: Step[]): HandshakeEvent[] =>
  steps.flatMap(({ decision }) => ('events' in decision ? decision.events : []));

test(
  'every event leads from a legal state to a legal state, and a refused command changes nothing',
  () => {
    fc.assert(
      fc.property(story, (wishes) => {
        for (const { before, decision, after } of live(wishes)) {
          if ('refused' in decision || decision.events.length === 0) {
            expect(after).toBe(before);
            continue;
          }
          // An offer lapses with the rung that says so; all else is one event.
          const [, ...more] = decision.events.map(({ type }) => type);
          expect(more.every((type) => type === 'lapsed')).toBe(true);
          for (const { type } of decision.events)
            expect(legal[type]).toContainEqual([before.status, after.status]);
        }
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'the version counts the events, and replaying them gives the same handshake',
  () => {
    fc.assert(
      fc.property(story, (wishes) => {
        const steps = live(wishes);
        const events = eventsOf(steps);
        const last = steps.at(-1)?.after ?? fresh();
        expect(last.version).toBe(1 + events.length);
        expect((JSON.parse(JSON.stringify(events)) as HandshakeEvent[]).reduce(evolve, fresh())).toEqual(
          last,
        );
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'at most one person holds it, and only they undo, within the minutes, hand back or mark it SQL',
  () => {
    fc.assert(
      fc.property(story, (wishes) => {
        let holder: { by: string; at: number } | null = null;
        for (const event of eventsOf(live(wishes))) {
          const at = Date.parse(event.at);
          switch (event.type) {
            case 'accepted':
              expect(holder).toBeNull();
              holder = { by: event.by, at };
              break;
            case 'accept_undone':
              expect(event.by).toBe(holder?.by);
              expect(at - (holder?.at ?? 0)).toBeLessThanOrEqual(UNDO_MS);
              holder = null;
              break;
            case 'handed_back':
            case 'qualified':
              expect(event.by).toBe(holder?.by);
              break;
            case 'rejected':
              expect(holder).toBeNull();
              break;
            case 'posted':
            case 'acknowledged':
            case 'reassigned':
            case 'snoozed':
            case 'same_person_came':
            case 'mql_unmade':
            case 'nudged':
            case 'lapsed':
            case 'woken':
            case 'touched':
            case 'fixed':
            case 'disputed':
            case 'upheld':
            case 'won':
            case 'lost':
              break;
            case 'overturned':
            case 'reoffered':
              holder = null;
              break;
            case 'left_untouched':
              expect(event.of).toBe(holder?.by);
              break;
          }
        }
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'the same wish by the same person a second time changes nothing, except what is noted each time it comes',
  () => {
    // A rejection that was overturned is gone: there is nothing left to say of it.
    const noted = new Set<Command['type']>(['note same person', 'note unmade', 'snooze', 'overturn']);
    fc.assert(
      fc.property(story, (wishes) => {
        for (const { command, decision, after } of live(wishes)) {
          if ('refused' in decision || noted.has(command.type)) continue;
          expect(decide(after, command, terms)).toEqual({ events: [] });
        }
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'a rejection always says why: nothing is cited that the charter does not have, and Other has words',
  () => {
    fc.assert(
      fc.property(story, (wishes) => {
        for (const { command, decision } of live(wishes)) {
          if (command.type !== 'reject' && command.type !== 'hand back') continue;
          if ('refused' in decision || decision.events.length === 0) continue;
          const { cited, other, note } = command.reasons;
          expect(cited).not.toContain('horoscope');
          expect(cited.length > 0 || (other && note.length >= charter.rejecting.otherNeedsCharacters)).toBe(
            true,
          );
        }
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'a rejection is disputed before it is ruled on, ruled on once, by nobody whose matter it is, and in words',
  () => {
    fc.assert(
      fc.property(story, (wishes) => {
        const said = new Map<string, string[]>();
        const rejecters = new Map<string, string>();
        const disputers = new Map<string, string>();
        for (const { command, decision } of live(wishes)) {
          if ('refused' in decision) continue;
          for (const event of decision.events) {
            if (!('rejection' in event)) continue;
            const before = said.get(event.rejection) ?? [];
            said.set(event.rejection, [...before, event.type]);
            if ('words' in command) expect(command.words).not.toBe('');
            switch (event.type) {
              case 'rejected':
              case 'handed_back':
                rejecters.set(event.rejection, event.by);
                break;
              case 'acknowledged':
                expect(before).toHaveLength(1);
                break;
              case 'fixed':
                expect(before.at(-1)).not.toBe('disputed');
                expect(before).not.toContain('fixed');
                break;
              case 'disputed':
                expect(before).not.toContain('disputed');
                expect(before).not.toContain('fixed');
                disputers.set(event.rejection, event.by);
                break;
              case 'upheld':
              case 'overturned':
                expect(before.at(-1)).toBe('disputed');
                expect([rejecters.get(event.rejection), disputers.get(event.rejection)]).not.toContain(
                  event.by,
                );
                break;
            }
          }
        }
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

const ending = fc.record({
  outcome: fc.constantFrom('won' as const, 'lost' as const),
  minutes: fc.integer({ min: -30, max: 5 }),
  value: fc.constantFrom(null, 0, 24_000),
});

test(
  'sources may tell how a deal ended in any order and as often as they like: it ends the same',
  () => {
    const told = fc.array(ending, { maxLength: 6 });
    const twice = told.chain((endings) =>
      fc.tuple(
        fc.constant(endings),
        fc.shuffledSubarray([...endings, ...endings], { minLength: 2 * endings.length }),
      ),
    );
    const after = (endings: (typeof ending extends fc.Arbitrary<infer One> ? One : never)[]) =>
      endings.reduce<Handshake>(
        (handshake, { outcome, minutes, value }) => {
          const closedAt = minutesFromNow(minutes).toISOString();
          const command = {
            type: 'close',
            by: null,
            at: NOW.toISOString(),
            outcome,
            closedAt,
            value,
          } as const;
          const decision = decide(handshake, command, terms);
          return 'events' in decision ? decision.events.reduce(evolve, handshake) : handshake;
        },
        aQualified({ offeredAt: minutesFromNow(-20).toISOString() }),
      );
    fc.assert(
      fc.property(twice, ([endings, again]) => {
        expect({ ...after(again), version: 0 }).toEqual({ ...after(endings), version: 0 });
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);
