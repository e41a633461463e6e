// What is owed to be said of a diagnosis: the whole of it shared with the channel, or one finding told to marketing.
import type { Days, Grouping } from './asked.js';
import { groupings } from './asked.js';

/** One message in the shared channel. Everything it is drawn from is in its key, which holds no words of anybody. */
export interface DiagnosisNotice {
  key: string;
  kind: 'diagnosis' | 'finding';
  thread: null;
}

/** What such a message is about. `by` is who wants it said; a finding is named by its id. */
export interface Said {
  days: Days;
  split: Grouping | null;
  by: string;
  finding: string | null;
}

const NONE = '-';

/** A diagnosis shared on a day: shared again on that day, the same message is drawn anew. */
export const sharedNotice = ({ days, split, by }: Said, today: string): DiagnosisNotice => ({
  key: `diagnosis:${days.from}:${days.to}:${split ?? NONE}:${by}:${today}`,
  kind: 'diagnosis',
  thread: null,
});

/** A finding told to marketing, once for each person who tells it and period. */
export const findingNotice = ({ days, by, finding }: Said): DiagnosisNotice => ({
  key: `finding:${days.from}:${days.to}:${finding ?? NONE}:${by}`,
  kind: 'finding',
  thread: null,
});

/** What a message is about, by its key. */
export function saidIn(key: string): Said {
  const [kind, from = '', to = '', what = '', by = ''] = key.split(':');
  const days = { from, to };
  if (kind === 'finding') return { days, split: null, by, finding: what };
  return { days, split: groupings.find((each) => each === what) ?? null, by, finding: null };
}
