// The forms that take a whole charter: a template, YAML pasted or uploaded, or the provisional one as it is.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { FileProblem } from '../../../charter/charter-file.js';
import { type Template, templates } from '../../../charter/templates/templates.js';
import { callbackIds } from '../../ids.js';
import { oneLine, tidy } from '../../mrkdwn.js';
import { plain, section } from '../block-parts.js';
import { chosenIn, field, longText } from '../fields.js';
import { elementOf, OPTION_CHARACTERS, type StateValues } from '../modal-parts.js';
import { problemLines } from './criterion-form.js';
import { WHY, whyField } from './form.js';

export const wholeWays = ['as_is', 'template', 'yaml'] as const;
export type WholeWay = (typeof wholeWays)[number];

/** What such a form is about: the way, and the text that its reader had. */
export interface AboutWhole {
  seen: { version: number; revision: number };
  way: WholeWay;
}

const AboutWholeSchema = z.strictObject({
  seen: z.strictObject({ version: z.int(), revision: z.int() }),
  way: z.enum(wholeWays),
});

/** Reads what a form is about. Throws when it is not one of ours. */
export const readAboutWhole = (view: { private_metadata: string }): AboutWhole =>
  AboutWholeSchema.parse(JSON.parse(view.private_metadata));

const TEMPLATE = 'template';
const FILE = 'file';
/** What Slack takes in one field; longer charters go into several, or into a file. */
const TEXT_CHARACTERS = 3_000;
const TEXTS = ['text_1', 'text_2', 'text_3', 'text_4'] as const;

const titles: Readonly<Record<WholeWay, string>> = {
  as_is: 'Propose it as it is',
  template: 'Start from a template',
  yaml: 'Paste or upload YAML',
};

function blocksOf(way: WholeWay, open: boolean): KnownBlock[] {
  const replaces = open ? ' It takes the place of everything in the draft, and voids its signatures.' : '';
  switch (way) {
    case 'as_is':
      return [
        section(
          'The provisional charter goes to both leaders as it stands. Once both have signed, it is binding.',
        ),
      ];
    case 'template':
      return [
        section(
          `A template brings criteria, points, clocks and the ladder. Your people, working hours, currency and review stay.${replaces}`,
        ),
        section(templates.map(({ name, forWhom }) => `*${name}.* ${forWhom}`).join('\n')),
        field({
          id: TEMPLATE,
          label: 'Template',
          element: {
            type: 'radio_buttons',
            options: templates.map(({ id, name }) => ({
              text: plain(name, OPTION_CHARACTERS),
              value: id,
            })),
          },
          required: true,
        }),
      ];
    case 'yaml':
      return [
        section(
          `Take the file from \`/charter export\`, change it, and send it back: as a file, or pasted below, ${TEXT_CHARACTERS.toLocaleString('en-AU')} characters a field.${replaces}`,
        ),
        field({
          id: FILE,
          label: 'File',
          element: { type: 'file_input', filetypes: ['yml', 'yaml', 'txt'], max_files: 1 },
        }),
        ...TEXTS.map((id, index) =>
          field({
            id,
            label: index === 0 ? 'Or the text' : `The text goes on (${index + 1})`,
            element: longText(TEXT_CHARACTERS),
          }),
        ),
      ];
  }
}

/** The form for one way of taking a whole charter. `open` says whether a draft is open, which it would replace. */
export const wholeForm = (about: AboutWhole, open: boolean): ModalView => ({
  type: 'modal',
  callback_id: callbackIds.charterWhole,
  private_metadata: JSON.stringify(about),
  title: plain(titles[about.way], 24),
  submit: plain(open ? 'Add to the draft' : 'Propose', 24),
  close: plain('Back', 24),
  blocks: [...blocksOf(about.way, open), whyField()],
});

/** The template that was chosen. Throws when the shape is not that of this form. */
export function readTemplate(values: StateValues): Template {
  const chosen = chosenIn(values, TEMPLATE);
  const template = templates.find(({ id }) => id === chosen);
  if (template === undefined) throw new Error(`there is no template "${chosen}"`);
  return template;
}

const Files = z.object({
  type: z.literal('file_input'),
  files: z.array(z.object({ id: z.string() })).nullish(),
});
const Text = z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() });

/** The file that was handed in, the text that was pasted, or a sentence for whoever gave both or nothing. */
export function readYamlForm(
  values: StateValues,
): { file: string } | { text: string } | { errors: Record<string, string> } {
  const [file] = Files.parse(elementOf(values, FILE)).files ?? [];
  const pasted = TEXTS.map((id) => Text.parse(elementOf(values, id)).value ?? '')
    .map((text) => text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''))
    .filter((text) => text.trim() !== '');
  if (file !== undefined && pasted.length > 0)
    return { errors: { [TEXTS[0]]: 'Give the file or the text, not both. Empty one of them.' } };
  if (file !== undefined) return { file: file.id };
  if (pasted.length === 0)
    return {
      errors: {
        [TEXTS[0]]: 'Choose a file, or paste the text of one. `/charter export` gives you one to start from.',
      },
    };
  return { text: pasted.join('\n') };
}

const PROBLEMS_SHOWN = 8;
const ERROR_CHARACTERS = 1_500;

/** What is wrong with a file, by line, beside the field that it came in. */
export const yamlErrors = (problems: readonly FileProblem[], from: 'file' | 'text'): Record<string, string> =>
  sentenceAt(problemLines(problems, PROBLEMS_SHOWN).join(' · '), from);

/** A sentence beside the file, the text or the reason. */
export const sentenceAt = (sentence: string, at: 'file' | 'text' | 'why'): Record<string, string> => ({
  [at === 'file' ? FILE : at === 'text' ? TEXTS[0] : WHY]: oneLine(tidy(sentence)).slice(0, ERROR_CHARACTERS),
});
