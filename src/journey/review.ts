// Review: both leaders sign that the charter in force stays as it is, and they and its owner are reminded when it is due.
import { reviewNotice } from '../charter/notices.js';
import { decideReview, type ReviewStanding, reviewedSince, reviewStanding } from '../charter/review.js';
import { type Actor, leadersOf, type Side, sides } from '../charter/roles.js';
import { type Amended, amending, barred, keepEvents, refuse, underForce } from './amending.js';
import { rolesInForce } from './roles.js';
import { dayIn, type Workplace } from './workplace.js';

/** Everything a review is judged by. `since` is the instant from which its months count, as ISO 8601 text. */
export interface DueReview extends ReviewStanding {
  version: number;
  since: string;
}

/** How the review of the charter in force stands today. */
export async function reviewOf({ store, now }: Workplace): Promise<DueReview> {
  const { charter, version, since: begun } = await store.charters.inForceSince();
  const draft = await store.drafts.load(version);
  const since = draft?.status === 'in_force' ? reviewedSince(draft) : begun.toISOString();
  const standing = reviewStanding(charter, dayIn(charter, new Date(since)), dayIn(charter, now()));
  return { ...standing, version, since };
}

/**
 * Signs "review, no change" for one side. `hash` and `since` name the text and the review that the person had before
 * them; the second side's signature makes the charter reviewed. An unsigned charter is no draft: it is to be proposed.
 */
export function signReview(
  workplace: Workplace,
  of: { by: Actor; version: number; side: Side; hash: string; since: string },
): Promise<Amended> {
  const { by, version, ...shown } = of;
  return amending(workplace, async (ground) => {
    const { sql } = ground;
    const draft = await workplace.store.drafts.load(version, sql);
    if (draft === null) return refuse(null, { kind: 'no such draft' });
    const roles = underForce(ground);
    const refused = barred('sign a charter', by, { roles });
    if (refused !== null) return refuse(draft, refused);
    const signature = { ...shown, by: by.id, at: workplace.now().toISOString() };
    const decision = decideReview(draft, signature, leadersOf(roles));
    if ('refused' in decision) return refuse(draft, decision.refused);
    return { draft: await keepEvents(workplace, sql, draft, decision.events), refused: null };
  });
}

/** Reminds the owner, and the leaders who have not signed it yet, of a review that is due; once a rung and person. */
export async function remindOfReview(workplace: Workplace): Promise<number> {
  const { drafts } = workplace.store;
  const { version, dueOn, rung } = await reviewOf(workplace);
  if (rung === null) return 0;
  const { owner, marketing_leader, sales_leader } = await rolesInForce(workplace);
  const draft = await drafts.load(version);
  const review = draft?.status === 'in_force' ? draft.review : null;
  const signed = sides.map((side) => review?.[side]?.by);
  const people = new Set([...owner, ...marketing_leader, ...sales_leader]);
  const reminded = await drafts.remind(
    [...people]
      .filter((person) => !signed.includes(person))
      .map((person) => ({ notice: reviewNotice({ version, dueOn, rung, person }), person })),
  );
  if (reminded > 0) workplace.owed();
  return reminded;
}
