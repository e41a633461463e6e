// Under a rejection: marketing acknowledges the reason, says what was fixed, or disputes it; a manager rules on a dispute.
import { UserError } from '../../errors.js';
import { isDisputed } from '../../handshake/rejection-story.js';
import { judgeAnew } from '../../journey/judge-anew.js';
import { acknowledge, dispute, fix, type Speech } from '../../journey/reply.js';
import { overturn, uphold } from '../../journey/ruling.js';
import type { ToldRejection } from '../../store/rejections.js';
import { openModal, type Press, refused, type Submission, tell } from '../boundary.js';
import { type Desk, sceneOf } from '../desk.js';
import { refusalText } from '../views/refusals.js';
import { readWords, replyMetadata, replyModal, type Saying, wordsErrors } from '../views/reply-modals.js';
import { tellRefusal } from './answering.js';

/** What a button under a rejection names; those of older messages name the handshake alone. */
function subjectOf(value: string): { handshake: string; rejection?: string } {
  const [handshake = '', rejection] = value.split(':');
  return rejection === undefined ? { handshake } : { handshake, rejection };
}

export async function acknowledgeReason(press: Press, { workplace }: Desk): Promise<void> {
  const acted = await acknowledge(workplace, { ...subjectOf(press.value), by: press.person });
  await press.ack();
  await tellRefusal(press, acted);
}

async function toldOf({ workplace }: Desk, handshake: string, rejection: string): Promise<ToldRejection> {
  const told = await workplace.store.rejections.told(handshake, rejection);
  if (told === null) throw new UserError('This rejection is not known here any more. Nothing was changed.');
  return told;
}

/** Opens the modal for what somebody wants to say, unless the rejection does not stand any more or was ruled on. */
const opens =
  (saying: Saying) =>
  async (press: Press, desk: Desk): Promise<void> => {
    const { handshake: id, rejection = '' } = subjectOf(press.value);
    const [scene, told] = await Promise.all([sceneOf(desk.workplace, id), toldOf(desk, id, rejection)]);
    const { handshake, charter } = scene;
    const stands = 'rejection' in handshake && handshake.rejection === rejection;
    const ruling = saying === 'uphold' || saying === 'overturn';
    if (!stands || (ruling && !isDisputed(told))) {
      await press.ack();
      const why = stands ? ({ kind: 'not disputed' } as const) : ({ kind: 'settled' } as const);
      return tell(press, refusalText(why, handshake, charter));
    }
    await openModal(desk.client, press, replyModal(saying, scene, told));
    await press.ack();
  };

export const openFix = opens('fix');
export const openDispute = opens('dispute');
export const openUphold = opens('uphold');
export const openOverturn = opens('overturn');

const verbs = { fix, dispute, uphold, overturn } satisfies Record<Saying, unknown>;

/** Says it. What was fixed is judged once the person has their answer: nobody waits for a flood of leads to pass. */
export async function submitWords(submission: Submission, { workplace, log }: Desk): Promise<void> {
  const { view, person: by } = submission;
  const { handshake, rejection, saying } = replyMetadata(view);
  const speech: Speech = { handshake, rejection, by, words: readWords(view.state.values) };
  const acted = await verbs[saying](workplace, speech);
  const why = acted.refused;
  if (why !== null) {
    const sentence = refusalText(why, acted.handshake, acted.charter);
    return why.kind === 'words needed'
      ? submission.ack({ response_action: 'errors', errors: wordsErrors(sentence) })
      : refused(submission, sentence);
  }
  await submission.ack();
  if (saying !== 'fix') return;
  await judgeAnew(workplace, [acted.handshake.lead]).catch((error: unknown) =>
    log.error({ err: error, handshakeId: handshake }, 'what was fixed is judged by the next sweep'),
  );
}
