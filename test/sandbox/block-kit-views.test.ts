// Block Kit's rules for modals and Home in the sandbox, with Slack's own words.
import { describe, expect, test } from 'vitest';
import { viewComplaints } from '../../src/sandbox/block-kit/validate.js';
import { chart, input, modal, point, text, times } from './a-block.js';
import { plain } from './a-bot.js';

describe('views', () => {
  test.each<[string, object]>([
    [
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
      modal({ title: plain(text(25)) }),
    ],
    [
      '[ERROR] must be less than 25 characters [json-pointer:/view/submit/text]',
      modal({ submit: plain(text(25)) }),
    ],
    ['[ERROR] missing required field: title [json-pointer:/view]', { type: 'modal', blocks: [] }],
    ['[ERROR] missing required field: blocks [json-pointer:/view]', { type: 'modal', title: plain('x') }],
    [
      '[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]',
      modal({ blocks: times(101, () => ({ type: 'divider' })) }),
    ],
    [
      '[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]',
      modal({ private_metadata: text(3001) }),
    ],
    [
      '[ERROR] must be less than 256 characters [json-pointer:/view/callback_id]',
      modal({ callback_id: text(256) }),
    ],
    [
      '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view]',
      modal({ blocks: [input({ type: 'plain_text_input' })] }),
    ],
    [
      '[ERROR] unsupported type: markdown [json-pointer:/view/blocks/0/type]',
      modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
    ],
    [
      '[ERROR] unsupported type: data_visualization [json-pointer:/view/blocks/0/type]',
      { type: 'home', blocks: [chart({ type: 'pie', segments: [point('a')] })] },
    ],
    [
      '[ERROR] unsupported type: number_input [json-pointer:/view/blocks/0/element/type]',
      { type: 'home', blocks: [input({ type: 'number_input', is_decimal_allowed: true })] },
    ],
    [
      '[ERROR] invalid additional property: title [json-pointer:/view]',
      { type: 'home', title: plain('x'), blocks: [] },
    ],
    ['[ERROR] unsupported type: page [json-pointer:/view/type]', { type: 'page', blocks: [] }],
  ])('says %s', (complaint, view) => {
    expect(viewComplaints(view)).toEqual([complaint]);
  });

  test('accepts every input in a modal with submit', () => {
    const inputs = [
      'plain_text_input',
      'email_text_input',
      'url_text_input',
      'users_select',
      'multi_users_select',
      'datepicker',
      'timepicker',
      'datetimepicker',
      'conversations_select',
      'channels_select',
    ];
    const blocks = inputs.map((type) => input({ type, action_id: type }));
    expect(viewComplaints(modal({ submit: plain('Send'), blocks }))).toEqual([]);
  });
});
