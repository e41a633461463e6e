// Snooze: the modal that asks until when an offer is put off, with two times to choose and any other one to enter.
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { dayOf, dueAfter, nextDay, opensAt, type WorkCalendar } from '../../handshake/working-time.js';
import { callbackIds } from '../ids.js';
import { inZone } from '../mrkdwn.js';
import { plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { elementOf, metadata, OPTION_CHARACTERS, type StateValues } from './modal-parts.js';
import { boldTitle } from './wording.js';

const CHOICE = 'choice';
const UNTIL = 'until';

/** Later today is so much working time from now, if that is still today. */
const LATER_MINUTES = 120;

/** Whoever wants to leave a lead alone for longer recycles it, with a reason. */
const DAYS_MOST = 30;
const DAY_MS = 86_400_000;

/** The times that are offered by a word: an instant each, and how it is called. */
function offeredTimes(now: Date, calendar: WorkCalendar): { at: Date; words: string }[] {
  const today = dayOf(now, calendar);
  const later = dueAfter(now, LATER_MINUTES, calendar);
  const isOn = later !== null && opensAt(later, calendar)?.getTime() === later.getTime();
  const morning = opensAt(nextDay(now, calendar), calendar);
  return [
    ...(isOn && dayOf(later, calendar) === today ? [{ at: later, words: 'Later today' }] : []),
    ...(morning === null
      ? []
      : [
          {
            at: morning,
            words:
              dayOf(morning, calendar) === today + 1 ? 'Tomorrow morning' : 'On the next working morning',
          },
        ]),
  ];
}

function choice(times: readonly { at: Date; words: string }[], zone: string): InputBlock[] {
  const options = times.map(({ at, words }): PlainTextOption => {
    return { text: plain(`${words}: ${inZone(at, zone)}`, OPTION_CHARACTERS), value: at.toISOString() };
  });
  const initial = options.at(-1);
  if (initial === undefined) return [];
  return [
    {
      type: 'input',
      block_id: CHOICE,
      label: plain('Snooze until', 75),
      element: { type: 'radio_buttons', action_id: CHOICE, options, initial_option: initial },
    },
  ];
}

const WORDS =
  'Nobody is reminded of this lead until then. The snooze ends earlier if something new becomes known about the lead, and anyone in sales can answer it meanwhile.';

/** Chooses until when an offer is put off. `calendar` is the working time of the charter in force. */
export function snoozeModal(scene: CardScene, calendar: WorkCalendar): ModalView {
  const choices = choice(offeredTimes(scene.now, calendar), scene.charter.charter.working.zone);
  const other: InputBlock = {
    type: 'input',
    block_id: UNTIL,
    label: plain(choices.length === 0 ? 'Snooze until' : 'Or until another time', 75),
    hint: plain(
      `Up to ${DAYS_MOST} days ahead.${choices.length === 0 ? '' : ' If you enter one, it counts.'}`,
      150,
    ),
    optional: choices.length > 0,
    element: { type: 'datetimepicker', action_id: UNTIL },
  };
  return {
    type: 'modal',
    callback_id: callbackIds.snooze,
    private_metadata: metadata(scene.handshake.id),
    title: plain('Snooze lead', 24),
    submit: plain('Snooze lead', 24),
    close: plain('Cancel', 24),
    blocks: [section(`${boldTitle(scene)}\n${WORDS}`), ...choices, other],
  };
}

const Entered = z.object({
  type: z.literal('datetimepicker'),
  selected_date_time: z.number().int().nullish(),
});
const Chosen = z.object({
  type: z.literal('radio_buttons'),
  selected_option: z.object({ value: z.iso.datetime() }).nullable(),
});

/** The instant that was entered, else the one that was chosen, and the field it stands in. Throws on any other shape. */
export function readSnooze(values: StateValues): { until: Date; field: string } {
  const entered = Entered.parse(elementOf(values, UNTIL)).selected_date_time ?? null;
  if (entered !== null) return { until: new Date(entered * 1000), field: UNTIL };
  const chosen = Chosen.parse(elementOf(values, CHOICE)).selected_option;
  if (chosen === null) throw new Error('the modal came back without a time');
  return { until: new Date(chosen.value), field: CHOICE };
}

/** What is wrong with a time, to be shown at its field; null when nothing is. */
export function snoozeProblem(until: Date, now: Date): string | null {
  if (until <= now) return 'Choose a time that is still to come.';
  return until.getTime() - now.getTime() > DAYS_MOST * DAY_MS
    ? `Choose a time within ${DAYS_MOST} days. For longer, reject the lead and recycle it on a date.`
    : null;
}
