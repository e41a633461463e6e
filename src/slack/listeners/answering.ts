// A rep answers a card: accept, take it back, or open the modal that asks for reasons.

import { contradicted } from '../../handshake/rejection.js';
import type { Acted } from '../../journey/act.js';
import { accept, reject, undoAccept } from '../../journey/answer.js';
import { handBack } from '../../journey/follow-through.js';
import { openModal, type Press, refused, type Submission, tell } from '../boundary.js';
import { type Desk, sceneOf } from '../desk.js';
import { fieldErrors, modalMetadata, readReasons, reasonsModal } from '../views/reasons-modal.js';
import { refusalText } from '../views/refusals.js';

/** Tells the person when the click did nothing, because of how the lead stands now. */
export async function tellRefusal(press: Press, { refused: why, handshake, charter }: Acted): Promise<void> {
  if (why !== null) await tell(press, refusalText(why, handshake, charter));
}

export async function acceptLead(press: Press, { workplace }: Desk): Promise<void> {
  const acted = await accept(workplace, press.value, press.person);
  await press.ack();
  await tellRefusal(press, acted);
}

export async function undo(press: Press, { workplace }: Desk): Promise<void> {
  const acted = await undoAccept(workplace, press.value, press.person);
  await press.ack();
  await tellRefusal(press, acted);
}

const opens =
  (kind: 'reject' | 'hand back') =>
  async (press: Press, { workplace, client }: Desk): Promise<void> => {
    const scene = await sceneOf(workplace, press.value);
    const { handshake, charter } = scene;
    const mine = kind === 'reject' ? handshake.status === 'offered' : handshake.status === 'accepted';
    if (!mine) {
      await press.ack();
      return tell(press, refusalText({ kind: 'settled' }, handshake, charter));
    }
    if (handshake.status === 'accepted' && handshake.by !== press.person) {
      await press.ack();
      return tell(press, refusalText({ kind: 'not yours', holder: handshake.by }, handshake, charter));
    }
    await openModal(client, press, reasonsModal({ kind, scene }));
    await press.ack();
  };

/** Reject always asks why: there is no one-click reject, so the reason is never lost. */
export const openReject = opens('reject');
export const openHandBack = opens('hand back');

const submits =
  (kind: 'reject' | 'hand back') =>
  async (submission: Submission, { workplace }: Desk): Promise<void> => {
    const { view, person } = submission;
    const { handshake: id, asked } = modalMetadata(view);
    const reasons = readReasons(view.state.values);
    const acted = await (kind === 'reject' ? reject : handBack)(workplace, id, person, reasons);
    const why = acted.refused;
    if (why === null) return submission.ack();
    if (why.kind !== 'incomplete')
      return refused(submission, refusalText(why, acted.handshake, acted.charter));
    const { contradiction, ...others } = why.problems;
    // What else is wrong is said first; the question about the data comes once the rest is right.
    if (contradiction === undefined || asked || Object.keys(others).length > 0)
      return submission.ack({
        response_action: 'errors',
        errors: fieldErrors(asked ? why.problems : others, view),
      });
    const scene = await sceneOf(workplace, id);
    const question = contradicted(reasons.cited, scene.offered);
    return submission.ack({ response_action: 'update', view: reasonsModal({ kind, scene, question }) });
  };

export const submitReject = submits('reject');
export const submitHandBack = submits('hand back');
