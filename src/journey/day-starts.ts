// When a calendar day begins in a zone: figures are counted by days, lists of leads by instants.
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The first instant of a day (YYYY-MM-DD) on the wall clock of a zone. */
export const startOfDay = (day: string, zone: string): Date => dayjs.tz(`${day} 00:00`, zone).toDate();
