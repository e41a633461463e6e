// The modal in which it is said how the deal of an SQL ended: when, and for a deal that is won what it is worth.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { factOf } from '../../handshake/lead.js';
import { callbackIds } from '../ids.js';
import { plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { field, numberIn, numberInput } from './fields.js';
import { elementOf, type StateValues } from './modal-parts.js';
import { boldTitle } from './wording.js';

const VALUE = 'value';
const DAY = 'day';

/** No deal is worth more; a slip of the finger is. */
const VALUE_MOST = 1e12;

const Metadata = z.strictObject({
  handshake: z.string().min(1).max(200),
  outcome: z.enum(['won', 'lost']),
});

/** Reads what a submitted modal carries. Throws when it is not this one. */
export const endingMetadata = (view: { private_metadata: string }): z.infer<typeof Metadata> =>
  Metadata.parse(JSON.parse(view.private_metadata));

const titles = { won: 'Mark deal as won', lost: 'Mark deal as lost' } as const;

/** What the deal may be worth, before anybody says so: what it was said to be won for, else what was estimated. */
function guess({ handshake, facts }: CardScene): number | null {
  const said = handshake.status === 'qualified' ? (handshake.closed?.value ?? null) : null;
  const estimated = factOf(facts, 'estimatedValue');
  return said ?? (typeof estimated === 'number' && estimated >= 0 ? estimated : null);
}

/** Asks how it ended. `today` is YYYY-MM-DD in the charter's zone. */
export function endingModal(outcome: 'won' | 'lost', scene: CardScene, today: string): ModalView {
  const { currency } = scene.charter.charter;
  const worth = field({
    id: VALUE,
    label: `Value of the deal, in ${currency}`,
    element: numberInput({ value: guess(scene), decimals: true, least: 0 }),
    required: true,
  });
  const blocks: KnownBlock[] = [
    section(
      `${boldTitle(scene)}\nA later word on this deal replaces an earlier one, also when your CRM tells of it.`,
    ),
    ...(outcome === 'won' ? [worth] : []),
    field({
      id: DAY,
      label: outcome === 'won' ? 'Won on' : 'Lost on',
      element: { type: 'datepicker', initial_date: today },
      required: true,
    }),
  ];
  return {
    type: 'modal',
    callback_id: callbackIds.ending,
    private_metadata: JSON.stringify({ handshake: scene.handshake.id, outcome }),
    title: plain(titles[outcome], 24),
    submit: plain(titles[outcome], 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

const Day = z.object({ type: z.literal('datepicker'), selected_date: z.iso.date() });

/** The day, YYYY-MM-DD, and the value that were entered; no value for a deal that is lost. Throws on any other shape. */
export const readEnding = (values: StateValues): { day: string; value: number | null } => ({
  day: Day.parse(elementOf(values, DAY)).selected_date,
  value: VALUE in values ? numberIn(values, VALUE) : null,
});

/** What is wrong with the value, to be shown at its field; null when nothing is. */
export const valueProblem = (value: number | null): Record<string, string> | null =>
  value !== null && !(value >= 0 && value <= VALUE_MOST)
    ? { [VALUE]: `Enter an amount from 0 to ${VALUE_MOST.toLocaleString('en-AU')}.` }
    : null;

/** What is wrong with the day, to be shown at its field. */
export const dayErrors = (sentence: string): Record<string, string> => ({ [DAY]: sentence });
