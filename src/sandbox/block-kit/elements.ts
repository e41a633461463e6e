// The table of Block Kit's elements: what each must and may hold, and the limits. To support an element, add its row.
import {
  confirm,
  conversationFilter,
  date,
  dispatchConfig,
  IMAGE_URL_MAX,
  optionGroup,
  overflowOption,
  plainOption,
  richOption,
  slackFile,
  time,
} from './objects.js';
import {
  block,
  boolean,
  type ElementRule,
  element,
  list,
  matching,
  object,
  oneOf,
  only,
  plain,
  type Rule,
  string,
  whole,
} from './rule.js';

const actionId = { action_id: string(255) };
const asked = { ...actionId, confirm };
const focusable = { focus_on_load: boolean };
const placeholder = { placeholder: plain(150) };
const select = { ...asked, ...focusable, ...placeholder };
const multi = { ...select, max_selected_items: whole(1, 100) };
const typed = { ...actionId, ...focusable, ...placeholder, dispatch_action_config: dispatchConfig };
const numberText = matching(/^-?\d+(\.\d+)?$/, 'a number written as a string');
const ids = list(string(), 100, 0);
/** An answer by a response URL comes from a submitted modal only. */
const response = { response_url_enabled: only(['modal'], boolean) };
const filtered = { default_to_current_conversation: boolean, filter: conversationFilter };
const colours = oneOf('primary', 'danger');
/** A link trigger, with what it hands to its workflow. */
const workflow = object({
  required: {
    trigger: object({
      required: { url: string() },
      optional: {
        customizable_input_parameters: list(
          object({ required: { name: string(), value: string(undefined, 0) } }),
          undefined,
          0,
        ),
      },
    }),
  },
});
const feedback = object({
  required: { text: plain(75), value: string(2000) },
  optional: { accessibility_label: string(75) },
});

const choice = (initial: Record<string, Rule>, base: Record<string, Rule>): ElementRule => ({
  optional: { ...base, ...initial, options: list(plainOption, 100), option_groups: list(optionGroup, 100) },
  oneOf: ['options', 'option_groups'],
});

/** Every element by its type: what people act on, images, and the sources of a task. */
export const ELEMENTS: Record<string, ElementRule> = {
  button: {
    required: { text: plain(75) },
    optional: {
      ...asked,
      value: string(2000),
      url: string(3000),
      style: colours,
      accessibility_label: string(75),
    },
  },
  workflow_button: {
    required: { text: plain(75), workflow },
    optional: { ...asked, style: colours, accessibility_label: string(75) },
  },
  icon_button: {
    required: { icon: oneOf('trash'), text: plain(75) },
    optional: {
      ...asked,
      value: string(2000),
      accessibility_label: string(75),
      visible_to_user_ids: list(string()),
    },
  },
  feedback_buttons: {
    required: { positive_button: feedback, negative_button: feedback },
    optional: actionId,
  },
  overflow: { required: { options: list(overflowOption, 5) }, optional: asked },
  checkboxes: {
    required: { options: list(richOption, 10) },
    optional: { ...asked, ...focusable, initial_options: list(richOption, 10) },
  },
  radio_buttons: {
    required: { options: list(richOption, 10) },
    optional: { ...asked, ...focusable, initial_option: richOption },
  },
  static_select: choice({ initial_option: plainOption }, select),
  multi_static_select: choice({ initial_options: list(plainOption, 100) }, multi),
  external_select: { optional: { ...select, initial_option: plainOption, min_query_length: whole(0) } },
  multi_external_select: {
    optional: { ...multi, initial_options: list(plainOption, 100), min_query_length: whole(0) },
  },
  users_select: { optional: { ...select, initial_user: string() } },
  multi_users_select: { optional: { ...multi, initial_users: ids } },
  conversations_select: { optional: { ...select, ...filtered, ...response, initial_conversation: string() } },
  multi_conversations_select: { optional: { ...multi, ...filtered, initial_conversations: ids } },
  channels_select: { optional: { ...select, ...response, initial_channel: string() } },
  multi_channels_select: { optional: { ...multi, initial_channels: ids } },
  datepicker: { optional: { ...select, initial_date: date } },
  timepicker: { optional: { ...select, initial_time: time, timezone: string() } },
  datetimepicker: {
    optional: { ...asked, ...focusable, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
  },
  plain_text_input: {
    optional: {
      ...typed,
      initial_value: string(3000, 0),
      multiline: boolean,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
    ordered: ['min_length', 'max_length'],
  },
  rich_text_input: {
    optional: { ...typed, initial_value: block('rich_text'), min_lines: whole(1), max_lines: whole(1) },
    ordered: ['min_lines', 'max_lines'],
  },
  email_text_input: { surfaces: ['modal'], optional: { ...typed, initial_value: string(undefined, 0) } },
  url_text_input: { surfaces: ['modal'], optional: { ...typed, initial_value: string(undefined, 0) } },
  number_input: {
    surfaces: ['modal'],
    required: { is_decimal_allowed: boolean },
    optional: { ...typed, initial_value: numberText, min_value: numberText, max_value: numberText },
    ordered: ['min_value', 'max_value'],
  },
  file_input: {
    surfaces: ['modal'],
    optional: { ...actionId, filetypes: list(string()), max_files: whole(1, 10) },
  },
  url: { required: { url: string(3000), text: string() } },
  image: {
    required: { alt_text: string(2000) },
    optional: { image_url: string(IMAGE_URL_MAX), slack_file: slackFile },
    oneOf: ['image_url', 'slack_file'],
  },
};

const SELECTS = ['static', 'external', 'users', 'conversations', 'channels'].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const PICKERS = ['datepicker', 'timepicker', 'datetimepicker'];
const CHOICES = ['checkboxes', 'radio_buttons', ...SELECTS];

/** What may stand in an actions block, as a section's accessory, in an input, in a context. */
export const inActions = element(
  'button',
  'workflow_button',
  'overflow',
  'rich_text_input',
  ...CHOICES,
  ...PICKERS,
);
export const asAccessory = element('button', 'workflow_button', 'overflow', 'image', ...CHOICES, ...PICKERS);
export const inInput = element(
  ...['plain_text_input', 'email_text_input', 'url_text_input', 'number_input'],
  ...['file_input', 'rich_text_input'],
  ...CHOICES,
  ...PICKERS,
);
