// Qualify: judges leads under the charter in force and keeps what follows, an offer when one crosses into MQL.
import { v7 as idInOrder } from 'uuid';
import type { CharterVersion } from '../charter/charter.js';
import { aboutOf } from '../handshake/about.js';
import { accountOf } from '../handshake/account.js';
import { announce, card } from '../handshake/announcement.js';
import { type Assessment, assess } from '../handshake/assessment.js';
import { consequenceOf } from '../handshake/cycle.js';
import { evolve } from '../handshake/evolve.js';
import { type Command, decide, isOpen, offer } from '../handshake/handshake.js';
import { emailOf, type Facts, type LeadKey, type Signal, textOf } from '../handshake/lead.js';
import type { Outcome } from '../store/outcomes.js';
import {
  type Ground,
  identity,
  type Judged,
  type LastHandshake,
  type NewHandshake,
  type Observation,
  type SignalOfLead,
  type StandingLead,
  type TakingIn,
} from '../store/taking-in.js';
import { type Fresh, type Placing, place } from './placing.js';
import { nextLook } from './watch.js';
import { dayIn, type Workplace } from './workplace.js';

/** A lead as it stood, and as it stands with what arrived. */
export interface Arrival {
  standing: StandingLead;
  facts: Facts;
  arrived: boolean;
  observations: Observation[];
  /** The signals that arrived and were not known. */
  signals: SignalOfLead[];
  history: boolean;
}

/** Leads to judge at an instant, with what stands. */
export interface Judging {
  ground: Ground;
  arrivals: readonly Arrival[];
  now: Date;
  /** Leads that time or a new charter made MQLs are offered no faster than the reps have room; the others wait. */
  paced?: boolean;
  /** Leads that waited so: they have qualified before, and were not offered yet. */
  waited?: boolean;
}

/** The handshakes that matter for the leads being judged, the newest by lead and by e-mail address. */
class Known {
  readonly #newest = new Map<string, LastHandshake>();

  constructor(handshakes: readonly LastHandshake[]) {
    for (const handshake of handshakes) this.add(handshake);
  }

  add(one: LastHandshake): void {
    const names = [
      `lead ${identity(one.handshake.lead)}`,
      ...(one.email === null ? [] : [`email ${one.email}`]),
    ];
    for (const name of names) {
      const other = this.#newest.get(name);
      if (other === undefined || Known.#outranks(one, other)) this.#newest.set(name, one);
    }
  }

  /** An open handshake speaks for its lead; among ended ones the latest does. */
  static #outranks(one: LastHandshake, other: LastHandshake): boolean {
    const [open, otherOpen] = [isOpen(one.handshake), isOpen(other.handshake)];
    if (open !== otherOpen) return open;
    return one.handshake.offeredAt > other.handshake.offeredAt;
  }

  own(lead: LeadKey): LastHandshake | null {
    return this.#newest.get(`lead ${identity(lead)}`) ?? null;
  }

  of(lead: LeadKey, email: string | null): LastHandshake | null {
    const own = this.own(lead);
    const shared = email === null ? null : (this.#newest.get(`email ${email}`) ?? null);
    if (own === null || shared === null) return own ?? shared;
    return Known.#outranks(shared, own) ? shared : own;
  }
}

/** Adds what a command that only tells something leads to, if there is anything to tell. */
function tell(last: LastHandshake, command: Command, { workplace, today, judged }: Bench): void {
  const { handshake: before, charter, offered } = last;
  const decision = decide(before, command, { charter, offered, today });
  if (!('events' in decision) || decision.events.length === 0) return;
  const after = decision.events.reduce(evolve, before);
  const announcements = decision.events.flatMap((event) => announce(after, event));
  last.handshake = after; // the next lead in this batch must build on it
  const { channel } = workplace;
  const nextLookAt = nextLook(workplace, after, charter);
  judged.outcomes.push({ before, after, events: decision.events, announcements, channel, nextLookAt });
}

/** The types of signals by which a source tells that somebody has spoken with the lead. */
const touches: readonly string[] = ['first_touch', 'meeting_booked'];

/** The types of signals by which a source tells how the deal of an SQL ended. */
const endings = ['won', 'lost'] as const;

/**
 * Tells a lead's own handshake what is known: that the lead was touched, how its deal ended, and to one that is put off that
 * there is news. How it ended may be known before it is an SQL, so all signals are asked for that and not the new ones alone.
 */
function tellNews(last: LastHandshake, known: readonly Signal[], arrival: Arrival, bench: Bench): void {
  const { observations, signals, history } = arrival;
  const at = bench.now.toISOString();
  for (const { type, occurredAt, value } of known) {
    const outcome = endings.find((ending) => ending === type);
    if (outcome === undefined) continue;
    const [closedAt, worth] = [occurredAt.toISOString(), outcome === 'won' ? value : null];
    tell(last, { type: 'close', by: null, at, outcome, closedAt, value: worth }, bench);
  }
  for (const { type, occurredAt } of signals)
    if (touches.includes(type))
      tell(last, { type: 'note touch', at, touchedAt: occurredAt.toISOString() }, bench);
  if (!history && observations.length + signals.length > 0) tell(last, { type: 'note news', at }, bench);
}

function opened(
  { key: lead, facts }: { key: LeadKey; facts: Facts },
  cycle: number,
  offered: Assessment,
  { charter, version }: CharterVersion,
  now: Date,
): NewHandshake {
  const email = emailOf(facts);
  const handshake = offer({
    // In the order of time: the rows of today lie together, and so do their entries in every index.
    id: idInOrder(),
    lead,
    cycle,
    charterVersion: version,
    offeredAt: now.toISOString(),
    suggested: null,
    about: aboutOf(charter, facts, now),
  });
  return { handshake, charter, offered, email, account: accountOf(facts), announcement: card(handshake.id) };
}

/** The same handshake told of twice in one batch is kept as one outcome, from the first state to the last. */
function merged(outcomes: Outcome[]): Outcome[] {
  const byId = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const earlier = byId.get(outcome.before.id);
    byId.set(
      outcome.before.id,
      earlier === undefined
        ? outcome
        : {
            ...outcome,
            before: earlier.before,
            events: [...earlier.events, ...outcome.events],
            announcements: [...earlier.announcements, ...outcome.announcements],
          },
    );
  }
  return [...byId.values()].map((outcome) => ({ ...outcome, announcements: once(outcome.announcements) }));
}

const once = <T extends { key: string }>(announcements: readonly T[]): T[] => [
  ...new Map(announcements.map((announcement) => [announcement.key, announcement])).values(),
];

/** What one taking-in judges by, and where it gathers what is to be kept. */
interface Bench extends Judging {
  known: Known;
  fresh: Fresh[];
  workplace: Workplace;
  /** YYYY-MM-DD in the charter's zone. */
  today: string;
  judged: Judged;
}

/** Judges one lead and adds what follows to what is to be kept. */
function judgeOne(arrival: Arrival, bench: Bench): void {
  const { ground, now, known, today, judged, waited = false } = bench;
  const { standing, facts, arrived, observations, history } = arrival;
  const { key } = standing;
  judged.observations.push(...observations);
  judged.signals.push(...arrival.signals);
  if (!arrived) return; // signals that came before their lead wait for it
  const { charter } = ground.inForce;
  const email = emailOf(facts);
  const signals: Signal[] = [...(ground.signals.get(identity(key)) ?? []), ...arrival.signals];
  const current = assess(charter, { facts, signals, now });
  judged.leads.push({
    key,
    known: standing.arrived,
    facts,
    email,
    score: current.score.total,
    mql: current.mql,
  });
  const own = known.own(key);
  if (own !== null) tellNews(own, signals, arrival, bench);
  const unoffered = current.mql && !standing.mql && own === null;
  if (unoffered && history) judged.unoffered.push({ key, about: aboutOf(charter, facts, now) });
  if (history) return;
  const last = known.of(key, email);
  const corrected =
    !current.mql && observations.length > 0 && assess(charter, { facts: standing.facts, signals, now }).mql;
  const consequence = consequenceOf(
    { lead: key, wasMql: standing.mql && !waited, corrected, last },
    current,
    today,
  );
  if (unoffered && consequence.kind !== 'offer')
    judged.unoffered.push({ key, about: aboutOf(charter, facts, now) });
  switch (consequence.kind) {
    case 'offer': {
      const fresh = opened({ key, facts }, consequence.cycle, current, ground.inForce, now);
      bench.fresh.push({ opened: fresh, owner: textOf(facts, 'owner') });
      known.add(fresh);
      return;
    }
    case 'tell same person':
    case 'tell unmade': {
      const at = now.toISOString();
      const command: Command =
        consequence.kind === 'tell unmade'
          ? { type: 'note unmade', at }
          : { type: 'note same person', at, lead: key };
      if (last !== null) tell(last, command, bench);
      return;
    }
    case 'redraw':
      if (observations.length + arrival.signals.length > 0) judged.redraw.push(card(consequence.handshake));
      return;
    case 'nothing':
      return;
  }
}

/** What was told of a handshake before it was known whom it is meant for; nothing is told of one that is not opened yet. */
function toldOf({ opened, waiting }: Placing, outcomes: readonly Outcome[]): Outcome[] {
  const meant = new Map(opened.map(({ handshake: { id, suggested, why } }) => [id, { suggested, why }]));
  const unopened = new Set(waiting.map(({ handshake }) => handshake.id));
  return outcomes
    .filter(({ before }) => !unopened.has(before.id))
    .map((outcome) => ({ ...outcome, after: { ...outcome.after, ...meant.get(outcome.after.id) } }));
}

/** The same people from other sources, who would have been told of in the thread of a lead that waits: they wait with it. */
const waitingToo = ({ waiting }: Placing, outcomes: readonly Outcome[]): LeadKey[] =>
  outcomes
    .filter(({ before }) => waiting.some(({ handshake }) => handshake.id === before.id))
    .flatMap(({ events }) => events)
    .flatMap((event) => (event.type === 'same_person_came' ? [event.lead] : []));

/** Opens what is to be offered, each lead to the one it goes to first. */
async function offerAll(step: TakingIn, bench: Bench): Promise<void> {
  const { fresh, ground, now, today, judged, paced = false, waited = false } = bench;
  const { charter } = ground.inForce;
  const again = fresh.filter(({ opened: { handshake } }) => handshake.cycle > 1);
  const standing =
    fresh.length === 0
      ? null
      : await step.floor(ground.staffVersion, {
          now,
          cap: charter.caps.openARep,
          accounts: [...new Set(fresh.flatMap(({ opened: { account } }) => account ?? []))],
          leads: again.map(({ opened: { handshake } }) => handshake.lead),
        });
  const placing: Placing =
    standing === null
      ? { opened: fresh.map(({ opened: one }) => one), waiting: [], placed: nothingPlaced }
      : place(fresh, standing, { day: today, paced });
  const too = waitingToo(placing, judged.outcomes).map((lead) => ({
    lead,
    handshake: null,
    segment: null,
    score: 0,
  }));
  const unplaced = [...placing.placed.unplaced, ...too];
  // Whatever waited and does not wait on is offered, or is not to be offered any more.
  const placed = waited
    ? bench.arrivals
        .map(({ standing: { key } }) => key)
        .filter((key) => !unplaced.some(({ lead }) => identity(lead) === identity(key)))
    : [];
  judged.opened = placing.opened;
  judged.outcomes = toldOf(placing, judged.outcomes);
  if (standing !== null || waited)
    judged.placed = { placed: { ...placing.placed, unplaced, placed }, day: today };
}

const nothingPlaced: Placing['placed'] = { turns: [], unplaced: [], placed: [], messages: [] };

/**
 * Judges locked leads and keeps what follows; returns the observations that were new, each as the lead's identity and
 * its digest.
 */
export async function qualify(step: TakingIn, workplace: Workplace, judging: Judging): Promise<Set<string>> {
  if (judging.arrivals.length === 0) return new Set();
  const judged: Judged = {
    signals: [],
    observations: [],
    leads: [],
    opened: [],
    unoffered: [],
    outcomes: [],
    redraw: [],
    placed: null,
  };
  const { ground, now } = judging;
  const today = dayIn(ground.inForce.charter, now);
  const bench: Bench = {
    ...judging,
    known: new Known(ground.handshakes),
    fresh: [],
    workplace,
    today,
    judged,
  };
  for (const arrival of judging.arrivals) judgeOne(arrival, bench);
  await offerAll(step, bench);
  const { outcomes, redraw, ...rest } = judged;
  return step.keep({ ...rest, outcomes: merged(outcomes), redraw: once(redraw) }, workplace.channel, {
    now,
    charter: ground.inForce.version,
  });
}
