// The More menu of an open offer: why this score, reassign, snooze.

import { UserError } from '../../errors.js';
import type { Acted } from '../../journey/act.js';
import { reassign, snooze } from '../../journey/offer.js';
import { openModal, type Press, refused, type Submission } from '../boundary.js';
import { type Desk, sceneOf } from '../desk.js';
import { admit } from '../gate.js';
import { moreChoices } from '../ids.js';
import { readReassign, readSnooze, reassignModal, snoozeModal } from '../views/offer-modals.js';
import { modalMetadata } from '../views/reasons-modal.js';
import { refusalText } from '../views/refusals.js';
import { whyScore } from '../views/why-score.js';

const views = {
  [moreChoices.why]: whyScore,
  [moreChoices.reassign]: reassignModal,
  [moreChoices.snooze]: snoozeModal,
};

/** Everybody may ask why; the other two are for those who may reassign. */
export async function openMore(press: Press, desk: Desk): Promise<void> {
  const { workplace, client } = desk;
  const [choice = '', handshake = ''] = press.value.split(':');
  const view = (views as Record<string, typeof whyScore | undefined>)[choice];
  if (view === undefined)
    throw new UserError('This menu is from an older version. Use the buttons on the newest card.');
  if (choice !== moreChoices.why) await admit(desk, 'reassign a lead', press);
  await openModal(client, press, view(await sceneOf(workplace, handshake)));
  await press.ack();
}

async function conclude(submission: Submission, acted: Acted): Promise<void> {
  if (acted.refused === null) return submission.ack();
  return refused(submission, refusalText(acted.refused, acted.handshake, acted.charter));
}

export async function submitReassign(submission: Submission, { workplace }: Desk): Promise<void> {
  const { view, person } = submission;
  const to = readReassign(view.state.values);
  await conclude(submission, await reassign(workplace, modalMetadata(view).handshake, person, to));
}

export async function submitSnooze(submission: Submission, { workplace }: Desk): Promise<void> {
  const { view, person } = submission;
  const until = readSnooze(view.state.values);
  if (until <= workplace.now())
    return submission.ack({
      response_action: 'errors',
      errors: { until: 'Choose a time that is still to come.' },
    });
  await conclude(submission, await snooze(workplace, modalMetadata(view).handshake, person, until));
}
