// What every verb needs at hand: one workspace's store, the shared channel, the business clock and the calendar.
import type { Charter } from '../charter/charter.js';
import type { IsHoliday } from '../handshake/working-time.js';
import type { WorkspaceStore } from '../store/store.js';

export interface Workplace {
  store: WorkspaceStore;
  /** The Slack channel that both teams share. */
  channel: string;
  /** The business clock. */
  now(): Date;
  holidaysOf(charter: Charter): IsHoliday;
  /** To be called after a commit that owes messages, so that they need not wait for the courier's next round. */
  owed(): void;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Asked at every click; a calendar that is made once answers a hundred times faster than a date library. */
function calendarOf(zone: string): Intl.DateTimeFormat {
  let calendar = calendars.get(zone);
  if (calendar === undefined) {
    const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    calendar = new Intl.DateTimeFormat('en-CA', { ...day, timeZone: zone });
    calendars.set(zone, calendar);
  }
  return calendar;
}

/** The calendar day at `now`, YYYY-MM-DD, in the charter's zone. */
export const dayIn = (charter: Charter, now: Date): string => calendarOf(charter.working.zone).format(now);
