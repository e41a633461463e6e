// The modal in which a rep says why a lead is rejected or handed back, and how what was entered is read.
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { nextSteps } from '../../charter/charter.js';
import type { Problems, Reasons } from '../../handshake/rejection.js';
import { callbackIds } from '../ids.js';
import { clip, oneLine, tidy } from '../mrkdwn.js';
import { plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { criterionOrId, verdictOf } from './checklist.js';
import { field, longText } from './fields.js';
import {
  byDimension,
  checkboxGroups,
  checkedIn,
  criterionOption,
  elementOf,
  metadata,
  OPTION_CHARACTERS,
  type StateValues,
} from './modal-parts.js';
import { boldTitle, criterionNames, dimensionNames, nextStepNames } from './wording.js';

export { modalMetadata } from './modal-parts.js';

/** The ids of the modal's blocks; each block's element has the same id. Checklists are `cited_<dimension>_<n>`. */
const ids = {
  cited: 'cited_',
  other: 'other',
  contradiction: 'contradiction',
  note: 'note',
  nextStep: 'next_step',
  nextOn: 'next_on',
} as const;

const NOTE_CHARACTERS = 2_000;
const CONTRADICTION_CHARACTERS = 1_000;
const QUESTIONED_CHARACTERS = 1_700;

/**
 * The modal for a rejection or a hand-back. `question` holds the cited criteria that the data says are met: then it
 * also asks what is wrong with the data. Block ids are the same with and without, so that Slack keeps what was entered.
 */
export function reasonsModal(of: {
  kind: 'reject' | 'hand back';
  scene: CardScene;
  question?: string[];
}): ModalView {
  const { kind, scene, question = [] } = of;
  const rejecting = kind === 'reject';
  const blocks: KnownBlock[] = [
    section(
      `${boldTitle(scene)}\nTick what failed: at least one, or Other. Marketing reads it in the thread of the card.`,
    ),
    // After the first try people look at the top, and the question stands further down.
    ...(question.length === 0 ? [] : [section(oneMoreQuestion(scene, question))]),
    ...byDimension(scene.charter.charter.criteria).flatMap(({ dimension, criteria }) =>
      checkboxGroups({
        id: `${ids.cited}${dimension}`,
        label: dimensionNames[dimension],
        options: criteria.map((criterion) => criterionOption(criterion, scene.offered.verdicts)),
      }),
    ),
    otherInput(),
    ...(question.length === 0 ? [] : [contradictionInput(scene, question)]),
    noteInput(scene),
    nextStepInput(),
    nextOnInput(),
  ];
  return {
    type: 'modal',
    callback_id: rejecting ? callbackIds.reject : callbackIds.handBack,
    private_metadata: metadata(scene.handshake.id, question.length > 0),
    title: plain(rejecting ? 'Reject lead' : 'Hand back lead', 24),
    submit: plain(rejecting ? 'Reject lead' : 'Hand back lead', 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

const otherInput = (): InputBlock =>
  field({
    id: ids.other,
    label: 'Something else',
    element: {
      type: 'checkboxes',
      options: [{ text: plain('Other (say what)', OPTION_CHARACTERS), value: ids.other }],
    },
  });

function oneMoreQuestion({ charter }: CardScene, question: readonly string[]): string {
  const names = criterionNames(question, charter.charter, QUESTIONED_CHARACTERS);
  return `*One more question:* the data says that ${names} ${question.length === 1 ? 'is' : 'are'} met. Please say below, above the note, what is wrong with the data.`;
}

function contradictionInput({ charter, offered }: CardScene, question: readonly string[]): InputBlock {
  const met = question.map((id) => {
    const { value } = verdictOf(id, offered.verdicts);
    return `${oneLine(criterionOrId(charter.charter, id).name)} (${clip(oneLine(value), OPTION_CHARACTERS)})`;
  });
  return field({
    id: ids.contradiction,
    label: `The data says this is met: ${clip(met.join(', '), QUESTIONED_CHARACTERS)}. What is wrong with the data?`,
    element: longText(CONTRADICTION_CHARACTERS),
    required: true,
  });
}

const noteInput = ({ charter }: CardScene): InputBlock =>
  field({
    id: ids.note,
    label: 'Note for marketing',
    element: longText(NOTE_CHARACTERS),
    hint: `Other needs at least ${charter.charter.rejecting.otherNeedsCharacters} characters here.`,
  });

const nextStepInput = (): InputBlock =>
  field({
    id: ids.nextStep,
    label: 'What should happen next?',
    element: {
      type: 'static_select',
      placeholder: plain('Choose the next step', 150),
      options: nextSteps.map((step) => ({
        text: plain(nextStepNames[step], OPTION_CHARACTERS),
        value: step,
      })),
    },
    required: true,
  });

const nextOnInput = (): InputBlock =>
  field({ id: ids.nextOn, label: 'Recycle on', element: { type: 'datepicker' }, hint: 'Only for recycle.' });

const Typed = z.object({ type: z.literal('plain_text_input'), value: z.string().nullable() });
const Chosen = z.object({
  type: z.literal('static_select'),
  selected_option: z.object({ value: z.enum(nextSteps) }),
});
const Day = z.object({ type: z.literal('datepicker'), selected_date: z.iso.date().nullable() });

const known = (block: string): boolean =>
  block.startsWith(ids.cited) || Object.values<string>(ids).includes(block);

/** The reasons as they were entered (`view.state.values`). Throws when the shape is not that of this modal. */
export function readReasons(values: StateValues): Reasons {
  const foreign = Object.keys(values).find((block) => !known(block));
  if (foreign !== undefined) throw new Error(`the reasons modal has no block "${foreign}"`);
  const cited = Object.keys(values).filter((block) => block.startsWith(ids.cited));
  const typed = (id: string): string => tidy(Typed.parse(elementOf(values, id)).value ?? '');
  return {
    cited: cited.flatMap((block) => checkedIn(elementOf(values, block))),
    other: checkedIn(elementOf(values, ids.other)).length > 0,
    note: typed(ids.note),
    contradiction: ids.contradiction in values ? typed(ids.contradiction) : '',
    nextStep: Chosen.parse(elementOf(values, ids.nextStep)).selected_option.value,
    nextOn: Day.parse(elementOf(values, ids.nextOn)).selected_date,
  };
}

/**
 * Each problem beside the field that a person would correct, by block id. A question that the view does not ask yet
 * goes to the note: Slack ignores errors of blocks that are not there.
 */
export function fieldErrors(
  problems: Problems,
  view: { blocks: readonly { block_id?: string }[] },
): Record<string, string> {
  const blocks = view.blocks.flatMap(({ block_id }) => block_id ?? []);
  const asks = blocks.includes(ids.contradiction);
  const places: Record<keyof Problems, string> = {
    cited: blocks.find((block) => block.startsWith(ids.cited)) ?? ids.other,
    note: ids.note,
    contradiction: asks ? ids.contradiction : ids.note,
    nextOn: ids.nextOn,
  };
  const errors: Record<string, string> = {};
  for (const [problem, block] of Object.entries(places) as [keyof Problems, string][]) {
    const sentence = problems[problem];
    if (sentence === undefined) continue;
    const before = errors[block];
    errors[block] = before === undefined ? sentence : `${before} ${sentence}`;
  }
  return errors;
}
