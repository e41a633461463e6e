// Handshakes that lived through anything legal, for properties of what is counted of them.
import fc from 'fast-check';
import { assess } from '../../src/handshake/assessment.js';
import { evolve } from '../../src/handshake/evolve.js';
import { type Handshake, type HandshakeEvent, type Offered, offer } from '../../src/handshake/handshake.js';
import { aCharter, aLead, aSignal, NOW } from '../make.js';

const { charter } = aCharter();
const MINUTE_MS = 60_000;

type Type = HandshakeEvent['type'];

const always: Type[] = ['same_person_came'];
const legal: Record<Handshake['status'], Type[]> = {
  offered: [
    'accepted',
    'rejected',
    'reassigned',
    'snoozed',
    'nudged',
    'lapsed',
    'touched',
    'reoffered',
    'woken',
  ],
  accepted: ['accept_undone', 'handed_back', 'qualified', 'nudged', 'touched', 'left_untouched', 'reoffered'],
  rejected: ['acknowledged', 'fixed', 'disputed', 'upheld', 'overturned'],
  handed_back: ['acknowledged', 'fixed', 'disputed', 'upheld', 'overturned', 'touched'],
  qualified: ['touched', 'won', 'lost'],
};

/** One thing that happens: which of those that may, how long after the last, and by whom. */
export interface Happening {
  pick: number;
  minutes: number;
  who: string;
  detail: number;
}

export const happenings = fc.array(
  fc.record({
    pick: fc.nat(1000),
    minutes: fc.oneof(fc.constantFrom(0, 0.1, 1), fc.integer({ min: 0, max: 5000 })),
    who: fc.constantFrom('UDANA', 'USAM', 'UPRIYA'),
    detail: fc.nat(1000),
  }),
  { maxLength: 14 },
);

const cited = [['company_size'], ['industry', 'budget'], ['budget'], []];
const steps = ['recycle', 'fix', 'archive', 'duplicate', 'wrong_owner'] as const;
const among = <T>(items: readonly T[], pick: number): T => items[pick % items.length] as T;

function eventOf(type: Type, { who: by, detail }: Happening, at: string, state: Handshake): HandshakeEvent {
  const later = new Date(Date.parse(at) + 240 * MINUTE_MS).toISOString();
  const of = state.suggested;
  switch (type) {
    case 'posted':
      return { type, at, by: null, dueAt: detail % 7 === 0 ? null : later };
    case 'accepted':
      return { type, at, by, undoUntil: later };
    case 'accept_undone':
      return { type, at, by };
    case 'rejected':
    case 'handed_back': {
      const names = among(cited, detail);
      const nextStep = among(steps, detail);
      const other = detail % 3 === 0 || names.length === 0;
      const contradicted = detail % 5 === 0 ? names.slice(0, 1) : [];
      return { type, at, by, rejection: `r${at}`, cited: names, other, contradicted, nextStep, nextOn: null };
    }
    case 'qualified':
      return { type, at, by, ticked: [] };
    case 'acknowledged':
    case 'fixed':
    case 'disputed':
    case 'upheld':
      return { type, at, by, rejection: 'r' };
    case 'overturned':
      return { type, at, by, rejection: 'r', to: by, dueAt: later };
    case 'reoffered':
      return { type, at, by: null, of, to: by, because: detail % 2 === 0 ? 'away' : 'untaken', dueAt: later };
    case 'reassigned':
      return { type, at, by, to: by };
    case 'snoozed':
      return { type, at, by, until: later };
    case 'nudged':
      return {
        type,
        at,
        by: null,
        clock: 'answer',
        atPercent: detail,
        who: among(['rep', 'thread', 'manager', 'all'] as const, detail),
        to: detail % 4 === 0 ? by : null,
      };
    case 'lapsed':
      return { type, at, by: null, of };
    case 'touched': {
      const before = Date.parse(at) - (detail % 300) * MINUTE_MS;
      const touchedAt = new Date(Math.max(before, Date.parse(state.offeredAt))).toISOString();
      return { type, at, by: null, touchedAt };
    }
    case 'left_untouched':
      return { type, at, by: null, of: by };
    case 'won':
      return { type, at, by: null, wonAt: at, value: detail % 3 === 0 ? null : detail * 10.5 };
    case 'lost':
      return { type, at, by: null, lostAt: at };
    case 'woken':
      return { type, at, by: null };
    case 'same_person_came':
      return { type, at, by: null, lead: { source: 'crm', id: '7' } };
    case 'mql_unmade':
      return { type, at, by: null };
  }
}

/** What a handshake is about, of a few sources, campaigns and segments, offered within some weeks. */
export const offers = fc.record({
  source: fc.constantFrom('web', 'webinar', 'crm'),
  campaign: fc.constantFrom(null, 'spring', 'autumn'),
  segment: fc.constantFrom(null, 'small', 'large'),
  suggested: fc.constantFrom(null, 'UDANA', 'USAM'),
  value: fc.constantFrom(null, 0, 1200, 99.99),
  day: fc.nat(40),
  cycle: fc.constantFrom(1, 1, 2),
  employees: fc.constantFrom(5, 120, null),
});

export type About = typeof offers extends fc.Arbitrary<infer T> ? T : never;

const offerOf = ({ source, campaign, segment, suggested, value, day, cycle }: About, id: string): Offered =>
  offer({
    id,
    lead: { source, id },
    cycle,
    charterVersion: 3,
    offeredAt: new Date(NOW.getTime() + day * 24 * 60 * MINUTE_MS).toISOString(),
    suggested,
    about: { campaign, segment, value },
  });

/** The events that legally happen to an offer. */
export function eventsOf(begun: Offered, happened: readonly Happening[]): HandshakeEvent[] {
  let state: Handshake = begun;
  let now = Date.parse(begun.offeredAt);
  const events: HandshakeEvent[] = [];
  for (const each of happened) {
    now += each.minutes * MINUTE_MS;
    const posting: Type[] = state.postedAt === null ? ['posted', 'posted', 'posted'] : [];
    const may = [...posting, ...legal[state.status], ...always];
    const event = eventOf(among(may, each.pick), each, new Date(now).toISOString(), state);
    // Nobody lapses twice: the rung that says so is said once.
    if (event.type === 'lapsed' && events.some(({ type }) => type === 'lapsed')) continue;
    events.push(event);
    state = evolve(state, event);
  }
  return events;
}

/** One handshake that lived. */
export const aLife = fc.tuple(offers, happenings).map(([about, happened]) => {
  const begun = offerOf(about, 'h');
  const offered = assess(charter, {
    facts: aLead({ 'company.employees': about.employees }),
    signals: [aSignal()],
    now: NOW,
  });
  return { offer: begun, offered, events: eventsOf(begun, happened) };
});

/** Some of them. */
export const lives = fc.array(aLife, { maxLength: 12 });
