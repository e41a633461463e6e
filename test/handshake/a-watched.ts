// Factories for what nudges depend on: a watched handshake, and the manners of a day in Sydney.
import Holidays from 'date-holidays';
import type { Handshake } from '../../src/handshake/handshake.js';
import type { Due, Manners, Nudge, Watched } from '../../src/handshake/nudges.js';
import { workCalendar } from '../../src/handshake/working-time.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { aCharter, aHandshake } from '../make.js';

const { charter } = aCharter();

/** The starter's hours, and the holidays of New South Wales. */
export const sydney = workCalendar(charter.working, holidayLookup(Holidays)(charter));

/** An instant of business, given with its offset, as events keep it. */
export const instant = (local: string): string => new Date(local).toISOString();

/** An offer to Dana that was posted at an instant; nothing was said of it yet. */
export const anOfferTo = (rep: string | null, posted: string, id = 'h1'): Handshake => ({
  ...aHandshake({ id, lead: { source: 'webinar', id: `lead of ${id}` }, suggested: rep, offeredAt: posted }),
  postedAt: posted,
  dueAt: null,
});

/** A handshake under the starter charter, of which nothing was said yet. */
export const aWatched = (handshake: Handshake, changes: Partial<Watched> = {}): Watched => ({
  handshake,
  ladder: charter.ladder,
  terms: { clocks: charter.clocks, calendar: sydney },
  remindedAt: null,
  ...changes,
});

/** A day on which nobody is away and nobody was told anything, with a cap of five. */
export const manners = (changes: Partial<Manners> = {}): Manners => ({
  calendar: sydney,
  away: new Map(),
  capARepADay: 5,
  sentToday: new Map(),
  ...changes,
});

/** The rungs that a message says. */
export function rungsOf(nudge: Nudge): Due[] {
  switch (nudge.kind) {
    case 'bundle':
      return nudge.due;
    case 'reminder':
    case 'thread':
    case 'manager':
    case 'reassign':
    case 'all':
      return [nudge.due];
  }
}
