// The two small modals of an open offer: mean it for somebody else, or snooze it until a time.
import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { callbackIds } from '../ids.js';
import { plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { elementOf, metadata, type StateValues } from './modal-parts.js';
import { boldTitle } from './wording.js';

const TO = 'to';
const UNTIL = 'until';

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;

const modal = (of: {
  scene: CardScene;
  callback: string;
  title: string;
  words: string;
  input: InputBlock;
}): ModalView => ({
  type: 'modal',
  callback_id: of.callback,
  private_metadata: metadata(of.scene.handshake.id),
  title: plain(of.title, 24),
  submit: plain(of.title, 24),
  close: plain('Cancel', 24),
  blocks: [section(`${boldTitle(of.scene)}\n${of.words}`), of.input],
});

/** Chooses the person an offer is meant for. */
export function reassignModal(scene: CardScene): ModalView {
  const { suggested } = scene.handshake;
  return modal({
    scene,
    callback: callbackIds.reassign,
    title: 'Reassign lead',
    words: 'The card will name this person. Anyone in sales can still take the lead.',
    input: {
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
  });
}

const Person = z.object({ type: z.literal('users_select'), selected_user: z.string().min(1) });

/** The Slack user id that was chosen. Throws when the shape is not that of this modal. */
export const readReassign = (values: StateValues): string =>
  Person.parse(elementOf(values, TO)).selected_user;

/** This time tomorrow, on the next full hour, in seconds since 1970. */
const tomorrow = (now: Date): number =>
  Math.ceil((now.getTime() / 1000 + DAY_SECONDS) / HOUR_SECONDS) * HOUR_SECONDS;

/** Chooses until when an offer is put off. */
export const snoozeModal = (scene: CardScene): ModalView =>
  modal({
    scene,
    callback: callbackIds.snooze,
    title: 'Snooze lead',
    words: 'The card will show the time. The lead can still be answered, by anyone in sales.',
    input: {
      type: 'input',
      block_id: UNTIL,
      label: plain('Snooze until', 75),
      element: { type: 'datetimepicker', action_id: UNTIL, initial_date_time: tomorrow(scene.now) },
    },
  });

const Instant = z.object({ type: z.literal('datetimepicker'), selected_date_time: z.number().int() });

/** The instant that was chosen. Throws when the shape is not that of this modal. */
export const readSnooze = (values: StateValues): Date =>
  new Date(Instant.parse(elementOf(values, UNTIL)).selected_date_time * 1000);
