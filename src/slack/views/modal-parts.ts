// What the modals about one handshake have in common: the metadata that travels with them, and checkbox groups.
import type { Checkboxes, InputBlock, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { type Criterion, dimensions } from '../../charter/charter.js';
import type { CriterionVerdict } from '../../handshake/verdicts.js';
import { clip, oneLine } from '../mrkdwn.js';
import { pieces, plain } from './block-parts.js';
import { verdictOf } from './checklist.js';

/** Slack allows ten options in one element, and 75 characters in an option's text and description. */
const OPTIONS_MAX = 10;
export const OPTION_CHARACTERS = 75;
const OWN_VALUE_CHARACTERS = 32;
export const LABEL_CHARACTERS = 2_000;

const Metadata = z.strictObject({
  handshake: z.string().min(1).max(200),
  /** Whether the modal already asks what is wrong with the data. */
  asked: z.boolean().default(false),
});

/** What a modal carries in private_metadata. */
export const metadata = (handshake: string, asked = false): string => JSON.stringify({ handshake, asked });

/** Reads what a submitted modal carries. Throws when it is not one of ours. */
export const modalMetadata = (view: { private_metadata: string }): { handshake: string; asked: boolean } =>
  Metadata.parse(JSON.parse(view.private_metadata));

const AboutHandshake = z.object({ handshake: z.string().min(1).max(200) });

/** The handshake that a modal of ours is about, whatever else it carries. Throws when it is about none. */
export const handshakeIn = (view: { private_metadata: string }): string =>
  AboutHandshake.parse(JSON.parse(view.private_metadata)).handshake;

/** A user group as a menu shows it. */
export interface UserGroup {
  id: string;
  name: string;
}

/** What was entered into a modal, as Slack tells it: block id, then action id, then the element's state. */
export type StateValues = Record<string, Record<string, unknown>>;

const Checked = z.object({
  type: z.literal('checkboxes'),
  selected_options: z.array(z.object({ value: z.string() })),
});

/** The values ticked in one group of checkboxes. Throws on any other shape. */
export const checkedIn = (element: unknown): string[] =>
  Checked.parse(element).selected_options.map(({ value }) => value);

/** The state of the one element of a block. Throws when it is not there, since then the modal is not ours. */
export function elementOf(values: StateValues, block: string, action = block): unknown {
  const element = values[block]?.[action];
  if (element === undefined) throw new Error(`the modal came back without "${block}"`);
  return element;
}

/** A criterion to tick: its name, and below it the lead's own value and what the charter wants. */
export function criterionOption(
  criterion: Criterion,
  verdicts: readonly CriterionVerdict[],
): PlainTextOption {
  const { verdict, value } = verdictOf(criterion.id, verdicts);
  const known = verdict !== 'unknown';
  const own = `${known ? `Lead: ${clip(oneLine(value), OWN_VALUE_CHARACTERS)}` : 'Not known yet'} · wanted: `;
  const wanted = clip(oneLine(criterion.statement), OPTION_CHARACTERS - own.length);
  return {
    text: plain(criterion.name, OPTION_CHARACTERS),
    value: criterion.id,
    description: plain(`${own}${wanted}`, OPTION_CHARACTERS),
  };
}

/** Optional checkboxes over some options, as few inputs as Slack's limit allows, with ids `<id>_1`, `<id>_2` … */
export function checkboxGroups(of: {
  id: string;
  label: string;
  options: readonly PlainTextOption[];
  ticked?: readonly string[];
}): InputBlock[] {
  return pieces(of.options, OPTIONS_MAX).map((options, index) => {
    const id = `${of.id}_${index + 1}`;
    const ticked = options.filter(({ value }) => of.ticked?.includes(value ?? ''));
    const element: Checkboxes = {
      type: 'checkboxes',
      action_id: id,
      options,
      ...(ticked.length === 0 ? {} : { initial_options: ticked }),
    };
    const label = plain(index === 0 ? of.label : `${of.label} (continued)`, LABEL_CHARACTERS);
    return { type: 'input', block_id: id, label, optional: true, element };
  });
}

/** The criteria of a list in the order of the charter's dimensions. */
export const byDimension = (criteria: readonly Criterion[]) =>
  dimensions.map((dimension) => ({
    dimension,
    criteria: criteria.filter((criterion) => criterion.dimension === dimension),
  }));
