// The modals that a change of the charter may lead to: whether something is to be removed, and what changed meanwhile.
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Charter } from '../../charter/charter.js';
import { callbackIds } from '../ids.js';
import { within } from '../mrkdwn.js';
import { changedLines } from './amend-refusals.js';
import { plain, section } from './block-parts.js';
import { WHY, whyField } from './forms/form.js';

const NAME_CHARACTERS = 60;

/** What can be removed. */
export const removable = ['criterion', 'scoring', 'segment', 'signal'] as const;

const RemovalSchema = z.strictObject({
  seen: z.strictObject({ version: z.int(), revision: z.int() }),
  part: z.enum(removable),
  id: z.string(),
});
export type Removal = z.infer<typeof RemovalSchema>;

/** Reads what a removal is about. Throws when the modal is not one of ours. */
export const readRemoval = (view: { private_metadata: string }): Removal =>
  RemovalSchema.parse(JSON.parse(view.private_metadata));

function nameOf(charter: Charter, { part, id }: Pick<Removal, 'part' | 'id'>): string {
  switch (part) {
    case 'criterion':
      return charter.criteria.find((one) => one.id === id)?.name ?? id;
    case 'scoring':
      return charter.scoring.find((one) => one.id === id)?.label ?? id;
    case 'segment':
      return charter.segments.find((one) => one.id === id)?.name ?? id;
    case 'signal':
      return Object.hasOwn(charter.signals, id) ? charter.signals[id] || id : id;
  }
}

/** Asks whether something is really to be removed, and why. */
export const removalModal = (charter: Charter, removal: Removal): ModalView => ({
  type: 'modal',
  callback_id: callbackIds.charterRemoval,
  private_metadata: JSON.stringify(removal),
  title: plain('Remove from charter', 24),
  submit: plain('Remove', 24),
  close: plain('Keep it', 24),
  blocks: [
    section(
      `*${within(nameOf(charter, removal), NAME_CHARACTERS)}* goes out of the draft. Nothing is in force before both leaders have signed.`,
    ),
    whyField(),
  ],
});

/** Whatever is wrong with a removal stands beside the reason: the view has no other field. */
export const removalErrors = (sentence: string): Record<string, string> => ({ [WHY]: sentence });

/** Slack keeps this much with a modal. */
const METADATA_CHARACTERS = 3_000;

/**
 * Tells somebody that the text changed while they were at it, and offers to make their change on what stands now.
 * `again` is that change, ready to be kept with the modal; null where it cannot be made on another text.
 */
export function changedModal(of: { changes: readonly string[]; again: string | null }): ModalView {
  const { changes, again } = of;
  const possible = again !== null && again.length <= METADATA_CHARACTERS;
  const next = possible
    ? 'Nothing was overwritten. Your change can still go in on top of this:'
    : 'Nothing was overwritten, and yours was not kept. Look at the draft as it stands now, and make your change there.';
  return {
    type: 'modal',
    ...(possible ? { callback_id: callbackIds.charterPartAgain, private_metadata: again } : {}),
    title: plain('It changed meanwhile', 24),
    ...(possible ? { submit: plain('Add my change', 24) } : {}),
    close: plain(possible ? 'Leave it' : 'Close', 24),
    blocks: [section(`*Somebody changed it since you read it.*${changedLines(changes)}\n${next}`)],
  };
}
