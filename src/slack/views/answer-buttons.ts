// The buttons of a lead, the same on its card and in a reminder: to answer while it is offered, to follow through afterwards.
import type { ActionsBlock, Overflow } from '@slack/types';
import type { Accepted, Offered } from '../../handshake/handshake.js';
import { actionIds, moreChoices } from '../ids.js';
import { actions, button, plain } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { leadName } from './wording.js';

const OPTION_CHARACTERS = 75;

const choice = (words: string, value: string) => ({ text: plain(words, OPTION_CHARACTERS), value });

const why = (id: string) => choice('Why this score?', `${moreChoices.why}:${id}`);

const more = (id: string): Overflow => ({
  type: 'overflow',
  action_id: actionIds.more,
  options: [
    why(id),
    choice('Why this rep?', `${moreChoices.whyRep}:${id}`),
    choice('Reassign lead', `${moreChoices.reassign}:${id}`),
    choice('Snooze lead', `${moreChoices.snooze}:${id}`),
  ],
});

/** What may still be asked of a lead that was answered: by which charter it was judged, and how. */
export const whyMenu = (id: string): Overflow => ({
  type: 'overflow',
  action_id: actionIds.more,
  options: [why(id)],
});

/** Accept, reject, and more. */
export function answerButtons(scene: CardScene, { id }: Pick<Offered, 'id'>): ActionsBlock {
  const name = leadName(scene);
  return actions([
    button({
      action: actionIds.accept,
      text: 'Accept lead',
      value: id,
      label: `Accept lead ${name}`,
      primary: true,
    }),
    button({ action: actionIds.reject, text: 'Reject lead', value: id, label: `Reject lead ${name}` }),
    more(id),
  ]);
}

/** What comes next is the primary one: the first touch until it is logged, then the decision. */
export function followButtons(scene: CardScene, handshake: Accepted): ActionsBlock {
  const { id, touchedAt, undoUntil } = handshake;
  const name = leadName(scene);
  const touched = touchedAt !== null;
  const undoable = scene.now.getTime() <= Date.parse(undoUntil);
  const touch = button({
    action: actionIds.touch,
    text: 'Log first touch',
    value: id,
    label: `Log first touch with ${name}`,
    primary: true,
  });
  const undo = button({
    action: actionIds.undo,
    text: 'Undo accept',
    value: id,
    label: `Undo accept of lead ${name}`,
  });
  return actions([
    ...(touched ? [] : [touch]),
    button({
      action: actionIds.markSql,
      text: 'Mark as SQL',
      value: id,
      label: `Mark as SQL: lead ${name}`,
      primary: touched,
    }),
    button({
      action: actionIds.handBack,
      text: 'Hand back lead',
      value: id,
      label: `Hand back lead ${name}`,
    }),
    ...(undoable ? [undo] : []),
    whyMenu(id),
  ]);
}
