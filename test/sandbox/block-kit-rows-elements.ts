// Elements that people press or choose from, and those that only show: one example at its limits for each, and what Slack says just beyond.
import { text, times } from './a-block.js';
import { plain } from './a-bot.js';
import {
  asked,
  type Beyond,
  confirmBeyond,
  full,
  id,
  idBeyond,
  inActions,
  inInput,
  longer,
  manyBeyond,
  missing,
  optionBeyond,
  placeholderBeyond,
  type Row,
  rich,
  select,
  task,
} from './block-kit-row.js';

const inContextActions = {
  path: 'elements/0',
  block: (e: unknown) => ({ type: 'context_actions', elements: [e] }),
};
const inContext = { path: 'elements/0', block: (e: unknown) => ({ type: 'context', elements: [e] }) };
const inTask = { path: 'sources/0', block: (e: unknown) => ({ ...task, sources: [e] }) };

const selects = (kind: string, single: object, several: object, beyond: Beyond[] = []): Row[] => [
  {
    type: `${kind}_select`,
    on: 'modal',
    full: { type: `${kind}_select`, ...select, ...single },
    wrap: inInput,
    beyond: [
      idBeyond,
      placeholderBeyond,
      ...confirmBeyond,
      ['max_selected_items', 1, 'invalid additional property: max_selected_items', ''],
      ...beyond,
    ],
  },
  {
    type: `multi_${kind}_select`,
    on: 'modal',
    full: { type: `multi_${kind}_select`, ...select, max_selected_items: 1, ...several },
    wrap: inInput,
    beyond: [idBeyond, placeholderBeyond, ...confirmBeyond, manyBeyond, ...beyond],
  },
];

const filter = {
  include: ['im', 'mpim', 'private', 'public'],
  exclude_external_shared_channels: true,
  exclude_bot_users: true,
};
export const ACTION_ROWS: Row[] = [
  {
    type: 'button',
    on: 'home',
    full: {
      type: 'button',
      ...asked,
      text: plain(text(75)),
      value: text(2000),
      url: text(3000),
      style: 'primary',
      accessibility_label: text(75),
    },
    wrap: inActions,
    beyond: [
      ['text/text', text(76), longer(75)],
      ['value', text(2001), longer(2000)],
      ['url', text(3001), longer(3000)],
      ['accessibility_label', text(76), longer(75)],
      ['style', 'default', 'must be a valid enum value [primary, danger]'],
      ['text/type', 'mrkdwn', 'unsupported type: mrkdwn'],
      idBeyond,
      ...confirmBeyond,
    ],
  },
  {
    type: 'workflow_button',
    on: 'message',
    full: {
      type: 'workflow_button',
      ...asked,
      text: plain(text(75)),
      workflow: {
        trigger: {
          url: 'https://slack.com/shortcuts/Ft1/x',
          customizable_input_parameters: [{ name: 'a', value: '' }],
        },
      },
      style: 'danger',
      accessibility_label: text(75),
    },
    wrap: inActions,
    beyond: [
      ['text/text', text(76), longer(75)],
      missing('trigger', 'workflow'),
      missing('url', 'workflow/trigger'),
      missing('name', 'workflow/trigger/customizable_input_parameters/0'),
    ],
  },
  {
    type: 'overflow',
    on: 'message',
    full: {
      type: 'overflow',
      ...asked,
      options: full(5).map((o) => ({ ...o, url: text(3000), description: plain(text(75)) })),
    },
    wrap: inActions,
    beyond: [
      ['options', full(6), 'no more than 5 items allowed'],
      ['options/0/url', text(3001), longer(3000)],
      ['options/0/description/text', text(76), longer(75)],
      ...optionBeyond('options/0'),
    ],
  },
  ...['checkboxes', 'radio_buttons'].map(
    (type): Row => ({
      type,
      on: 'home',
      full: {
        ...{ type, ...asked, focus_on_load: true, options: rich(10) },
        ...(type === 'checkboxes' ? { initial_options: rich(10) } : { initial_option: rich(1)[0] }),
      },
      wrap: inActions,
      beyond: [
        ['options', rich(11), 'no more than 10 items allowed'],
        ['options/9/text/text', text(76), longer(75)],
        ['options/9/description/text', text(76), longer(75)],
        ['options/9/value', text(151), longer(150)],
        [
          'options/0/value',
          'gone',
          'must be one of the provided options',
          type === 'checkboxes' ? 'initial_options' : 'initial_option',
        ],
        ['options/9/url', 'https://e.au', 'invalid additional property: url', 'options/9'],
      ],
    }),
  ),
  ...selects(
    'static',
    { options: full(100), initial_option: full(1)[0] },
    { options: full(100), initial_options: full(100) },
    [
      ['options', full(101), 'no more than 100 items allowed'],
      ...optionBeyond('options/99').slice(0, 2),
      [
        'option_groups',
        [{ label: plain('g'), options: full(1) }],
        'must define only one of: `options`, `option_groups`',
        '',
      ],
      ['options/0/url', 'https://e.au', 'invalid additional property: url', 'options/0'],
    ],
  ),
  ...selects(
    'static',
    { option_groups: times(100, () => ({ label: plain(text(75)), options: full(1) })) },
    { option_groups: [{ label: plain(text(75)), options: full(100) }] },
    [
      [
        'option_groups',
        times(101, () => ({ label: plain('g'), options: full(1) })),
        'no more than 100 items allowed',
      ],
      ['option_groups/0/label/text', text(76), longer(75)],
      ['option_groups/0/options', full(101), 'no more than 100 items allowed'],
      ['option_groups', undefined, 'must define at least one of: `options`, `option_groups`', ''],
    ],
  ),
  ...selects(
    'external',
    { initial_option: full(1)[0], min_query_length: 0 },
    { initial_options: full(2), min_query_length: 3 },
    [
      ['min_query_length', -1, 'must be at least 0'],
      ['min_query_length', 1.5, 'must provide an integer'],
    ],
  ),
  ...selects('users', { initial_user: 'UDANA' }, { initial_users: ['UDANA', 'USAM'] }),
  ...selects(
    'conversations',
    {
      initial_conversation: 'CGENERAL',
      default_to_current_conversation: true,
      filter,
      response_url_enabled: true,
    },
    { initial_conversations: ['CGENERAL'], default_to_current_conversation: true, filter },
    [
      ['filter/include/0', 'secret', 'must be a valid enum value [im, mpim, private, public]'],
      [
        'filter',
        {},
        'must define at least one of: `include`, `exclude_external_shared_channels`, `exclude_bot_users`',
      ],
    ],
  ),
  ...selects(
    'channels',
    { initial_channel: 'CGENERAL', response_url_enabled: true },
    { initial_channels: ['CGENERAL'] },
  ),
  {
    type: 'icon_button',
    on: 'message',
    full: {
      type: 'icon_button',
      ...asked,
      icon: 'trash',
      text: plain(text(75)),
      value: text(2000),
      accessibility_label: text(75),
      visible_to_user_ids: ['UDANA'],
    },
    wrap: inContextActions,
    beyond: [
      ['icon', 'fire', 'must be a valid enum value [trash]'],
      ['text/text', text(76), longer(75)],
      ['value', text(2001), longer(2000)],
    ],
  },
  {
    type: 'feedback_buttons',
    on: 'message',
    full: {
      type: 'feedback_buttons',
      ...id,
      positive_button: { text: plain(text(75)), value: text(2000), accessibility_label: text(75) },
      negative_button: { text: plain(text(75)), value: text(2000) },
    },
    wrap: inContextActions,
    beyond: [
      ['positive_button/text/text', text(76), longer(75)],
      ['negative_button/value', text(2001), longer(2000)],
      ['positive_button/accessibility_label', text(76), longer(75)],
      missing('negative_button'),
    ],
  },
  {
    type: 'image',
    on: 'home',
    full: { type: 'image', alt_text: text(2000), slack_file: { id: 'F1' } },
    wrap: inContext,
    beyond: [
      ['alt_text', text(2001), longer(2000)],
      ['slack_file', { id: 'F1', url: 'https://e.au' }, 'must define only one of: `id`, `url`'],
      ['title', plain('x'), 'invalid additional property: title', ''],
    ],
  },
  {
    type: 'url',
    on: 'message',
    full: { type: 'url', url: text(3000), text: 'Source' },
    wrap: inTask,
    beyond: [['url', text(3001), longer(3000)], missing('text')],
  },
];
