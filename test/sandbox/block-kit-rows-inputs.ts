// Elements that people write or pick a time in: one example at its limits for each, and what Slack says just beyond.
import { text } from './a-block.js';
import { plain } from './a-bot.js';
import {
  asked,
  type Beyond,
  confirmBeyond,
  id,
  idBeyond,
  inActions,
  inInput,
  longer,
  missing,
  placeholderBeyond,
  type Row,
  richText,
  select,
} from './block-kit-row.js';

const typed = {
  ...id,
  focus_on_load: true,
  placeholder: plain(text(150)),
  dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] },
};
const typedBeyond: Beyond[] = [
  idBeyond,
  placeholderBeyond,
  [
    'dispatch_action_config/trigger_actions_on/0',
    'on_blur',
    'must be a valid enum value [on_enter_pressed, on_character_entered]',
  ],
];

export const INPUT_ROWS: Row[] = [
  {
    type: 'datepicker',
    on: 'message',
    full: { type: 'datepicker', ...select, initial_date: '2026-11-30' },
    wrap: inActions,
    beyond: [['initial_date', '30/11/2026', 'must provide YYYY-MM-DD'], placeholderBeyond, ...confirmBeyond],
  },
  {
    type: 'timepicker',
    on: 'message',
    full: { type: 'timepicker', ...select, initial_time: '23:59', timezone: 'Australia/Sydney' },
    wrap: inActions,
    beyond: [['initial_time', '24:00', 'must provide HH:mm'], placeholderBeyond],
  },
  {
    type: 'datetimepicker',
    on: 'modal',
    full: { type: 'datetimepicker', ...asked, focus_on_load: true, initial_date_time: 1_800_000_000 },
    wrap: inInput,
    beyond: [
      ['initial_date_time', 1_800_000_000_000, 'must be at most 9999999999'],
      ['placeholder', plain('x'), 'invalid additional property: placeholder', ''],
    ],
  },
  {
    type: 'plain_text_input',
    on: 'home',
    full: {
      type: 'plain_text_input',
      ...typed,
      initial_value: text(3000),
      multiline: true,
      min_length: 3000,
      max_length: 3000,
    },
    wrap: inInput,
    beyond: [
      ['initial_value', text(3001), longer(3000)],
      ['max_length', 3001, 'must be at most 3000'],
      ['max_length', 2999, '`min_length` must not be greater than `max_length`', ''],
      ...typedBeyond,
    ],
  },
  {
    type: 'rich_text_input',
    on: 'modal',
    full: { type: 'rich_text_input', ...typed, initial_value: richText, min_lines: 1, max_lines: 1 },
    wrap: inInput,
    beyond: [
      ['initial_value', { type: 'divider' }, 'unsupported type: divider', 'initial_value/type'],
      ['min_lines', 2, '`min_lines` must not be greater than `max_lines`', ''],
      ...typedBeyond,
    ],
  },
  ...['email_text_input', 'url_text_input'].map(
    (type): Row => ({
      type,
      on: 'modal',
      full: { type, ...typed, initial_value: 'x' },
      wrap: inInput,
      beyond: typedBeyond,
    }),
  ),
  {
    type: 'number_input',
    on: 'modal',
    full: {
      type: 'number_input',
      ...typed,
      is_decimal_allowed: true,
      initial_value: '-2.5',
      min_value: '-2.5',
      max_value: '10',
    },
    wrap: inInput,
    beyond: [
      missing('is_decimal_allowed'),
      ['initial_value', 'ten', 'must provide a number written as a string'],
      ['max_value', 10, 'must provide a string'],
      ['max_value', '-3', '`min_value` must not be greater than `max_value`', ''],
      ...typedBeyond,
    ],
  },
  {
    type: 'file_input',
    on: 'modal',
    full: { type: 'file_input', ...id, filetypes: ['csv', 'png'], max_files: 10 },
    wrap: inInput,
    beyond: [
      ['max_files', 11, 'must be at most 10'],
      ['max_files', 0, 'must be at least 1'],
    ],
  },
];
