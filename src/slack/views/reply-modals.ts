// The modals in which marketing says what was fixed or why a reason is wrong, and a manager says why a dispute is so ruled.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { saidOf } from '../../handshake/rejection-story.js';
import type { ToldRejection } from '../../store/rejections.js';
import { callbackIds } from '../ids.js';
import { mention, quote, when } from '../mrkdwn.js';
import { plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { field, longText, typedIn } from './fields.js';
import type { StateValues } from './modal-parts.js';
import { deedWords, failedWords, saidWords } from './rejection-words.js';
import { boldTitle } from './wording.js';

const WORDS = 'words';
const WORDS_CHARACTERS = 1_000;
const NOTE_CHARACTERS = 1_000;

/** What may be said of a rejection in words. */
export type Saying = 'fix' | 'dispute' | 'uphold' | 'overturn';

const Metadata = z.strictObject({
  handshake: z.string().min(1).max(200),
  rejection: z.string().min(1).max(200),
  saying: z.enum(['fix', 'dispute', 'uphold', 'overturn']),
});

/** Reads what a submitted modal carries. Throws when it is not one of these. */
export const replyMetadata = (view: { private_metadata: string }): z.infer<typeof Metadata> =>
  Metadata.parse(JSON.parse(view.private_metadata));

const forms = {
  fix: {
    callback: callbackIds.fix,
    title: 'Say what was fixed',
    label: 'What changed?',
    hint: 'Sales reads it on the card when the lead is offered again.',
  },
  dispute: {
    callback: callbackIds.dispute,
    title: 'Dispute reason',
    label: 'Why is this reason wrong?',
    hint: 'A manager reads it, and upholds or overturns the rejection.',
  },
  uphold: {
    callback: callbackIds.ruling,
    title: 'Uphold rejection',
    label: 'Why does the rejection stand?',
    hint: 'Both sides read it in the thread. It is not disputed again.',
  },
  overturn: {
    callback: callbackIds.ruling,
    title: 'Overturn rejection',
    label: 'Why does the rejection not stand?',
    hint: 'Both sides read it in the thread. The lead is offered again, to somebody else first.',
  },
} as const;

/** The rejection that is spoken of, as the person needs it before them, and one field for their words. */
export function replyModal(saying: Saying, scene: CardScene, told: ToldRejection): ModalView {
  const { callback, title, label, hint } = forms[saying];
  const { handshake, charter } = scene;
  const { zone } = charter.charter.working;
  const failed = failedWords(told.cited, told.reasons?.other === true, charter.charter);
  const deed = deedWords(told);
  const note = told.reasons?.note ?? '';
  const dispute = saying === 'uphold' || saying === 'overturn' ? saidOf(told, 'disputed') : null;
  const blocks: KnownBlock[] = [
    section(
      `${boldTitle(scene)}\n${deed.charAt(0).toUpperCase()}${deed.slice(1)} by ${mention(told.by)}, ${when(told.at, zone)}. Failed: ${failed}.`,
    ),
    ...(note.trim() === '' ? [] : [section(quote(note, NOTE_CHARACTERS))]),
    ...(dispute === null ? [] : [section(saidWords(dispute, told.words, zone))]),
    field({ id: WORDS, label, hint, element: longText(WORDS_CHARACTERS), required: true }),
  ];
  return {
    type: 'modal',
    callback_id: callback,
    private_metadata: JSON.stringify({ handshake: handshake.id, rejection: told.rejection, saying }),
    title: plain(title, 24),
    submit: plain(title, 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

/** The words that were typed (`view.state.values`). Throws when the shape is not that of these modals. */
export const readWords = (values: StateValues): string => typedIn(values, WORDS);

/** A sentence beside the field for the words. */
export const wordsErrors = (sentence: string): Record<string, string> => ({ [WORDS]: sentence });
