// The form for one scoring rule: whose it is, what it counts, how many points it gives, and how they fade.
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Charter, ScoringRule } from '../../../charter/charter.js';
import { scoringWords, whenWords } from '../../../charter/charter-words.js';
import { actionIds } from '../../ids.js';
import { within } from '../../mrkdwn.js';
import { actions, button, plain, section } from '../block-parts.js';
import { chosenIn, field, lineIn, menu, numberIn, numberInput, shortText } from '../fields.js';
import { OPTION_CHARACTERS, type StateValues } from '../modal-parts.js';
import { type About, type Entered, partForm } from './form.js';

const ids = {
  label: 'label',
  owner: 'owner',
  points: 'points',
  cap: 'cap',
  halfLifeDays: 'half_life',
  when: 'when',
  valueAtMost: 'value_at_most',
} as const;

const LABEL_CHARACTERS = 60;
/** Slack's most for one group of a menu. */
const GROUP_OPTIONS = 100;
const WORDS_CHARACTERS = 300;

const keyOf = (when: ScoringRule['when']): string =>
  'criterion' in when ? `criterion:${when.criterion}` : `signal:${when.signal}`;

/** Criteria and signals to choose from; what is chosen now is always among them. */
function whenMenu({ criteria, signals }: Charter, chosen: string | null): InputBlock['element'] {
  const option = (value: string, words: string): PlainTextOption => ({
    text: plain(words, OPTION_CHARACTERS),
    value,
  });
  const types = Object.entries(signals).map(([type, label]) => option(`signal:${type}`, label || type));
  const listed = types.filter(({ value }, index) => index < GROUP_OPTIONS - 1 || value === chosen);
  const groups = [
    {
      label: plain('When a criterion is met', 75),
      options: criteria.map(({ id, name }) => option(`criterion:${id}`, name)),
    },
    { label: plain('For each signal', 75), options: listed.slice(0, GROUP_OPTIONS) },
  ].filter(({ options }) => options.length > 0);
  const initial = groups.flatMap(({ options }) => options).find(({ value }) => value === chosen);
  return {
    type: 'static_select',
    option_groups: groups,
    placeholder: plain('Choose what it counts', 150),
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** The form. */
export function scoringForm(charter: Charter, about: About): ModalView {
  const { id } = about;
  const now = charter.scoring.find((rule) => rule.id === id);
  const limit = now !== undefined && 'signal' in now.when ? (now.when.valueAtMost ?? null) : null;
  const remove = button({
    action: actionIds.removePart,
    text: 'Remove points',
    value: `scoring:${id}`,
    label: 'Remove this scoring rule',
  });
  return partForm({
    about,
    title: now === undefined ? 'Add points' : 'Change points',
    blocks: [
      section(
        now === undefined
          ? 'A new rule of the joint scoring model. Its id is made of its label.'
          : `*Now*\n${within(`${scoringWords(now)}, ${whenWords(now.when, charter)}`, WORDS_CHARACTERS)}`,
      ),
      field({
        id: ids.label,
        label: 'Label',
        element: shortText(LABEL_CHARACTERS, now?.label),
        required: true,
      }),
      field({
        id: ids.owner,
        label: 'Whose points',
        element: menu(
          [
            ['marketing', "Marketing's"],
            ['sales', "Sales's"],
          ],
          now?.owner ?? 'marketing',
        ),
        required: true,
      }),
      field({
        id: ids.when,
        label: 'What it counts',
        element: whenMenu(charter, now === undefined ? null : keyOf(now.when)),
        required: true,
      }),
      field({
        id: ids.points,
        label: 'Points',
        element: numberInput({ value: now?.points ?? null, decimals: true }),
        hint: 'For the criterion, or for each signal.',
        required: true,
      }),
      field({
        id: ids.cap,
        label: 'At most',
        element: numberInput({ value: now?.cap ?? null, decimals: true }),
        hint: 'All signals together give no more than this. Empty: the points of one.',
      }),
      field({
        id: ids.halfLifeDays,
        label: 'Halving every … days',
        element: numberInput({ value: now?.halfLifeDays ?? null, decimals: true }),
        hint: 'Empty: the points stay.',
      }),
      field({
        id: ids.valueAtMost,
        label: 'Only signals with a value of at most',
        element: numberInput({ value: limit, decimals: true }),
        hint: 'For signals with a value, such as days. Empty: any.',
      }),
      ...(now === undefined ? [] : [actions([remove])]),
    ],
  });
}

/** What was entered. Throws when the shape is not that of this form. */
export function readScoring(values: StateValues, id: string | null): Entered {
  const [kind, of = ''] = (chosenIn(values, ids.when) ?? '').split(/:(.*)/s);
  const limit = numberIn(values, ids.valueAtMost);
  if (kind === 'criterion' && limit !== null)
    return { errors: { [ids.valueAtMost]: 'Only signals have a value. Leave this empty for a criterion.' } };
  const points = numberIn(values, ids.points) ?? 0;
  const half = numberIn(values, ids.halfLifeDays);
  const rule: Omit<ScoringRule, 'id'> = {
    label: lineIn(values, ids.label),
    owner: chosenIn(values, ids.owner) === 'sales' ? 'sales' : 'marketing',
    points,
    cap: numberIn(values, ids.cap) ?? points,
    ...(half === null ? {} : { halfLifeDays: half }),
    when:
      kind === 'criterion'
        ? { criterion: of }
        : { signal: of, ...(limit === null ? {} : { valueAtMost: limit }) },
  };
  return {
    part:
      id === null
        ? { part: 'scoring', change: 'add', rule }
        : { part: 'scoring', change: 'replace', id, rule },
  };
}
