// Review: a leader signs that the charter in force stays as it is.
import type { ModalView } from '@slack/types';
import { leadersOf } from '../../charter/roles.js';
import { UserError } from '../../errors.js';
import { charterStanding } from '../../journey/charter-standing.js';
import { signReview } from '../../journey/review.js';
import { concluded, openModal, type Press, refused, type Submission } from '../boundary.js';
import { actorOf, type Desk } from '../desk.js';
import { admit } from '../gate.js';
import { amendRefusalText } from '../views/amend-refusals.js';
import { readReviewing, reviewModal } from '../views/review-views.js';
import { sideFor, sideNames } from '../views/standing-lines.js';

/** The modal in which this leader signs. Throws a UserError for others, and for a charter that nobody has signed. */
export async function reviewFor(desk: Desk, person: string): Promise<ModalView> {
  await admit(desk, 'sign a charter', { person });
  const standing = await charterStanding(desk.workplace);
  const { draft } = standing.inForce;
  if (draft?.status !== 'in_force')
    throw new UserError(
      'Nobody has signed this charter yet, so there is nothing to review. `/charter propose` puts it to both leaders, as it is or changed.',
    );
  return reviewModal(standing, sideFor(person, leadersOf(standing.roles), draft.review));
}

export async function openReview(press: Press, desk: Desk): Promise<void> {
  await openModal(desk.client, press, await reviewFor(desk, press.person));
  await press.ack();
}

export async function submitReview(submission: Submission, desk: Desk): Promise<void> {
  const signed = readReviewing(submission.view);
  const by = await actorOf(desk, submission.person);
  const { draft, refused: why } = await signReview(desk.workplace, { by, ...signed });
  if (why !== null) return refused(submission, amendRefusalText(why));
  const complete = draft?.status === 'in_force' && draft.review[signed.side] === null;
  const rest = complete
    ? 'Both leaders have signed: the charter is reviewed.'
    : "The other side's leader is to sign too; then it is reviewed.";
  return concluded(submission, `You signed the review for ${sideNames[signed.side]}. ${rest}`);
}
