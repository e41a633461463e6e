// What every verb needs at hand: one workspace's store, the shared channel, the business clock and the calendar.
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { Charter } from '../charter/charter.js';
import type { IsHoliday } from '../handshake/working-time.js';
import type { WorkspaceStore } from '../store/store.js';

dayjs.extend(utc);
dayjs.extend(timezone);

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

/** The calendar day at `now`, YYYY-MM-DD, in the charter's zone. */
export const dayIn = (charter: Charter, now: Date): string =>
  dayjs(now).tz(charter.working.zone).format('YYYY-MM-DD');
