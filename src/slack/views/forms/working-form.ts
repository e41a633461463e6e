// The form for working hours: a line for each working day, the zone, public holidays, and further days off.
import type { ModalView } from '@slack/types';
import { type Charter, type Weekday, type WorkingHours, weekdays } from '../../../charter/charter.js';
import { field, lineIn, linesIn, longText, shortText } from '../fields.js';
import type { StateValues } from '../modal-parts.js';
import { type About, type Entered, partForm } from './form.js';

const DAYS_CHARACTERS = 600;
const CLOSED_CHARACTERS = 3_000;

const capital = (day: string): string => `${day.charAt(0).toUpperCase()}${day.slice(1)}`;

const dayLines = ({ days }: WorkingHours): string =>
  weekdays
    .flatMap((day) => {
      const hours = days[day];
      return hours === undefined ? [] : [`${capital(day)} ${hours.from}–${hours.to}`];
    })
    .join('\n');

const regionOf = ({ holidays }: WorkingHours): string =>
  holidays === null ? '' : [holidays.country, holidays.region].filter((part) => part !== undefined).join('-');

export const workingForm = ({ working }: Charter, about: About): ModalView =>
  partForm({
    about,
    title: 'Working hours',
    blocks: [
      field({
        id: 'days',
        label: 'Working hours, one day a line',
        element: longText(DAYS_CHARACTERS, dayLines(working)),
        hint: 'Like “Monday 09:00–17:00”. A day without a line is a day off.',
        required: true,
      }),
      field({
        id: 'zone',
        label: 'Time zone',
        element: shortText(60, working.zone),
        hint: 'Like Australia/Sydney.',
        required: true,
      }),
      field({
        id: 'holidays',
        label: 'Public holidays of',
        element: shortText(13, regionOf(working)),
        hint: 'Country and region, like AU-NSW. Empty: public holidays are working days.',
      }),
      field({
        id: 'alsoClosed',
        label: 'Closed on these days too, one a line',
        element: longText(CLOSED_CHARACTERS, working.alsoClosed.join('\n')),
        hint: 'Like 2026-12-24.',
      }),
    ],
  });

const LINE = /^([a-z]+)\s*:?\s*(\d{1,2}:\d{2})\s*(?:–|—|-|to)\s*(\d{1,2}:\d{2})$/i;

const padded = (time: string): string => time.padStart(5, '0');

/** "Mon 9:00-17:00" is understood as well; null for a line that says no day with its hours. */
function dayOf(line: string): { day: Weekday; from: string; to: string } | null {
  const [, name = '', from = '', to = ''] = LINE.exec(line) ?? [];
  const day = name.length < 3 ? undefined : weekdays.find((each) => each.startsWith(name.toLowerCase()));
  return day === undefined ? null : { day, from: padded(from), to: padded(to) };
}

function holidaysOf(text: string): WorkingHours['holidays'] {
  const [country = '', ...region] = text.toUpperCase().split('-');
  if (country === '') return null;
  return region.length === 0 ? { country } : { country, region: region.join('-') };
}

/** What was entered. Throws when the shape is not that of this form. */
export function readWorking(values: StateValues): Entered {
  const days: WorkingHours['days'] = {};
  for (const line of linesIn(values, 'days')) {
    const read = dayOf(line);
    if (read === null)
      return {
        errors: { days: `“${line.slice(0, 60)}” is not understood. Write it like “Monday 09:00–17:00”.` },
      };
    if (days[read.day] !== undefined)
      return { errors: { days: `${capital(read.day)} stands here twice. Keep one line for it.` } };
    days[read.day] = { from: read.from, to: read.to };
  }
  return {
    part: {
      part: 'working',
      working: {
        zone: lineIn(values, 'zone'),
        days,
        holidays: holidaysOf(lineIn(values, 'holidays')),
        alsoClosed: linesIn(values, 'alsoClosed'),
      },
    },
  };
}
