// Count: one thing that is counted, with what it stands under, and the terms by which it is read.
import type { Charter } from '../charter/charter.js';
import type { ClockTerms } from '../handshake/clocks.js';
import type { PersonId } from '../handshake/handshake.js';
import type { Day } from './days.js';
import type { Measure } from './measures.js';

/** What a count stands under. Null where nobody said, or where it belongs to nobody. */
export interface Dimensions {
  /** The version of the charter; the one in force on the day where there was no offer. */
  charter: number;
  source: string;
  campaign: string | null;
  segment: string | null;
  /** Of an answer or of work whoever did it; of what is untaken whom it was meant for; of a reply whose rejection it is about. */
  rep: PersonId | null;
}

/** One thing that is counted. `day` is in the zone of the charter it stands under. */
export interface Count extends Dimensions {
  day: Day;
  measure: Measure;
  n: number;
  /** Money in cents of the charter's currency: whole ones. */
  cents?: number;
  /** How long it took; `measures.ts` says whether in working time or by the wall clock. Never negative. */
  minutes?: number;
}

/** What a handshake is counted by: the charter it was offered under, with its clocks and its working time. */
export interface CountTerms extends ClockTerms {
  charter: Charter;
}
