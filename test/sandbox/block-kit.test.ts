// Block Kit's rules for messages in the sandbox, with Slack's own words.
import { describe, expect, test } from 'vitest';
import { blocksComplaints } from '../../src/sandbox/block-kit/validate.js';
import { bars, cell, chart, input, option, point, text, times } from './a-block.js';
import { aButton, mrkdwn, plain } from './a-bot.js';

const inMessage = (...blocks: unknown[]) => blocksComplaints(blocks, 'message', ['blocks']);

describe('messages', () => {
  test.each<[string, unknown[]]>([
    ['section', [{ type: 'section', text: mrkdwn('x'), accessory: aButton('a', 'A') }]],
    ['section with fields', [{ type: 'section', fields: [mrkdwn('x'), plain('y')] }]],
    [
      'header, divider, context',
      [
        { type: 'header', text: plain('x') },
        { type: 'divider' },
        { type: 'context', elements: [mrkdwn('x')] },
      ],
    ],
    ['markdown', [{ type: 'markdown', text: '# x' }]],
    ['image', [{ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' }]],
    ['input', [input({ type: 'plain_text_input', action_id: 'a' })]],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
        },
      ],
    ],
    [
      'carousel of cards',
      [{ type: 'carousel', elements: [{ type: 'card', title: mrkdwn('x'), actions: [aButton('a', 'A')] }] }],
    ],
    ['container', [{ type: 'container', title: plain('x'), child_blocks: [{ type: 'divider' }] }]],
    ['table', [{ type: 'table', rows: [[cell('a')], [cell('b')]], column_settings: [{ align: 'right' }] }]],
    [
      'data table',
      [
        {
          type: 'data_table',
          caption: 'c',
          rows: [[cell('a')], [{ type: 'raw_number', value: 1, text: '1' }]],
        },
      ],
    ],
    ['pie', [chart({ type: 'pie', segments: [point('a'), point('b', 2)] })]],
    ['bars', [bars([point('a'), point('b')], ['a', 'b'])]],
    [
      'the same action_id in two blocks',
      times(2, () => ({ type: 'actions', elements: [aButton('open', 'Open')] })),
    ],
  ])('accepts %s', (_name, blocks) => {
    expect(inMessage(...blocks)).toEqual([]);
  });

  test.each<[string, unknown[]]>([
    ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]', times(51, () => ({ type: 'divider' }))],
    ['[ERROR] unsupported type: nope [json-pointer:/blocks/0/type]', [{ type: 'nope' }]],
    ['[ERROR] unsupported type: alert [json-pointer:/blocks/0/type]', [{ type: 'alert', text: plain('x') }]],
    ['[ERROR] missing required field: text [json-pointer:/blocks/0]', [{ type: 'header' }]],
    [
      '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
      [{ type: 'divider', colour: 'red' }],
    ],
    [
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      [{ type: 'section', text: mrkdwn(text(3001)) }],
    ],
    [
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
      [{ type: 'section', text: mrkdwn('') }],
    ],
    [
      '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
      [{ type: 'header', text: plain(text(151)) }],
    ],
    [
      '[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
      [{ type: 'header', text: mrkdwn('x') }],
    ],
    [
      '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
      [{ type: 'context', elements: times(11, () => mrkdwn('x')) }],
    ],
    [
      '[ERROR] must provide at least 1 items [json-pointer:/blocks/0/elements]',
      [{ type: 'actions', elements: [] }],
    ],
    [
      '[ERROR] no more than 25 items allowed [json-pointer:/blocks/0/elements]',
      [{ type: 'actions', elements: times(26, (i) => aButton(`a${i}`, 'A')) }],
    ],
    [
      '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
      [{ type: 'actions', elements: [aButton('a', text(76))] }],
    ],
    [
      '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
      [{ type: 'actions', elements: [aButton('a', 'A', text(2001))] }],
    ],
    [
      '[ERROR] `action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
      [{ type: 'actions', elements: [aButton('a', 'A'), aButton('a', 'B')] }],
    ],
    [
      '[ERROR] `block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
      times(2, () => ({ type: 'divider', block_id: 'b' })),
    ],
    [
      '[ERROR] no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
      [
        {
          type: 'section',
          text: plain('x'),
          accessory: { type: 'overflow', options: times(6, (i) => option(`o${i}`)) },
        },
      ],
    ],
    [
      '[ERROR] no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
      [
        {
          type: 'actions',
          elements: [{ type: 'static_select', options: times(101, (i) => option(`o${i}`)) }],
        },
      ],
    ],
    [
      '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
      [{ type: 'actions', elements: [{ type: 'checkboxes', options: times(11, (i) => option(`o${i}`)) }] }],
    ],
    [
      '[ERROR] unsupported type: email_text_input [json-pointer:/blocks/0/element/type]',
      [input({ type: 'email_text_input' })],
    ],
    [
      '[ERROR] must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]',
      [
        {
          type: 'actions',
          elements: [{ type: 'static_select', options: [option('a')], initial_option: option('b') }],
        },
      ],
    ],
    [
      '[ERROR] only one table allowed [json-pointer:/blocks/1]',
      times(2, () => ({ type: 'table', rows: [[cell('a')]] })),
    ],
    [
      '[ERROR] no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
      [{ type: 'table', rows: [times(21, () => cell('a'))] }],
    ],
    [
      '[ERROR] must be less than 10001 characters [json-pointer:/blocks/0/rows]',
      [{ type: 'table', rows: [[cell(text(10_001))]] }],
    ],
    [
      '[ERROR] must provide at least 2 items [json-pointer:/blocks/0/rows]',
      [{ type: 'data_table', caption: 'c', rows: [[cell('a')]] }],
    ],
    [
      '[ERROR] missing required field: caption [json-pointer:/blocks/0]',
      [{ type: 'data_table', rows: [[cell('a')], [cell('b')]] }],
    ],
    [
      '[ERROR] all rows must have the same number of cells [json-pointer:/blocks/0/rows]',
      [{ type: 'data_table', caption: 'c', rows: [[cell('a')], [cell('b'), cell('c')]] }],
    ],
    [
      '[ERROR] must be less than 51 characters [json-pointer:/blocks/0/title]',
      [{ ...chart({ type: 'pie', segments: [point('a')] }), title: text(51) }],
    ],
    ['[ERROR] unsupported type: radar [json-pointer:/blocks/0/chart/type]', [chart({ type: 'radar' })]],
    [
      '[ERROR] must provide one value for each of `categories` [json-pointer:/blocks/0/chart/series/0/data]',
      [bars([point('a')], ['a', 'b'])],
    ],
    [
      '[ERROR] no more than 2 data_visualization blocks allowed [json-pointer:/blocks/2]',
      times(3, () => chart({ type: 'pie', segments: [point('a')] })),
    ],
    [
      '[ERROR] must be less than 12001 characters [json-pointer:/blocks]',
      times(2, () => ({ type: 'markdown', text: text(6001) })),
    ],
    [
      '[ERROR] no more than 3 items allowed [json-pointer:/blocks/0/actions]',
      [{ type: 'card', title: mrkdwn('x'), actions: times(4, (i) => aButton(`a${i}`, 'A')) }],
    ],
    [
      '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
      [{ type: 'carousel', elements: times(11, () => ({ type: 'card', title: mrkdwn('x') })) }],
    ],
    [
      '[ERROR] unsupported type: carousel [json-pointer:/blocks/0/child_blocks/0/type]',
      [{ type: 'container', title: plain('x'), child_blocks: [{ type: 'carousel', elements: [] }] }],
    ],
    ['[ERROR] must define at least one of: `text`, `fields` [json-pointer:/blocks/0]', [{ type: 'section' }]],
    [
      '[ERROR] must define only one of: `image_url`, `slack_file` [json-pointer:/blocks/0]',
      [{ type: 'image', alt_text: 'a', image_url: 'u', slack_file: { id: 'F1' } }],
    ],
    [
      '[ERROR] must be less than 256 characters [json-pointer:/blocks/0/block_id]',
      [{ type: 'divider', block_id: text(256) }],
    ],
    [
      '[ERROR] must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
      [{ type: 'actions', elements: [{ ...aButton('a', 'A'), confirm: { text: plain(text(301)) } }] }],
    ],
  ])('says %s', (complaint, blocks) => {
    expect(inMessage(...blocks)).toEqual([complaint]);
  });
});
