// What every verb needs at hand: one workspace's store, the shared channel, the business clock and the calendar.
import type { Charter } from '../charter/charter.js';
import type { PublicHolidays } from '../handshake/wall-hours.js';
import type { WorkspaceStore } from '../store/store.js';

export interface Workplace {
  store: WorkspaceStore;
  /** The Slack channel that both teams share, as it is set up now. */
  readonly channel: string;
  /** The business clock. */
  now(): Date;
  holidaysOf(charter: Charter): PublicHolidays;
  /** To be called after a commit that owes messages, so that they need not wait for the courier's next round. */
  owed(): void;
  /**
   * To be called after a commit that brought a charter into force or changed the setup, so that this process follows at
   * once. Left out where nobody amends anything, as in an import.
   */
  follow?(what: 'charter' | 'setup'): void;
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
