// What an event leaves of a handshake: `evolve` folds the events that `decide` returned into the state.
import type { Ended, Handshake, HandshakeEvent, Instant, Offer, PersonId } from './handshake.js';

/** Folds one event into the state. Only events that `decide` returned for this state may be folded; others throw. */
export function evolve(handshake: Handshake, event: HandshakeEvent): Handshake {
  const version = handshake.version + 1;
  const offer = { ...offerOf(handshake), version };
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
    case 'nudged': {
      const { clock, atPercent, who, to, at } = event;
      const told = [...handshake.told, { clock, atPercent, who, to, at }];
      // What is opened to all is meant for nobody in particular any more.
      return { ...handshake, version, told, ...(who === 'all' ? { suggested: null } : {}) };
    }
    case 'touched':
      return { ...handshake, version, touchedAt: event.touchedAt };
    case 'woken':
      if (handshake.status !== 'offered') throw illegal(handshake, event);
      return { ...handshake, version, snoozedUntil: null };
    case 'lapsed':
    case 'same_person_came':
    case 'mql_unmade':
      return { ...handshake, version };
  }
}

/** What every handshake knows, without what belongs to how this one stands. */
function offerOf(handshake: Handshake): Offer {
  const { id, lead, cycle, version, charterVersion, offeredAt, postedAt, dueAt, suggested } = handshake;
  const { told, touchedAt } = handshake;
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
    told,
    touchedAt,
  };
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
