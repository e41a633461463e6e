// The form for when the week is told: a day and a time.
import type { ModalView } from '@slack/types';
import { type Charter, weekdays } from '../../../charter/charter.js';
import { chosenIn, field, menu, timeIn } from '../fields.js';
import type { StateValues } from '../modal-parts.js';
import { type About, type Entered, partForm } from './form.js';

const days = weekdays.map((day) => [day, `${day.charAt(0).toUpperCase()}${day.slice(1)}`] as const);

export const digestForm = ({ digest, working }: Charter, about: About): ModalView =>
  partForm({
    about,
    title: 'The week, told',
    blocks: [
      field({
        id: 'day',
        label: 'Day',
        element: menu(days, digest.day),
        hint: 'A week runs from Monday to Sunday, and is told on the first such day after it.',
        required: true,
      }),
      field({
        id: 'time',
        label: `Time in ${working.zone}`,
        element: { type: 'timepicker', initial_time: digest.time },
        hint: 'Within a quarter of an hour; where nobody works then, when work goes on.',
        required: true,
      }),
    ],
  });

export const readDigest = (values: StateValues): Entered => {
  const day = weekdays.find((each) => each === chosenIn(values, 'day')) ?? 'monday';
  return { part: { part: 'digest', digest: { day, time: timeIn(values, 'time') ?? '' } } };
};
