// What the forms that change the charter have in common: what they are about, the reason they ask for, and their errors.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Part, Problem } from '../../../charter/edits.js';
import { callbackIds } from '../../ids.js';
import { oneLine } from '../../mrkdwn.js';
import { plain } from '../block-parts.js';
import { field, longText, typedIn } from '../fields.js';
import type { StateValues } from '../modal-parts.js';

export const WHY = 'why';
const WHY_CHARACTERS = 1_000;

/** The parts that a form can change; each has its own fields. */
export const formParts = [
  'criterion',
  'scoring',
  'signal',
  'segment',
  'mql',
  'clocks',
  'ladder',
  'working',
  'digest',
  'people',
] as const;
export type FormPart = (typeof formParts)[number];

/** What a form is about: the text that its reader had, the part, and the id of the criterion, rule or signal. */
export interface About {
  seen: { version: number; revision: number };
  part: FormPart;
  /** Null for one that is to be added, and for parts that there is one of. */
  id: string | null;
  /** What the reason is filled in with; only a proposal has one ready. */
  why?: string | undefined;
}

const AboutSchema = z.strictObject({
  seen: z.strictObject({ version: z.int(), revision: z.int() }),
  part: z.enum(formParts),
  id: z.string().nullable(),
  why: z.string().optional(),
});

/** Reads what a form is about. Throws when it is not one of ours. */
export const readAbout = (view: { private_metadata: string }): About =>
  AboutSchema.parse(JSON.parse(view.private_metadata));

/** What a form gives: a change of the charter, or a sentence beside each field that is to be corrected. */
export type Entered = { part: Part } | { errors: Record<string, string> };

/** Every change says why: it is what the other team reads first. */
export const whyField = (ready?: string) =>
  field({
    id: WHY,
    label: 'Why should this change?',
    element: longText(WHY_CHARACTERS, ready),
    hint: 'Both teams read it, and it stays in the history.',
    required: true,
  });

export const whyIn = (values: StateValues): string => typedIn(values, WHY);

/** A form that changes one part of the charter. */
export const partForm = (of: { about: About; title: string; blocks: readonly KnownBlock[] }): ModalView => ({
  type: 'modal',
  callback_id: callbackIds.charterPart,
  private_metadata: JSON.stringify(of.about),
  title: plain(of.title, 24),
  submit: plain('Add to the draft', 24),
  close: plain('Back', 24),
  blocks: [...of.blocks, whyField(of.about.why)],
});

const ERROR_CHARACTERS = 600;

/**
 * Each problem beside the field it is about, by block id. `fieldFor` says which that is for a path from the whole
 * charter; what no field of this view is about stands beside the reason, with its path.
 */
export function errorsFrom(
  problems: readonly Problem[],
  view: { blocks: readonly { block_id?: string }[] },
  fieldFor: (path: readonly string[]) => string | null,
): Record<string, string> {
  const blocks = view.blocks.map(({ block_id }) => block_id);
  const errors: Record<string, string> = {};
  for (const { path, message } of problems) {
    const wanted = fieldFor(path.split('.'));
    const known = wanted !== null && blocks.includes(wanted);
    const block = known ? wanted : WHY;
    const sentence = known || path === '' ? message : `${path}: ${message}`;
    errors[block] = oneLine(`${errors[block] ?? ''} ${sentence}`).slice(0, ERROR_CHARACTERS);
  }
  return errors;
}
