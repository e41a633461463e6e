// What every verb needs at hand: one workspace's store, the shared channel, the business clock and the calendar.
import type { Charter } from '../charter/charter.js';
import type { PublicHolidays } from '../handshake/wall-hours.js';
import type { WorkspaceStore } from '../store/store.js';

/** Slack, asked about people. What it would not say is null, and what was known before holds on. */
export interface PeopleDirectory {
  membersOf(group: string): Promise<readonly string[] | null>;
  /** The names that somebody goes by, an e-mail address among them where Slack tells it, and whether they have left. */
  personOf(person: string): Promise<{ names: readonly string[]; gone: boolean } | null>;
}

export interface Workplace {
  store: WorkspaceStore;
  /** The Slack channel that both teams share, as it is set up now. */
  readonly channel: string;
  /** The business clock. */
  now(): Date;
  holidaysOf(charter: Charter): PublicHolidays;
  /** Slack, asked about people; left out where there is no Slack. */
  people?: PeopleDirectory;
  /** To be called after a commit that owes messages, so that they need not wait for the courier's next round. */
  owed(): void;
  /** To be called after a commit that kept events and owes nothing, so that they are counted soon. */
  happened?(): void;
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

const HOUR_MS = 3_600_000;

/**
 * An instant of a calendar day (YYYY-MM-DD) in the charter's zone that lies in a span of time, in the middle of the day where
 * that is possible; null when no moment of that day lies in the span.
 */
export function instantOn(
  charter: Charter,
  day: string,
  { from, to }: { from: Date; to: Date },
): Date | null {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // Zones are up to fourteen hours ahead of UTC, and up to twelve behind.
  const middle = [0, -HOUR_MS * 6, -HOUR_MS * 12, HOUR_MS * 6]
    .map((shift) => new Date(noon + shift))
    .find((at) => dayIn(charter, at) === day);
  if (middle === undefined) return null;
  const at = new Date(Math.min(to.getTime(), Math.max(from.getTime(), middle.getTime())));
  return dayIn(charter, at) === day ? at : null;
}
