// The state machine of one handshake: `decide` turns a command into events or a refusal, `evolve` folds events into the state.
import type { Charter, NextStep } from '../charter/charter.js';
import type { Assessment } from './assessment.js';
import type { LeadKey } from './lead.js';
import { contradicted, type Problems, problemsWith, type Reasons } from './rejection.js';

/** Instants are ISO 8601 text in UTC, so that a handshake can be kept as it is; people are Slack user ids. */
export type Instant = string;
export type PersonId = string;

/** What every handshake knows, however it stands. `version` counts its events and is the optimistic lock. */
interface Offer {
  id: string;
  lead: LeadKey;
  cycle: number;
  version: number;
  charterVersion: number;
  offeredAt: Instant;
  /** When the card was really in the channel: the clock starts there. */
  postedAt: Instant | null;
  dueAt: Instant | null;
  /** The rep it is meant for first, or null while the whole channel may take it. */
  suggested: PersonId | null;
}

/** How a rejection or a hand-back is remembered; the rep's words live apart, where they can be erased. */
export interface Ended {
  by: PersonId;
  at: Instant;
  rejection: string;
  cited: string[];
  nextStep: NextStep;
  nextOn: string | null;
  acknowledged: { by: PersonId; at: Instant } | null;
}

export type Offered = Offer & { status: 'offered'; snoozedUntil: Instant | null };
export type Accepted = Offer & { status: 'accepted'; by: PersonId; at: Instant; undoUntil: Instant };
export type Rejected = Offer & Ended & { status: 'rejected' };
export type HandedBack = Offer & Ended & { status: 'handed_back'; accepted: { by: PersonId; at: Instant } };
export type Qualified = Offer & {
  status: 'qualified';
  by: PersonId;
  at: Instant;
  ticked: string[];
  accepted: { by: PersonId; at: Instant };
};
export type Handshake = Offered | Accepted | Rejected | HandedBack | Qualified;

/** Open means that the lead is still somebody's to answer or to work; one open handshake a lead. */
export const isOpen = (handshake: Handshake): handshake is Offered | Accepted =>
  handshake.status === 'offered' || handshake.status === 'accepted';

/** What somebody, or the system, wants. */
export type Command =
  | { type: 'mark posted'; at: Instant; dueAt: Instant }
  | { type: 'accept'; by: PersonId; at: Instant }
  | { type: 'undo accept'; by: PersonId; at: Instant }
  | { type: 'reject' | 'hand back'; by: PersonId; at: Instant; rejection: string; reasons: Reasons }
  | { type: 'mark sql'; by: PersonId; at: Instant; ticked: string[] }
  | { type: 'acknowledge'; by: PersonId; at: Instant }
  | { type: 'reassign'; by: PersonId; at: Instant; to: PersonId }
  | { type: 'snooze'; by: PersonId; at: Instant; until: Instant }
  | { type: 'note same person'; at: Instant; lead: LeadKey }
  | { type: 'note unmade'; at: Instant };

/** What happened. `by` is null when nobody but the system did it. Events hold ids, never words about a person. */
export type HandshakeEvent = { at: Instant; by: PersonId | null } & (
  | { type: 'posted'; dueAt: Instant }
  | { type: 'accepted'; by: PersonId; undoUntil: Instant }
  | { type: 'accept_undone'; by: PersonId }
  | {
      type: 'rejected' | 'handed_back';
      by: PersonId;
      rejection: string;
      cited: string[];
      contradicted: string[];
      nextStep: NextStep;
      nextOn: string | null;
    }
  | { type: 'qualified'; by: PersonId; ticked: string[] }
  | { type: 'acknowledged'; by: PersonId; rejection: string }
  | { type: 'reassigned'; by: PersonId; to: PersonId }
  | { type: 'snoozed'; by: PersonId; until: Instant }
  | { type: 'same_person_came'; lead: LeadKey }
  | { type: 'mql_unmade' }
);

/** Why a command does nothing. `settled`: look at how the handshake stands now. */
export type Refusal =
  | { kind: 'settled' }
  | { kind: 'not yours'; holder: PersonId }
  | { kind: 'undo too late' }
  | { kind: 'incomplete'; problems: Problems }
  | { kind: 'not an sql yet'; missing: string[] }
  | { kind: 'not later' };

export type Decision = { events: HandshakeEvent[] } | { refused: Refusal };

/** The agreement and the moment a handshake is judged by. `today` is YYYY-MM-DD in the charter's zone. */
export interface Terms {
  charter: Charter;
  offered: Assessment;
  today: string;
}

const MINUTE_MS = 60_000;
const done: Decision = { events: [] };
const refuse = (refused: Refusal): Decision => ({ refused });
const happen = (event: HandshakeEvent): Decision => ({ events: [event] });

/** A new handshake. Its `offered` event is version 1. */
export function offer(
  of: Pick<Offer, 'id' | 'lead' | 'cycle' | 'charterVersion' | 'offeredAt' | 'suggested'>,
): Offered {
  return { ...of, status: 'offered', version: 1, postedAt: null, dueAt: null, snoozedUntil: null };
}

/** What a command does to a handshake as it stands. Doing the same thing again is a success with no events. */
export function decide(handshake: Handshake, command: Command, terms: Terms): Decision {
  switch (command.type) {
    case 'mark posted':
      if (handshake.postedAt !== null) return done;
      return happen({ type: 'posted', at: command.at, by: null, dueAt: command.dueAt });
    case 'accept':
      return accept(handshake, command, terms);
    case 'undo accept':
      return undoAccept(handshake, command);
    case 'reject':
      if (handshake.status === 'rejected' && handshake.by === command.by) return done;
      if (handshake.status !== 'offered') return refuse({ kind: 'settled' });
      return end('rejected', command, terms);
    case 'hand back':
      if (handshake.status === 'handed_back' && handshake.by === command.by) return done;
      if (handshake.status !== 'accepted') return refuse({ kind: 'settled' });
      if (handshake.by !== command.by) return refuse({ kind: 'not yours', holder: handshake.by });
      return end('handed_back', command, terms);
    case 'mark sql':
      return markSql(handshake, command, terms);
    case 'acknowledge':
      if (handshake.status !== 'rejected' && handshake.status !== 'handed_back')
        return refuse({ kind: 'settled' });
      if (handshake.acknowledged !== null) return done;
      return happen({ type: 'acknowledged', by: command.by, at: command.at, rejection: handshake.rejection });
    case 'reassign':
      if (handshake.status !== 'offered') return refuse({ kind: 'settled' });
      if (handshake.suggested === command.to) return done;
      return happen({ type: 'reassigned', by: command.by, at: command.at, to: command.to });
    case 'snooze':
      if (handshake.status !== 'offered') return refuse({ kind: 'settled' });
      if (command.until <= command.at) return refuse({ kind: 'not later' });
      return happen({ type: 'snoozed', by: command.by, at: command.at, until: command.until });
    case 'note same person':
      return happen({ type: 'same_person_came', by: null, at: command.at, lead: command.lead });
    case 'note unmade':
      if (!isOpen(handshake)) return done;
      return happen({ type: 'mql_unmade', by: null, at: command.at });
  }
}

function accept(
  handshake: Handshake,
  { by, at }: { by: PersonId; at: Instant },
  { charter }: Terms,
): Decision {
  if (handshake.status === 'accepted' && handshake.by === by) return done;
  if (handshake.status !== 'offered') return refuse({ kind: 'settled' });
  const undoUntil = new Date(Date.parse(at) + charter.clocks.undoMinutes * MINUTE_MS).toISOString();
  return happen({ type: 'accepted', by, at, undoUntil });
}

function undoAccept(handshake: Handshake, { by, at }: { by: PersonId; at: Instant }): Decision {
  if (handshake.status === 'offered') return done;
  if (handshake.status !== 'accepted') return refuse({ kind: 'settled' });
  if (handshake.by !== by) return refuse({ kind: 'not yours', holder: handshake.by });
  if (at > handshake.undoUntil) return refuse({ kind: 'undo too late' });
  return happen({ type: 'accept_undone', by, at });
}

function end(
  type: 'rejected' | 'handed_back',
  { by, at, rejection, reasons }: Extract<Command, { reasons: Reasons }>,
  { charter, offered, today }: Terms,
): Decision {
  const problems = problemsWith(reasons, offered, charter, today);
  if (Object.keys(problems).length > 0) return refuse({ kind: 'incomplete', problems });
  const { cited, nextStep } = reasons;
  const nextOn = nextStep === 'recycle' ? reasons.nextOn : null;
  return happen({
    type,
    by,
    at,
    rejection,
    cited,
    contradicted: contradicted(cited, offered),
    nextStep,
    nextOn,
  });
}

function markSql(
  handshake: Handshake,
  command: Extract<Command, { type: 'mark sql' }>,
  { charter }: Terms,
): Decision {
  if (handshake.status === 'qualified' && handshake.by === command.by) return done;
  if (handshake.status !== 'accepted') return refuse({ kind: 'settled' });
  if (handshake.by !== command.by) return refuse({ kind: 'not yours', holder: handshake.by });
  const asked = charter.criteria.filter(({ gate }) => gate === 'SQL');
  const missing = asked
    .filter(({ id, mandatory }) => mandatory && !command.ticked.includes(id))
    .map(({ id }) => id);
  if (missing.length > 0) return refuse({ kind: 'not an sql yet', missing });
  const ticked = asked.map(({ id }) => id).filter((id) => command.ticked.includes(id));
  return happen({ type: 'qualified', by: command.by, at: command.at, ticked });
}

/** Folds one event into the state. Only events that `decide` returned for this state may be folded; others throw. */
export function evolve(handshake: Handshake, event: HandshakeEvent): Handshake {
  const { id, lead, cycle, charterVersion, offeredAt, postedAt, dueAt, suggested } = handshake;
  const version = handshake.version + 1;
  const offer: Offer = { id, lead, cycle, version, charterVersion, offeredAt, postedAt, dueAt, suggested };
  switch (event.type) {
    case 'posted':
      return { ...handshake, version, postedAt: event.at, dueAt: event.dueAt };
    case 'accepted':
      return { ...offer, status: 'accepted', by: event.by, at: event.at, undoUntil: event.undoUntil };
    case 'accept_undone':
      return { ...offer, status: 'offered', snoozedUntil: null };
    case 'rejected':
      return { ...offer, status: 'rejected', ...endedBy(event) };
    case 'handed_back':
      return { ...offer, status: 'handed_back', ...endedBy(event), accepted: acceptanceOf(handshake) };
    case 'qualified': {
      const { by, at, ticked } = event;
      return { ...offer, status: 'qualified', by, at, ticked, accepted: acceptanceOf(handshake) };
    }
    case 'acknowledged':
      if (handshake.status !== 'rejected' && handshake.status !== 'handed_back')
        throw illegal(handshake, event);
      return { ...handshake, version, acknowledged: { by: event.by, at: event.at } };
    case 'reassigned':
      return { ...handshake, version, suggested: event.to };
    case 'snoozed':
      if (handshake.status !== 'offered') throw illegal(handshake, event);
      return { ...handshake, version, snoozedUntil: event.until };
    case 'same_person_came':
    case 'mql_unmade':
      return { ...handshake, version };
  }
}

const endedBy = (event: Extract<HandshakeEvent, { type: 'rejected' | 'handed_back' }>): Ended => ({
  by: event.by,
  at: event.at,
  rejection: event.rejection,
  cited: event.cited,
  nextStep: event.nextStep,
  nextOn: event.nextOn,
  acknowledged: null,
});

function acceptanceOf(handshake: Handshake): { by: PersonId; at: Instant } {
  if (handshake.status !== 'accepted')
    throw new Error(`a handshake that is ${handshake.status} was not accepted`);
  return { by: handshake.by, at: handshake.at };
}

const illegal = (handshake: Handshake, event: HandshakeEvent): Error =>
  new Error(`${event.type} cannot happen to a handshake that is ${handshake.status}`);
