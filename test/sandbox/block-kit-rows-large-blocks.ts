// Blocks that hold other blocks, tables, charts and tasks: one example at its limits for each, and what Slack says just beyond.
import { cell, option, point, text, times } from './a-block.js';
import { mrkdwn, plain } from './a-bot.js';
import { card, image, longer, missing, type Row, richText, task } from './block-kit-row.js';

export const LARGE_BLOCK_ROWS: Row[] = [
  {
    type: 'card',
    on: 'modal',
    full: card(),
    beyond: [
      ['title/text', text(151), longer(150)],
      ['subtitle/text', text(151), longer(150)],
      ['body/text', text(201), longer(200)],
      ['title/type', 'plain_text', 'unsupported type: plain_text'],
      [
        'actions',
        times(4, (i) => ({ type: 'button', text: plain('x'), action_id: `${i}` })),
        'no more than 3 items allowed',
      ],
      [
        'actions/0',
        { type: 'overflow', options: [option('a')] },
        'unsupported type: overflow',
        'actions/0/type',
      ],
    ],
  },
  {
    type: 'carousel',
    on: 'home',
    full: { type: 'carousel', elements: times(10, card) },
    beyond: [
      ['elements', times(11, card), 'no more than 10 items allowed'],
      ['elements', [], 'must provide at least 1 items'],
      ['elements/0', { type: 'divider' }, 'unsupported type: divider', 'elements/0/type'],
    ],
  },
  {
    type: 'container',
    on: 'message',
    full: {
      type: 'container',
      title: plain(text(150)),
      rich_text_title: richText,
      subtitle: mrkdwn(text(150)),
      width: 'full',
      icon: image,
      is_collapsible: true,
      default_collapsed: true,
      has_header_divider: false,
      child_blocks: times(10, () => ({ type: 'divider' })),
    },
    beyond: [
      ['title/text', text(151), longer(150)],
      ['subtitle/text', text(151), longer(150)],
      ['child_blocks', times(11, () => ({ type: 'divider' })), 'no more than 10 items allowed'],
      ['child_blocks/0', { type: 'container' }, 'unsupported type: container', 'child_blocks/0/type'],
      ['width', 'huge', 'must be a valid enum value [narrow, standard, wide, full]'],
      [
        'is_collapsible',
        false,
        'must define `is_collapsible` to use `default_collapsed`',
        'default_collapsed',
      ],
      missing('child_blocks'),
    ],
  },
  {
    type: 'alert',
    on: 'modal',
    full: { type: 'alert', text: mrkdwn(text(200)), level: 'success' },
    beyond: [
      ['text/text', text(201), longer(200)],
      ['level', 'panic', 'must be a valid enum value [default, info, warning, error, success]'],
    ],
  },
  {
    type: 'table',
    on: 'home',
    full: {
      type: 'table',
      rows: times(100, () => times(20, () => cell('12345'))),
      column_settings: times(20, () => ({ align: 'right', is_wrapped: true })),
    },
    beyond: [
      ['rows', times(101, () => [cell('a')]), 'no more than 100 items allowed'],
      ['rows/0', times(21, () => cell('a')), 'no more than 20 items allowed'],
      ['rows/0/0/text', text(7), 'must be less than 10001 characters', 'rows'],
      ['rows/0/0', { type: 'plain_text', text: 'x' }, 'unsupported type: plain_text', 'rows/0/0/type'],
      ['rows/0/0', { type: 'raw_number', value: 1 }, 'missing required field: text'],
      ['column_settings', times(21, () => ({})), 'no more than 20 items allowed'],
      ['column_settings/0/align', 'middle', 'must be a valid enum value [left, center, right]'],
    ],
  },
  {
    type: 'data_table',
    on: 'message',
    full: {
      type: 'data_table',
      caption: 'Leads',
      rows: times(200, () => times(20, () => cell('12345'))),
      page_size: 100,
      row_header_column_index: 19,
    },
    beyond: [
      ['rows', times(202, () => [cell('a')]), 'no more than 201 items allowed'],
      ['rows', [[cell('a')]], 'must provide at least 2 items'],
      ['rows/1', times(19, () => cell('a')), 'all rows must have the same number of cells', 'rows'],
      ['rows/0/0', richText, 'unsupported type: rich_text', 'rows/0/0/type'],
      ['rows/1/0/text', text(6), 'must be less than 20001 characters', 'rows'],
      ['page_size', 101, 'must be at most 100'],
      ['row_header_column_index', 20, 'must be at most 19'],
      missing('caption'),
    ],
  },
  {
    type: 'data_visualization',
    on: 'message',
    full: {
      type: 'data_visualization',
      title: text(50),
      chart: {
        type: 'area',
        series: times(6, (s) => ({
          name: `${s}`.padEnd(20, 's'),
          data: times(20, (i) => point(`${i}`.padEnd(20, 'l'))),
        })),
        axis_config: {
          categories: times(20, (i) => `${i}`.padEnd(20, 'l')),
          x_label: text(50),
          y_label: text(50),
        },
      },
    },
    beyond: [
      ['title', text(51), longer(50)],
      ['chart/series/0/name', text(21), longer(20)],
      ['chart/series/1/name', '0'.padEnd(20, 's'), 'series names must be unique', 'chart/series'],
      ['chart/series/0/data', times(21, (i) => point(`${i}`)), 'no more than 20 items allowed'],
      [
        'chart/series/0/data/0/label',
        'other',
        'must provide one value for each of `categories`',
        'chart/series/0/data',
      ],
      ['chart/series/0/data/0/value', '1', 'must provide a number'],
      ['chart/axis_config/categories/0', text(21), longer(20)],
      ['chart/axis_config/x_label', text(51), longer(50)],
      ['chart/type', 'radar', 'unsupported type: radar'],
      missing('chart'),
    ],
  },
  {
    type: 'data_visualization',
    on: 'message',
    full: {
      type: 'data_visualization',
      title: 'Fates',
      chart: { type: 'pie', segments: times(20, (i) => point(`${i}`.padEnd(20, 'l'))) },
    },
    beyond: [
      ['chart/segments', times(21, (i) => point(`${i}`)), 'no more than 20 items allowed'],
      ['chart/segments', [], 'must provide at least 1 items'],
      ['chart/segments/0/label', text(21), longer(20)],
    ],
  },
  {
    type: 'file',
    on: 'message',
    full: { type: 'file', source: 'remote', external_id: 'a' },
    beyond: [['source', 'local', 'must be a valid enum value [remote]'], missing('external_id')],
  },
  {
    type: 'task_card',
    on: 'message',
    full: task,
    beyond: [
      ['task_id', text(256), longer(255)],
      ['status', 'done', 'must be a valid enum value [pending, in_progress, complete, error]'],
      ['details', { type: 'section', text: plain('x') }, 'unsupported type: section', 'details/type'],
      ['sources/0', image, 'unsupported type: image', 'sources/0/type'],
      missing('title'),
    ],
  },
  {
    type: 'plan',
    on: 'message',
    full: { type: 'plan', title: 'Plan', tasks: [task] },
    beyond: [missing('title'), missing('status', 'tasks/0')],
  },
];
