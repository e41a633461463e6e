// The More menu of an open offer: why this score, reassign, snooze; and reassign where managers are told of a lead.
import { UserError } from '../../errors.js';
import type { Acted } from '../../journey/act.js';
import { leaveOf } from '../../journey/away.js';
import { reassign, snooze } from '../../journey/offer.js';
import { calendarUnder } from '../../journey/watch.js';
import { openModal, type Press, refused, type Submission, tell } from '../boundary.js';
import { type Desk, sceneOf } from '../desk.js';
import { admit } from '../gate.js';
import { moreChoices } from '../ids.js';
import { charterModal } from '../views/charter-view.js';
import { modalMetadata } from '../views/modal-parts.js';
import { readReassign, reassignError, reassignModal } from '../views/reassign-modal.js';
import { refusalText } from '../views/refusals.js';
import { readSnooze, snoozeModal, snoozeProblem } from '../views/snooze-modal.js';
import { whyRepModal } from '../views/why-rep.js';
import { whyScore } from '../views/why-score.js';

async function viewOf(choice: string, { value, person }: Press, { workplace }: Desk) {
  const [, handshake = ''] = value.split(':');
  const scene = await sceneOf(workplace, handshake);
  switch (choice) {
    case moreChoices.why:
      return whyScore(scene);
    case moreChoices.whyRep:
      return whyRepModal(scene, person);
    case moreChoices.reassign:
      return reassignModal(scene);
    case moreChoices.snooze: {
      const { charter } = await workplace.store.charters.inForce();
      return snoozeModal(scene, calendarUnder(workplace, charter));
    }
  }
  throw new UserError('This menu is from an older version. Use the buttons on the newest card.');
}

/** Everybody may ask why; the other two are for those who may reassign. */
export async function openMore(press: Press, desk: Desk): Promise<void> {
  const [choice = ''] = press.value.split(':');
  if (choice !== moreChoices.why && choice !== moreChoices.whyRep)
    await admit(desk, 'reassign a lead', press);
  await openModal(desk.client, press, await viewOf(choice, press, desk));
  await press.ack();
}

/** The charter that a lead was judged by, on top of what explains its score. */
export async function readCharter(press: Press, { workplace }: Desk): Promise<void> {
  await press.push(charterModal(await workplace.store.charters.version(Number(press.value))));
  await press.ack();
}

/** A manager finds somebody for a lead that nobody has answered; one that was answered meanwhile needs nobody. */
export async function openReassign(press: Press, { workplace, client }: Desk): Promise<void> {
  const scene = await sceneOf(workplace, press.value);
  const { handshake, charter } = scene;
  if (handshake.status !== 'offered') {
    await press.ack();
    return tell(press, refusalText({ kind: 'settled' }, handshake, charter));
  }
  await openModal(client, press, reassignModal(scene));
  await press.ack();
}

async function conclude(submission: Submission, acted: Acted): Promise<void> {
  if (acted.refused === null) return submission.ack();
  return refused(submission, refusalText(acted.refused, acted.handshake, acted.charter));
}

export async function submitReassign(submission: Submission, { workplace }: Desk): Promise<void> {
  const { view, person } = submission;
  const to = readReassign(view.state.values);
  const leave = await leaveOf(workplace, to);
  if (leave !== null) {
    const { zone } = (await workplace.store.charters.inForce()).charter.working;
    return submission.ack({ response_action: 'errors', errors: reassignError(leave.until, zone) });
  }
  await conclude(submission, await reassign(workplace, modalMetadata(view).handshake, person, to));
}

export async function submitSnooze(submission: Submission, { workplace }: Desk): Promise<void> {
  const { view, person } = submission;
  const { until, field } = readSnooze(view.state.values);
  const problem = snoozeProblem(until, workplace.now());
  if (problem !== null) return submission.ack({ response_action: 'errors', errors: { [field]: problem } });
  await conclude(submission, await snooze(workplace, modalMetadata(view).handshake, person, until));
}
