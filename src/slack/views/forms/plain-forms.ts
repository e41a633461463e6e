// The forms for the parts that there is one of: threshold and groups, clocks, ladder, people and review.
import type { ModalView, PlainTextOption } from '@slack/types';
import type { Charter } from '../../../charter/charter.js';
import { clockNames, clockWords } from '../../../charter/charter-words.js';
import { plain, section } from '../block-parts.js';
import {
  field,
  lineIn,
  longText,
  numberIn,
  numberInput,
  personIn,
  severalIn,
  shortText,
  typedIn,
} from '../fields.js';
import { OPTION_CHARACTERS, type StateValues } from '../modal-parts.js';
import { type About, type Entered, partForm } from './form.js';

const GROUPS_MOST = 10;
const COMMITMENT_CHARACTERS = 500;
const RUNG_CHARACTERS = 60;

const groupId = (index: number): string => `group_${index}`;

/** Threshold and groups. There is always one empty group more, up to what the charter takes. */
export function mqlForm(charter: Charter, about: About): ModalView {
  const { threshold, atLeastOneOf } = charter.mql;
  const options = charter.criteria.map(
    ({ id, name }): PlainTextOption => ({ text: plain(name, OPTION_CHARACTERS), value: id }),
  );
  const groups = [...atLeastOneOf, []].slice(0, GROUPS_MOST);
  return partForm({
    about,
    title: 'What makes an MQL',
    blocks: [
      section(
        'An MQL has every mandatory MQL criterion met, at least one of each group below, and this many points.',
      ),
      field({
        id: 'threshold',
        label: 'Points needed',
        element: numberInput({ value: threshold, decimals: true, least: 0 }),
        required: true,
      }),
      ...groups.map((group, index) => {
        const chosen = options.filter(({ value }) => group.includes(value ?? ''));
        return field({
          id: groupId(index),
          label: `Group ${index + 1}: at least one of`,
          element: {
            type: 'multi_static_select',
            options,
            placeholder: plain('No such group', 150),
            ...(chosen.length === 0 ? {} : { initial_options: chosen }),
          },
        });
      }),
    ],
  });
}

export function readMql(values: StateValues): Entered {
  const groups = Array.from({ length: GROUPS_MOST }, (_, index) => groupId(index)).filter(
    (id) => id in values,
  );
  const atLeastOneOf = groups.map((id) => severalIn(values, id)).filter((group) => group.length > 0);
  return { part: { part: 'mql', mql: { threshold: numberIn(values, 'threshold') ?? 0, atLeastOneOf } } };
}

const clockIds = [
  'answerWorkingMinutes',
  'firstTouchWorkingMinutes',
  'decideSqlWorkingDays',
  'undoMinutes',
] as const;

const units: Readonly<Record<(typeof clockIds)[number], string>> = {
  answerWorkingMinutes: 'working minutes',
  firstTouchWorkingMinutes: 'working minutes',
  decideSqlWorkingDays: 'working days',
  undoMinutes: 'minutes',
};

export function clocksForm({ clocks, commitment }: Charter, about: About): ModalView {
  const words = clockWords(clocks);
  return partForm({
    about,
    title: 'Clocks',
    blocks: [
      ...clockIds.map((id) =>
        field({
          id,
          label: `${clockNames[id]}, in ${units[id]}`,
          element: numberInput({ value: clocks[id], least: 1 }),
          hint: `Now: ${words[id]}.`,
          required: true,
        }),
      ),
      field({
        id: 'commitment',
        label: 'What accepting commits to',
        element: longText(COMMITMENT_CHARACTERS, commitment),
        hint: 'It repeats the time to the first touch in words: change both together.',
        required: true,
      }),
    ],
  });
}

export const readClocks = (values: StateValues): Entered => {
  const clock = (id: (typeof clockIds)[number]): number => numberIn(values, id) ?? 0;
  return {
    part: {
      part: 'clocks',
      clocks: {
        answerWorkingMinutes: clock('answerWorkingMinutes'),
        firstTouchWorkingMinutes: clock('firstTouchWorkingMinutes'),
        decideSqlWorkingDays: clock('decideSqlWorkingDays'),
        undoMinutes: clock('undoMinutes'),
      },
      commitment: typedIn(values, 'commitment'),
    },
  };
};

type Rung = Charter['ladder'][number];

const rungLabels: readonly (readonly [Rung['who'], string])[] = [
  ['rep', 'Remind the rep'],
  ['thread', "Tell the card's thread"],
  ['manager', 'Tell the manager'],
  ['reassign', 'Give the lead to the next rep'],
  ['all', 'Open the lead to all'],
];

export const ladderForm = ({ ladder }: Charter, about: About): ModalView =>
  partForm({
    about,
    title: 'When nobody answers',
    blocks: [
      section(
        'At how many percent of the time to answer each happens. Several are separated by commas; empty means never.',
      ),
      ...rungLabels.map(([who, label]) =>
        field({
          id: who,
          label: `${label}, at percent`,
          element: shortText(
            RUNG_CHARACTERS,
            ladder
              .filter((rung) => rung.who === who)
              .map(({ atPercent }) => atPercent)
              .join(', '),
          ),
        }),
      ),
    ],
  });

const PERCENT = /^\d{1,4}$/;

export function readLadder(values: StateValues): Entered {
  const errors: Record<string, string> = {};
  const ladder = rungLabels.flatMap(([who]) =>
    lineIn(values, who)
      .split(/[,;\s]+/)
      .map((word) => word.replace(/%$/, ''))
      .filter((word) => word !== '')
      .flatMap((word): Rung[] => {
        if (PERCENT.test(word)) return [{ atPercent: Number(word), who }];
        errors[who] = 'Write whole numbers separated by commas, like 50, 75.';
        return [];
      }),
  );
  if (Object.keys(errors).length > 0) return { errors };
  return { part: { part: 'ladder', ladder: ladder.sort((a, b) => a.atPercent - b.atPercent) } };
}

const peopleFields: readonly (readonly [keyof Charter['people'], string])[] = [
  ['owner', 'Owner of the charter'],
  ['marketingLeader', 'Marketing leader, who signs for marketing'],
  ['salesLeader', 'Sales leader, who signs for sales'],
];

export const peopleForm = ({ people, reviewEveryMonths }: Charter, about: About): ModalView =>
  partForm({
    about,
    title: 'People and review',
    blocks: [
      section(
        'Leave a person empty where `/funnel setup` says who it is. Only the owner, the leaders and Slack admins may change these.',
      ),
      ...peopleFields.map(([id, label]) => {
        const person = people[id];
        return field({
          id,
          label,
          element: {
            type: 'users_select',
            placeholder: plain('As in /funnel setup', 150),
            ...(person === null ? {} : { initial_user: person }),
          },
        });
      }),
      field({
        id: 'reviewEveryMonths',
        label: 'Reviewed every … months',
        element: numberInput({ value: reviewEveryMonths, least: 1 }),
        required: true,
      }),
    ],
  });

export const readPeople = (values: StateValues): Entered => ({
  part: {
    part: 'people',
    people: {
      owner: personIn(values, 'owner'),
      marketingLeader: personIn(values, 'marketingLeader'),
      salesLeader: personIn(values, 'salesLeader'),
    },
    reviewEveryMonths: numberIn(values, 'reviewEveryMonths') ?? 0,
  },
});
