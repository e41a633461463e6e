// Under an SQL: how its deal ended, won with a value or lost, and on which day.
import { close } from '../../journey/follow-through.js';
import { dayIn, instantOn } from '../../journey/workplace.js';
import { openModal, type Press, refused, type Submission, tell } from '../boundary.js';
import { type Desk, sceneOf } from '../desk.js';
import { dayErrors, endingMetadata, endingModal, readEnding, valueProblem } from '../views/ending-modal.js';
import { refusalText } from '../views/refusals.js';

const opens =
  (outcome: 'won' | 'lost') =>
  async (press: Press, { workplace, client }: Desk): Promise<void> => {
    const scene = await sceneOf(workplace, press.value);
    const { handshake, charter, now } = scene;
    if (handshake.status !== 'qualified') {
      await press.ack();
      return tell(press, refusalText({ kind: 'settled' }, handshake, charter));
    }
    await openModal(client, press, endingModal(outcome, scene, dayIn(charter.charter, now)));
    await press.ack();
  };

export const openWon = opens('won');
export const openLost = opens('lost');

export async function submitEnding(submission: Submission, { workplace }: Desk): Promise<void> {
  const { view, person } = submission;
  const { handshake: id, outcome } = endingMetadata(view);
  const { day, value } = readEnding(view.state.values);
  const wrong = valueProblem(value);
  if (wrong !== null) return submission.ack({ response_action: 'errors', errors: wrong });
  const { handshake, charter, now } = await sceneOf(workplace, id);
  const span = { from: new Date(handshake.offeredAt), to: now };
  const closedAt = instantOn(charter.charter, day, span);
  if (closedAt === null) {
    const sentence = refusalText({ kind: 'not in its time' }, handshake, charter);
    return submission.ack({ response_action: 'errors', errors: dayErrors(sentence) });
  }
  const acted = await close(workplace, id, person, { outcome, closedAt, value });
  if (acted.refused === null) return submission.ack();
  return refused(submission, refusalText(acted.refused, acted.handshake, acted.charter));
}
