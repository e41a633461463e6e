// Watch: what the clocks and the ladder of a handshake are read by, and when a sweep is to look at it next.
import type { Charter } from '../charter/charter.js';
import type { ClockTerms } from '../handshake/clocks.js';
import type { Handshake, Instant } from '../handshake/handshake.js';
import { nextLookAt } from '../handshake/nudges.js';
import { type WorkCalendar, workCalendar } from '../handshake/working-time.js';
import type { Workplace } from './workplace.js';

/** The working time of a charter. */
export const calendarUnder = ({ holidaysOf }: Workplace, charter: Charter): WorkCalendar =>
  workCalendar(charter.working, holidaysOf(charter));

/** What the clocks of a handshake are read by, under the charter it was offered under. */
export const termsOf = (workplace: Workplace, charter: Charter): ClockTerms => ({
  clocks: charter.clocks,
  calendar: calendarUnder(workplace, charter),
});

/** When a sweep is to look at a handshake as it stands now; `charter` is the one it was offered under. */
export function nextLook(workplace: Workplace, handshake: Handshake, charter: Charter): Instant | null {
  const terms = termsOf(workplace, charter);
  return nextLookAt({ handshake, ladder: charter.ladder, terms }, workplace.now())?.toISOString() ?? null;
}
