// What an event leaves of a handshake: `evolve` folds the events that `decide` returned into the state.
import type { Closed } from './closing.js';
import type { Ended, Handshake, HandshakeEvent, Instant, Offer, PersonId } from './handshake.js';

/** Folds one event into the state. Only events that `decide` returned for this state may be folded; others throw. */
export function evolve(handshake: Handshake, event: HandshakeEvent): Handshake {
  const version = handshake.version + 1;
  const offer = { ...offerOf(handshake), version };
  switch (event.type) {
    case 'posted':
      return { ...handshake, version, postedAt: event.at, dueAt: event.dueAt };
    case 'accepted':
      return {
        ...offer,
        status: 'accepted',
        by: event.by,
        at: event.at,
        undoUntil: event.undoUntil,
        leftUntouched: false,
      };
    case 'accept_undone':
      return { ...offer, status: 'offered', snoozedUntil: null };
    case 'rejected':
      return { ...offer, status: 'rejected', ...endedBy(event) };
    case 'handed_back':
      return { ...offer, status: 'handed_back', ...endedBy(event), accepted: acceptanceOf(handshake) };
    case 'qualified': {
      const { by, at, ticked } = event;
      const accepted = acceptanceOf(handshake);
      return { ...offer, status: 'qualified', by, at, ticked, accepted, closed: null };
    }
    case 'acknowledged':
    case 'fixed':
    case 'disputed':
      if (handshake.status !== 'rejected' && handshake.status !== 'handed_back')
        throw illegal(handshake, event);
      return { ...handshake, version, reply: { kind: event.type, by: event.by, at: event.at } };
    case 'upheld':
      if (handshake.status !== 'rejected' && handshake.status !== 'handed_back')
        throw illegal(handshake, event);
      return { ...handshake, version, upheld: { by: event.by, at: event.at } };
    // The card is in the channel already, so the clock begins anew at once; the rungs that were said stay said.
    case 'overturned':
    case 'reoffered': {
      const { to: suggested, dueAt, at } = event;
      const postedAt = handshake.postedAt === null ? null : at;
      const why = event.why ?? null;
      return { ...offer, status: 'offered', suggested, why, postedAt, dueAt, snoozedUntil: null };
    }
    case 'reassigned':
      return { ...handshake, version, suggested: event.to, why: 'given' };
    case 'snoozed':
      if (handshake.status !== 'offered') throw illegal(handshake, event);
      return { ...handshake, version, snoozedUntil: event.until };
    case 'nudged': {
      const { clock, atPercent, who, to, at } = event;
      const told = [...handshake.told, { clock, atPercent, who, to, at }];
      // What is opened to all is meant for nobody in particular any more.
      return { ...handshake, version, told, ...(who === 'all' ? { suggested: null, why: null } : {}) };
    }
    case 'touched':
      return { ...handshake, version, touchedAt: event.touchedAt };
    case 'woken':
      if (handshake.status !== 'offered') throw illegal(handshake, event);
      return { ...handshake, version, snoozedUntil: null };
    case 'won':
    case 'lost':
      if (handshake.status !== 'qualified') throw illegal(handshake, event);
      return { ...handshake, version, closed: closedBy(event) };
    case 'left_untouched':
      if (handshake.status !== 'accepted') throw illegal(handshake, event);
      return { ...handshake, version, leftUntouched: true };
    case 'lapsed':
    case 'same_person_came':
    case 'mql_unmade':
      return { ...handshake, version };
  }
}

/** What every handshake knows, without what belongs to how this one stands. */
function offerOf(handshake: Handshake): Offer {
  const { id, lead, cycle, version, charterVersion, offeredAt, postedAt, dueAt, suggested } = handshake;
  const { why, told, touchedAt, about } = handshake;
  return {
    id,
    lead,
    cycle,
    version,
    charterVersion,
    offeredAt,
    postedAt,
    dueAt,
    suggested,
    why,
    told,
    touchedAt,
    about,
  };
}

function closedBy(event: Extract<HandshakeEvent, { type: 'won' | 'lost' }>): Closed {
  const { type: kind, by } = event;
  const at = kind === 'won' ? event.wonAt : event.lostAt;
  return { kind, by, at, saidAt: by === null ? at : event.at, value: kind === 'won' ? event.value : null };
}

const endedBy = (event: Extract<HandshakeEvent, { type: 'rejected' | 'handed_back' }>): Ended => ({
  by: event.by,
  at: event.at,
  rejection: event.rejection,
  cited: event.cited,
  nextStep: event.nextStep,
  nextOn: event.nextOn,
  reply: null,
  upheld: null,
});

function acceptanceOf(handshake: Handshake): { by: PersonId; at: Instant } {
  if (handshake.status !== 'accepted')
    throw new Error(`a handshake that is ${handshake.status} was not accepted`);
  return { by: handshake.by, at: handshake.at };
}

const illegal = (handshake: Handshake, event: HandshakeEvent): Error =>
  new Error(`${event.type} cannot happen to a handshake that is ${handshake.status}`);
