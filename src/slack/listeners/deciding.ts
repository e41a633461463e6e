// Deciding on a draft: a leader signs or declines it, its proposer or the owner withdraws it.
import type { OpenDraft } from '../../charter/draft.js';
import { UserError } from '../../errors.js';
import { declineDraft, signDraft, withdrawDraft } from '../../journey/amend.js';
import { concluded, openModal, type Press, refused, type Submission, tell } from '../boundary.js';
import { actorOf, type Desk } from '../desk.js';
import { draftScene } from '../draw-notice.js';
import { amendRefusalText } from '../views/amend-refusals.js';
import { declineErrors, declineModal, readDecline, readSigning, signModal } from '../views/sign-modals.js';
import { sideFor, sideNames } from '../views/standing-lines.js';
import { admitSigner } from './signers.js';

/** The draft with this number, while it is open. Throws a UserError when it is not. */
async function openDraft({ workplace }: Desk, version: number): Promise<OpenDraft> {
  const draft = await workplace.store.drafts.load(version);
  if (draft === null) throw new UserError(amendRefusalText({ kind: 'no such draft' }));
  if (draft.status !== 'open') throw new UserError(amendRefusalText({ kind: 'not open' }));
  return draft;
}

export async function openSign(press: Press, desk: Desk): Promise<void> {
  const version = Number(press.value);
  const draft = await openDraft(desk, version);
  const scene = await draftScene(desk.workplace, version);
  await admitSigner(desk, press.person, draft);
  const side = sideFor(press.person, scene.leaders, draft.signatures);
  if (draft.signatures[side]?.by === press.person) {
    await press.ack();
    return tell(press, `You have signed this for ${sideNames[side]} already. ${waiting(draft)}`);
  }
  await openModal(desk.client, press, signModal({ scene, side, changedSince: null }));
  await press.ack();
}

const waiting = ({ signatures }: Pick<OpenDraft, 'signatures'>): string =>
  signatures.marketing === null
    ? 'Marketing is still to sign.'
    : signatures.sales === null
      ? 'Sales is still to sign.'
      : 'Both sides have signed.';

export async function submitSign(submission: Submission, desk: Desk): Promise<void> {
  const { version, side, hash } = readSigning(submission.view);
  const by = await actorOf(desk, submission.person);
  const { draft, refused: why } = await signDraft(desk.workplace, { by, version, side, hash });
  if (why?.kind === 'changed since') {
    const scene = await draftScene(desk.workplace, version);
    const view = signModal({ scene, side, changedSince: why.changes });
    return submission.ack({ response_action: 'update', view });
  }
  if (why !== null) return refused(submission, amendRefusalText(why));
  const rest =
    draft?.status === 'in_force'
      ? `Both leaders have signed: version ${version} is in force from now on.`
      : draft === null
        ? ''
        : waiting(draft);
  return concluded(submission, `You signed version ${version} for ${sideNames[side]}. ${rest}`);
}

export async function openDecline(press: Press, desk: Desk): Promise<void> {
  const draft = await openDraft(desk, Number(press.value));
  await admitSigner(desk, press.person, draft);
  await openModal(desk.client, press, declineModal(draft.version));
  await press.ack();
}

export async function submitDecline(submission: Submission, desk: Desk): Promise<void> {
  const { version, reason } = readDecline(submission.view);
  const by = await actorOf(desk, submission.person);
  const { refused: why } = await declineDraft(desk.workplace, { by, version, reason });
  if (why === null) return submission.ack();
  if (why.kind === 'words needed')
    return submission.ack({ response_action: 'errors', errors: declineErrors(amendRefusalText(why)) });
  return refused(submission, amendRefusalText(why));
}

/** Slack has asked whether they are sure. */
export async function withdraw(press: Press, desk: Desk): Promise<void> {
  const by = await actorOf(desk, press.person);
  const { refused: why } = await withdrawDraft(desk.workplace, { by, version: Number(press.value) });
  await press.ack();
  if (why !== null) await tell(press, amendRefusalText(why));
}
