// Telling of a diagnosis: sharing it with the channel, or handing one finding to marketing.
import type { Days, Grouping } from '../funnel/asked.js';
import { findingNotice, sharedNotice } from '../funnel/notices.js';
import { today } from './diagnose.js';
import type { Workplace } from './workplace.js';

/** Owes the channel the diagnosis of these days, told by `person`. Again on the same day, it is drawn anew. */
export async function shareDiagnosis(
  workplace: Workplace,
  of: { days: Days; by: Grouping | null; person: string },
): Promise<void> {
  const said = { days: of.days, split: of.by, by: of.person, finding: null };
  await workplace.store.messages.say(sharedNotice(said, await today(workplace)), workplace.channel);
  workplace.owed();
}

/** Owes the channel one finding of these days, for marketing. */
export async function tellMarketing(
  workplace: Workplace,
  of: { days: Days; finding: string; person: string },
): Promise<void> {
  const said = { days: of.days, split: null, by: of.person, finding: of.finding };
  await workplace.store.messages.say(findingNotice(said), workplace.channel);
  workplace.owed();
}
