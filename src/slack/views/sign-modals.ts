// The modals of those who decide on a draft: sign exactly this text, or decline it with a reason.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Side } from '../../charter/roles.js';
import { callbackIds } from '../ids.js';
import { linesOf, withPeople } from '../mrkdwn.js';
import { changedLines } from './amend-refusals.js';
import { context, plain, section, titled } from './block-parts.js';
import { type DraftScene, reasonsWords } from './draft-card.js';
import { field, longText, typedIn } from './fields.js';
import type { StateValues } from './modal-parts.js';
import { sideNames } from './standing-lines.js';
import { counted } from './wording.js';

const REASON = 'reason';
const REASON_CHARACTERS = 1_000;
const WHY_CHARACTERS = 2_400;
/** A change can be long, such as a whole list of industries; then it goes on in the next line. */
const CHANGE_CHARACTERS = 1_300;

const Signing = z.strictObject({
  version: z.int(),
  side: z.enum(['marketing', 'sales']),
  hash: z.string(),
});

/** What a submitted signature is about. Throws when the modal is not one of ours. */
export const readSigning = (view: {
  private_metadata: string;
}): { version: number; side: Side; hash: string } => Signing.parse(JSON.parse(view.private_metadata));

/** Every change in full, as mrkdwn. */
const allChanges = (changes: readonly string[], base: number): KnownBlock[] =>
  changes.length === 0
    ? [section(`It is version ${base} as it stands: signing it makes it binding.`)]
    : titled(
        `You sign ${counted(changes.length, 'change')} from version ${base}`,
        changes.flatMap((change) =>
          linesOf(change, CHANGE_CHARACTERS).map(
            (line, index) => `${index === 0 ? '•' : '…'} ${withPeople(line)}`,
          ),
        ),
      );

/** Slack takes a hundred blocks in a modal, and 250 kB. */
const CHANGE_BLOCKS = 75;

/**
 * Shows exactly what is signed. `changedSince` holds what became different since the signer read it before; null when
 * nothing did.
 */
export function signModal(of: {
  scene: DraftScene;
  side: Side;
  changedSince: readonly string[] | null;
}): ModalView {
  const { scene, side, changedSince } = of;
  const { draft, changes } = scene;
  const listed = allChanges(changes, draft.base);
  const more =
    listed.length > CHANGE_BLOCKS
      ? ['There is more than fits here. Get the whole text with `/charter export`.']
      : [];
  const blocks: KnownBlock[] = [
    ...(changedSince === null
      ? []
      : [
          section(
            `*It changed since you read it*, so nothing was signed.${changedLines(changedSince)}\nThis is what it says now; sign it if you agree.`,
          ),
        ]),
    section(
      `You sign version ${draft.version} *for ${sideNames[side]}*. Once both leaders have signed, it is in force from that moment on.`,
    ),
    ...listed.slice(0, CHANGE_BLOCKS),
    ...context(more),
    section(reasonsWords(scene, WHY_CHARACTERS)),
    ...context([
      `You sign exactly this text: number ${draft.revision} of version ${draft.version}, SHA-256 ${draft.hash}. Any later change voids your signature.`,
    ]),
  ];
  return {
    type: 'modal',
    callback_id: callbackIds.signDraft,
    private_metadata: JSON.stringify({ version: draft.version, side, hash: draft.hash }),
    title: plain(`Sign version ${draft.version}`, 24),
    submit: plain('Sign', 24),
    close: plain('Not now', 24),
    blocks,
  };
}

/** Asks for the reason of declining. */
export const declineModal = (version: number): ModalView => ({
  type: 'modal',
  callback_id: callbackIds.declineDraft,
  private_metadata: JSON.stringify({ version }),
  title: plain(`Decline version ${version}`, 24),
  submit: plain('Decline', 24),
  close: plain('Cancel', 24),
  blocks: [
    section(
      'The draft is closed, and your reason stands in its thread for both teams. Anybody may propose anew.',
    ),
    field({
      id: REASON,
      label: 'What would have to be different?',
      element: longText(REASON_CHARACTERS),
      required: true,
    }),
  ],
});

const Declining = z.strictObject({ version: z.int() });

/** The version that is declined, and why. Throws when the shape is not that of this modal. */
export const readDecline = (view: {
  private_metadata: string;
  state: { values: StateValues };
}): { version: number; reason: string } => ({
  version: Declining.parse(JSON.parse(view.private_metadata)).version,
  reason: typedIn(view.state.values, REASON),
});

/** The sentence beside the reason, for a refusal that is about it. */
export const declineErrors = (sentence: string): Record<string, string> => ({ [REASON]: sentence });
