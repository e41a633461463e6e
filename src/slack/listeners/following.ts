// After the answer: the rep logs the first touch, and marks a lead SQL.
import { markSql, touch } from '../../journey/follow-through.js';
import { judgeAnew } from '../../journey/judge-anew.js';
import { openModal, type Press, refused, type Submission, tell } from '../boundary.js';
import { type Desk, sceneOf } from '../desk.js';
import { modalMetadata } from '../views/reasons-modal.js';
import { refusalText } from '../views/refusals.js';
import { readTicked, sqlErrors, sqlModal } from '../views/sql-modal.js';
import { tellRefusal } from './answering.js';

export async function logTouch(press: Press, { workplace }: Desk): Promise<void> {
  const acted = await touch(workplace, press.value, press.person);
  await press.ack();
  await tellRefusal(press, acted);
}

export async function openSql(press: Press, { workplace, client }: Desk): Promise<void> {
  const scene = await sceneOf(workplace, press.value);
  const { handshake, charter } = scene;
  if (handshake.status !== 'accepted' || handshake.by !== press.person) {
    await press.ack();
    const why =
      handshake.status === 'accepted'
        ? ({ kind: 'not yours', holder: handshake.by } as const)
        : ({ kind: 'settled' } as const);
    return tell(press, refusalText(why, handshake, charter));
  }
  await openModal(client, press, sqlModal(scene));
  await press.ack();
}

/** Marks it. How its deal ended may have been told already: that is seen to once the person has their answer. */
export async function submitSql(submission: Submission, { workplace, log }: Desk): Promise<void> {
  const { view, person } = submission;
  const acted = await markSql(
    workplace,
    modalMetadata(view).handshake,
    person,
    readTicked(view.state.values),
  );
  const why = acted.refused;
  if (why?.kind === 'not an sql yet')
    return submission.ack({ response_action: 'errors', errors: sqlErrors(why.missing, acted.charter) });
  if (why !== null) return refused(submission, refusalText(why, acted.handshake, acted.charter));
  await submission.ack();
  const { id, lead } = acted.handshake;
  await judgeAnew(workplace, [lead]).catch((error: unknown) =>
    log.error({ err: error, handshakeId: id }, 'how the deal ended is looked for by the next sweep'),
  );
}
