// The state machine of one handshake: `decide` turns a command into events or a refusal, `evolve` folds events into the state.
import type { Charter, NextStep } from '../charter/charter.js';
import type { Assessment } from './assessment.js';
import { type Closed, replaces } from './closing.js';
import type { LeadKey } from './lead.js';
import { contradicted, type Problems, problemsWith, type Reasons } from './rejection.js';
import { judgeReply, judgeRuling, type ReplyKind, type ReplyRefusal } from './replies.js';
import { type Rung, type Told, wasTold } from './rungs.js';

/** Instants are ISO 8601 text in UTC, so that a handshake can be kept as it is; people are Slack user ids. */
export type Instant = string;
export type PersonId = string;

/** What every handshake knows, however it stands. `version` counts its events and is the optimistic lock. */
export interface Offer {
  id: string;
  lead: LeadKey;
  cycle: number;
  version: number;
  charterVersion: number;
  offeredAt: Instant;
  /** When the card was really in the channel: the clock starts there. */
  postedAt: Instant | null;
  /** When an answer is due; null before the card is posted, and where nobody ever works. */
  dueAt: Instant | null;
  /** The rep it is meant for first, or null while the whole channel may take it. */
  suggested: PersonId | null;
  /** Why it is meant for that rep, or why for nobody; null where that was never to be decided. */
  why: Why | null;
  /** The rungs that were said, each once. */
  told: readonly Told[];
  /** When the lead was first touched since it was offered, which may have been before anybody accepted it. */
  touchedAt: Instant | null;
  /** What it is counted under, as it was when it was offered. */
  about: About;
}

/**
 * Why an offer is meant for somebody: they hold, or held last, a lead of the same company; the lead's own facts name them;
 * it was their turn; somebody gave it to them. Or for nobody: everybody whom it could go to is full, away, or has let it go.
 */
export type Why = 'account' | 'owner' | 'turn' | 'given' | 'nobody_free';

/** What a handshake is counted under. Null where nobody said. */
export interface About {
  campaign: string | null;
  /** The segment of the charter it was offered under that its lead falls into. */
  segment: string | null;
  /** The estimated value, in the charter's currency. */
  value: number | null;
}

/** Nothing is known of it. */
export const aboutNothing: About = { campaign: null, segment: null, value: null };

/** How a rejection or a hand-back is remembered; the rep's words live apart, where they can be erased. */
export interface Ended {
  by: PersonId;
  at: Instant;
  rejection: string;
  cited: string[];
  nextStep: NextStep;
  nextOn: string | null;
  /** Marketing's answer, the latest; null until there is one. */
  reply: { kind: ReplyKind; by: PersonId; at: Instant } | null;
  /** What a manager said of a dispute; one that was overturned is no rejection any more. */
  upheld: { by: PersonId; at: Instant } | null;
}

export type Offered = Offer & { status: 'offered'; snoozedUntil: Instant | null };
export type Accepted = Offer & {
  status: 'accepted';
  by: PersonId;
  at: Instant;
  undoUntil: Instant;
  /** Whether the time for the first touch ran out untouched; a touch after that is late, and still a touch. */
  leftUntouched: boolean;
};
export type Rejected = Offer & Ended & { status: 'rejected' };
export type HandedBack = Offer & Ended & { status: 'handed_back'; accepted: { by: PersonId; at: Instant } };
export type Qualified = Offer & {
  status: 'qualified';
  by: PersonId;
  at: Instant;
  ticked: string[];
  accepted: { by: PersonId; at: Instant };
  closed: Closed | null;
};
export type Handshake = Offered | Accepted | Rejected | HandedBack | Qualified;

/** Open means that the lead is still somebody's to answer or to work; one open handshake a lead. */
export const isOpen = (handshake: Handshake): handshake is Offered | Accepted =>
  handshake.status === 'offered' || handshake.status === 'accepted';

/** A handshake as it is kept: rows from before something was known of it do not have it. */
export type KeptHandshake = Handshake extends infer Known
  ? Known extends Handshake
    ? Omit<Known, Later> & Partial<Pick<Known, Extract<Later, keyof Known>>> & Formerly
    : never
  : never;
type Later = 'why' | 'told' | 'touchedAt' | 'about' | 'reply' | 'upheld' | 'closed' | 'leftUntouched';

/** What rows once held instead of a reply. */
interface Formerly {
  acknowledged?: { by: PersonId; at: Instant } | null;
}

/** The handshake that a row holds. */
export function handshakeFrom({ acknowledged = null, ...kept }: KeptHandshake): Handshake {
  const known = { why: null, told: [], touchedAt: null, about: aboutNothing };
  switch (kept.status) {
    case 'offered':
      return { ...known, ...kept };
    case 'accepted':
      return { ...known, leftUntouched: false, ...kept };
    case 'qualified':
      return { ...known, closed: null, ...kept };
    case 'rejected':
    case 'handed_back': {
      const reply = acknowledged && { kind: 'acknowledged' as const, ...acknowledged };
      return { ...known, reply, upheld: null, ...kept };
    }
  }
}

/** The rep whom a handshake is with: who accepted it, or who it is meant for. Null when it is everybody's, or has ended. */
export function holderOf(handshake: Handshake): PersonId | null {
  switch (handshake.status) {
    case 'offered':
      return handshake.suggested;
    case 'accepted':
      return handshake.by;
    case 'rejected':
    case 'handed_back':
    case 'qualified':
      return null;
  }
}

/** Why an open handshake is offered again: its rep is away, nobody has had it yet, or its rep has not answered. */
export type Again = 'away' | 'untaken' | 'unanswered';

/** What somebody, or the system, wants. */
export type Command =
  | { type: 'mark posted'; at: Instant; dueAt: Instant | null }
  | { type: 'accept'; by: PersonId; at: Instant }
  | { type: 'undo accept'; by: PersonId; at: Instant }
  | { type: 'reject' | 'hand back'; by: PersonId; at: Instant; rejection: string; reasons: Reasons }
  | { type: 'mark sql'; by: PersonId; at: Instant; ticked: string[] }
  /** What is said of a rejection, the one of this id, or the one that stands where none is named. */
  | { type: 'acknowledge'; by: PersonId; at: Instant; rejection?: string }
  | { type: 'fix' | 'dispute' | 'uphold'; by: PersonId; at: Instant; rejection?: string; words: string }
  | {
      type: 'overturn';
      by: PersonId;
      at: Instant;
      rejection?: string;
      words: string;
      to: PersonId | null;
      why?: Why | null;
      dueAt: Instant | null;
    }
  /** How the deal ended, and when. `by` is null where a source tells it. */
  | {
      type: 'close';
      by: PersonId | null;
      at: Instant;
      outcome: Closed['kind'];
      closedAt: Instant;
      value: number | null;
    }
  | { type: 'reassign'; by: PersonId; at: Instant; to: PersonId }
  | {
      type: 'offer again';
      at: Instant;
      of: PersonId | null;
      to: PersonId | null;
      why: Why | null;
      because: Again;
      dueAt: Instant | null;
    }
  | { type: 'snooze'; by: PersonId; at: Instant; until: Instant }
  | (Told & { type: 'nudge' })
  | { type: 'touch'; by: PersonId; at: Instant }
  | { type: 'note touch'; at: Instant; touchedAt: Instant }
  | { type: 'note untouched'; at: Instant }
  | { type: 'note news'; at: Instant }
  | { type: 'note same person'; at: Instant; lead: LeadKey }
  | { type: 'note unmade'; at: Instant };

/** What happened. `by` is null when nobody but the system did it. Events hold ids, never words about a person. */
export type HandshakeEvent = { at: Instant; by: PersonId | null } & (
  | { type: 'posted'; dueAt: Instant | null }
  | { type: 'accepted'; by: PersonId; undoUntil: Instant }
  | { type: 'accept_undone'; by: PersonId }
  | {
      type: 'rejected' | 'handed_back';
      by: PersonId;
      rejection: string;
      cited: string[];
      /** Whether it was Other, with or without criteria; events from before it was kept do not say. */
      other?: boolean;
      contradicted: string[];
      nextStep: NextStep;
      nextOn: string | null;
    }
  | { type: 'qualified'; by: PersonId; ticked: string[] }
  /** Marketing's answers to a rejection. */
  | { type: ReplyKind; by: PersonId; rejection: string }
  /** A manager's ruling on a dispute: overturned, the lead is offered again in the same cycle, to `to` first. */
  | { type: 'upheld'; by: PersonId; rejection: string }
  | {
      type: 'overturned';
      by: PersonId;
      rejection: string;
      to: PersonId | null;
      why?: Why | null;
      dueAt: Instant | null;
    }
  /** The rep it was with is away or has not answered, or nobody has had it yet: it is offered again, to `to` first. */
  | {
      type: 'reoffered';
      of: PersonId | null;
      to: PersonId | null;
      why?: Why | null;
      because: Again;
      dueAt: Instant | null;
    }
  | { type: 'reassigned'; by: PersonId; to: PersonId }
  | { type: 'snoozed'; by: PersonId; until: Instant }
  | (Omit<Told, 'at'> & { type: 'nudged' })
  /** Nobody answered up to the last rung. `of` is the rep it was with, or null when it was everybody's. */
  | { type: 'lapsed'; of: PersonId | null }
  | { type: 'touched'; touchedAt: Instant }
  /** The time for the first touch ran out untouched: so far the accept is a hollow one. */
  | { type: 'left_untouched'; of: PersonId }
  /** How the deal of an SQL ended, and when; a later word replaces an earlier one. */
  | { type: 'won'; wonAt: Instant; value: number | null }
  | { type: 'lost'; lostAt: Instant }
  /** Something new became known of a lead that was put off: the snooze is over. */
  | { type: 'woken' }
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
  | { kind: 'not later' }
  | { kind: 'not in its time' }
  /** The same lead, or the same person from another source, lies before sales already. */
  | { kind: 'offered otherwise' }
  | ReplyRefusal;

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
  of: Pick<Offer, 'id' | 'lead' | 'cycle' | 'charterVersion' | 'offeredAt' | 'suggested' | 'about'> &
    Partial<Pick<Offer, 'why'>>,
): Offered {
  const fresh = { version: 1, postedAt: null, dueAt: null, snoozedUntil: null, told: [], touchedAt: null };
  return { why: null, ...of, ...fresh, status: 'offered' };
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
    case 'fix':
    case 'dispute':
    case 'uphold':
    case 'overturn':
      return say(handshake, command);
    case 'close':
      return close(handshake, command);
    case 'reassign':
      if (handshake.status !== 'offered') return refuse({ kind: 'settled' });
      if (handshake.suggested === command.to) return done;
      return happen({ type: 'reassigned', by: command.by, at: command.at, to: command.to });
    case 'offer again':
      return decideOfferAgain(handshake, command);
    case 'snooze':
      if (handshake.status !== 'offered') return refuse({ kind: 'settled' });
      if (command.until <= command.at) return refuse({ kind: 'not later' });
      return happen({ type: 'snoozed', by: command.by, at: command.at, until: command.until });
    case 'nudge':
      return decideNudge(handshake, command, terms.charter.ladder);
    case 'touch':
      if (handshake.status !== 'accepted') return refuse({ kind: 'settled' });
      if (handshake.by !== command.by) return refuse({ kind: 'not yours', holder: handshake.by });
      if (handshake.touchedAt !== null) return done;
      return happen({ type: 'touched', by: command.by, at: command.at, touchedAt: command.at });
    case 'note touch':
      return noteTouch(handshake, command);
    case 'note untouched':
      return noteUntouched(handshake, command);
    case 'note news':
      if (handshake.status !== 'offered' || handshake.snoozedUntil === null) return done;
      if (handshake.snoozedUntil <= command.at) return done;
      return happen({ type: 'woken', by: null, at: command.at });
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

/**
 * Offering again what somebody has: to somebody else, or to everybody, unless the lead has moved on from the rep it was
 * with. Its clock begins anew. Apart from `decide`, as saying a rung is.
 */
export function decideOfferAgain(
  handshake: Handshake,
  { type: _, ...again }: Extract<Command, { type: 'offer again' }>,
): Decision {
  if (!isOpen(handshake) || holderOf(handshake) !== again.of) return refuse({ kind: 'settled' });
  return happen({ type: 'reoffered', by: null, ...again });
}

function end(
  type: 'rejected' | 'handed_back',
  { by, at, rejection, reasons }: Extract<Command, { reasons: Reasons }>,
  { charter, offered, today }: Terms,
): Decision {
  const problems = problemsWith(reasons, offered, charter, today);
  if (Object.keys(problems).length > 0) return refuse({ kind: 'incomplete', problems });
  const { cited, other, nextStep } = reasons;
  const nextOn = nextStep === 'recycle' ? reasons.nextOn : null;
  return happen({
    type,
    by,
    at,
    rejection,
    cited,
    other,
    contradicted: contradicted(cited, offered),
    nextStep,
    nextOn,
  });
}

/** The last rung of the clock to answer: once it is said, the offer has lapsed, though it stays answerable. */
const lastRung = (ladder: readonly Rung[]): number =>
  ladder.reduce((last, { atPercent }) => Math.max(last, atPercent), 0);

/** What saying a rung does. Apart from `decide`, because a sweep decides thousands by nothing but their ladder. */
export function decideNudge(
  handshake: Handshake,
  { at, clock, atPercent, who, to }: Told,
  ladder: readonly Rung[],
): Decision {
  const { told } = handshake;
  if (wasTold(told, { clock, atPercent, who })) return done;
  if (!isOpen(handshake)) return refuse({ kind: 'settled' });
  const nudged: HandshakeEvent = { type: 'nudged', at, by: null, clock, atPercent, who, to };
  const last = lastRung(ladder);
  const lapses =
    clock === 'answer' &&
    atPercent >= last &&
    handshake.status === 'offered' &&
    !told.some((one) => one.clock === 'answer' && one.atPercent >= last);
  const lapsed: HandshakeEvent = { type: 'lapsed', at, by: null, of: holderOf(handshake) };
  return { events: lapses ? [nudged, lapsed] : [nudged] };
}

/** A touch that a source tells of counts if it was in the time of this handshake; of several the first, in any order. */
function noteTouch(
  handshake: Handshake,
  { at, touchedAt }: Extract<Command, { type: 'note touch' }>,
): Decision {
  if (handshake.status === 'rejected' || touchedAt < handshake.offeredAt) return done;
  if (!isOpen(handshake) && touchedAt > handshake.at) return done;
  if (handshake.touchedAt !== null && handshake.touchedAt <= touchedAt) return done;
  return happen({ type: 'touched', by: null, at, touchedAt });
}

/** That the time for the first touch is over, which is noted once an accept. */
export function noteUntouched(handshake: Handshake, { at }: { at: Instant }): Decision {
  if (handshake.status !== 'accepted' || handshake.touchedAt !== null || handshake.leftUntouched) return done;
  return happen({ type: 'left_untouched', by: null, at, of: handshake.by });
}

const saidAs = {
  acknowledge: 'acknowledged',
  fix: 'fixed',
  dispute: 'disputed',
  uphold: 'upheld',
  overturn: 'overturned',
} as const;

/** What marketing and managers say of the rejection that stands; one that does not stand any more is settled. */
function say(handshake: Handshake, command: Extract<Command, { type: keyof typeof saidAs }>): Decision {
  if (handshake.status !== 'rejected' && handshake.status !== 'handed_back')
    return refuse({ kind: 'settled' });
  const { rejection } = handshake;
  if (command.rejection !== undefined && command.rejection !== rejection) return refuse({ kind: 'settled' });
  const { by, at } = command;
  const words = command.type === 'acknowledge' ? '' : command.words;
  const kind = saidAs[command.type];
  const judgement =
    kind === 'upheld' || kind === 'overturned'
      ? judgeRuling(handshake, { kind, by, words })
      : judgeReply(handshake, { kind, by, words });
  if (judgement === 'same') return done;
  if (judgement !== 'new') return refuse(judgement);
  if (command.type !== 'overturn') return happen({ type: saidAs[command.type], by, at, rejection });
  const { to, why = null, dueAt } = command;
  return happen({ type: 'overturned', by, at, rejection, to, why, dueAt });
}

/** How the deal ended. What a source tells of another time than this handshake's is not about it. */
function close(
  handshake: Handshake,
  { by, at, outcome: kind, closedAt, value }: Extract<Command, { type: 'close' }>,
): Decision {
  const ours = closedAt >= handshake.offeredAt;
  if (handshake.status !== 'qualified') return by === null ? done : refuse({ kind: 'settled' });
  if (by === null && !ours) return done;
  if (!ours || (by !== null && closedAt > at)) return refuse({ kind: 'not in its time' });
  const saidAt = by === null ? closedAt : at;
  if (!replaces({ kind, by, at: closedAt, saidAt, value }, handshake.closed)) return done;
  return happen(
    kind === 'won'
      ? { type: kind, by, at, wonAt: closedAt, value }
      : { type: kind, by, at, lostAt: closedAt },
  );
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
