// Who has had a lead and let it go: it is never given to them again.
import type { HandshakeEvent, PersonId } from './handshake.js';

/** What happened to one handshake of the lead, from its beginning. */
export interface Story {
  /** The rep it was offered to first. */
  suggested: PersonId | null;
  events: readonly HandshakeEvent[];
}

/** Everybody who has had the lead, in any of its handshakes, and did not keep it. */
export function passedBy(stories: readonly Story[]): Set<PersonId> {
  const passed = new Set<PersonId>();
  for (const { suggested, events } of stories) {
    let holder = suggested;
    for (const event of events)
      switch (event.type) {
        case 'rejected':
        case 'handed_back':
        case 'accept_undone':
          passed.add(event.by);
          break;
        case 'lapsed':
          if (event.of !== null) passed.add(event.of);
          holder = null;
          break;
        case 'reassigned':
          // A manager who gives it to somebody else has not let it go; its rep has.
          if (event.by === holder) passed.add(event.by);
          holder = event.to;
          break;
        case 'reoffered':
          // Whoever went on leave has not let it go.
          if (event.because === 'unanswered' && event.of !== null) passed.add(event.of);
          holder = event.to;
          break;
        case 'overturned':
          holder = event.to;
          break;
        case 'posted':
        case 'accepted':
        case 'qualified':
        case 'acknowledged':
        case 'fixed':
        case 'disputed':
        case 'upheld':
        case 'left_untouched':
        case 'won':
        case 'lost':
        case 'snoozed':
        case 'nudged':
        case 'touched':
        case 'woken':
        case 'same_person_came':
        case 'mql_unmade':
          break;
      }
  }
  return passed;
}
