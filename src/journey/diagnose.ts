// Diagnose: reviews the funnel of some days from the cells, as somebody may see it.
import type { Charter } from '../charter/charter.js';
import { type Days, dayAfter, type Grouping } from '../funnel/asked.js';
import type { Cell, Question } from '../funnel/cells.js';
import { answeredBy, type Diagnosis, diagnosisOf, questionsOf, type Wanted } from '../funnel/diagnosis.js';
import type { Period } from '../funnel/past.js';
import type { Agreement } from '../funnel/scope.js';
import type { Seer } from '../funnel/split.js';
import { ask } from './ask.js';
import { startOfDay } from './day-starts.js';
import { reviewOf } from './review.js';
import { rolesInForce } from './roles.js';
import { dayIn, type Workplace } from './workplace.js';

/** What to review: days (both in it), the split, and who is to see it. */
export interface Review {
  days: Days;
  by: Grouping | null;
  seer: Seer;
}

async function agreementOf(workplace: Workplace): Promise<Agreement> {
  const { charter, version, signed, since } = await workplace.store.charters.inForceSince();
  const [review, { owner: owners }] = await Promise.all([reviewOf(workplace), rolesInForce(workplace)]);
  return {
    version,
    signed,
    since: dayIn(charter, since),
    reviewedOn: dayIn(charter, new Date(review.since)),
    review,
    owners,
  };
}

/** Lead by lead at most so many are looked at, the latest: enough for ten scoring rules at once. */
const SAMPLED_MOST = 2_000;

/** Days (both in it) as instants, in the charter's zone. */
export const periodOf = ({ from, to }: Days, { working: { zone } }: Charter): Period => ({
  from: startOfDay(from, zone),
  to: startOfDay(dayAfter(to, 1), zone),
});

/** Today in the zone of the charter in force, YYYY-MM-DD. */
export async function today({ store, now }: Workplace): Promise<string> {
  const { charter } = await store.charters.inForce();
  return dayIn(charter, now());
}

/** The diagnosis of these days, from what is counted now. */
export async function diagnose(workplace: Workplace, { days, by, seer }: Review): Promise<Diagnosis> {
  const { charter } = await workplace.store.charters.inForce();
  const agreement = await agreementOf(workplace);
  const wanted: Wanted = {
    scope: {
      charter,
      agreement,
      from: days.from,
      to: dayAfter(days.to, 1),
      today: dayIn(charter, workplace.now()),
      sample: await workplace.store.leadBook.sample(agreement.version, periodOf(days, charter), SAMPLED_MOST),
    },
    by,
    seer,
  };
  const answers: [Question, Cell[]][] = [];
  for (const question of questionsOf(wanted)) answers.push([question, await ask(workplace, question)]);
  return diagnosisOf(wanted, answeredBy(answers));
}
