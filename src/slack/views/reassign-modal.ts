// Reassign: the modal that means an open offer for somebody in particular.
import type { ModalView } from '@slack/types';
import { callbackIds } from '../ids.js';
import { inZone } from '../mrkdwn.js';
import { plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { personIn } from './fields.js';
import { metadata, type StateValues } from './modal-parts.js';
import { boldTitle } from './wording.js';

const TO = 'to';

const TITLE = 'Reassign lead';

/** Chooses the person an offer is meant for. */
export function reassignModal(scene: CardScene): ModalView {
  const { suggested, id } = scene.handshake;
  return {
    type: 'modal',
    callback_id: callbackIds.reassign,
    private_metadata: metadata(id),
    title: plain(TITLE, 24),
    submit: plain(TITLE, 24),
    close: plain('Cancel', 24),
    blocks: [
      section(
        `${boldTitle(scene)}\nThe card will name this person. Anyone in sales can still take the lead.`,
      ),
      {
        type: 'input',
        block_id: TO,
        label: plain('Meant for', 75),
        element: {
          type: 'users_select',
          action_id: TO,
          placeholder: plain('Choose a person', 150),
          ...(suggested === null ? {} : { initial_user: suggested }),
        },
      },
    ],
  };
}

/** Whoever is away cannot answer; `until` is when they are back, in a zone. */
export const reassignError = (until: string, zone: string): Record<string, string> => ({
  [TO]: `They are on leave and back on ${inZone(until, zone)}. Choose somebody who is at work.`,
});

/** The Slack user id that was chosen. Throws when the shape is not that of this modal. */
export function readReassign(values: StateValues): string {
  const to = personIn(values, TO);
  if (to === null) throw new Error('the modal came back without a person');
  return to;
}
