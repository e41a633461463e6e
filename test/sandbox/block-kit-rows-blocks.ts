// Blocks of words and pictures: one example at its limits for each, and what Slack says just beyond.
import { text, times } from './a-block.js';
import { mrkdwn, plain } from './a-bot.js';
import { image, imageBlock, longer, missing, type Row, richText } from './block-kit-row.js';

export const TEXT_BLOCK_ROWS: Row[] = [
  {
    type: 'section',
    on: 'home',
    full: {
      type: 'section',
      block_id: text(255),
      text: mrkdwn(text(3000)),
      fields: times(10, () => plain(text(2000))),
      accessory: image,
      expand: true,
    },
    beyond: [
      ['block_id', text(256), longer(255)],
      ['text/text', text(3001), longer(3000)],
      ['text/text', '', 'must be more than 0 characters'],
      ['text/type', 'markdown', 'unsupported type: markdown', 'text/type'],
      ['text/emoji', true, 'invalid additional property: emoji', 'text'],
      ['fields', times(11, () => plain('x')), 'no more than 10 items allowed'],
      ['fields/0/text', text(2001), longer(2000)],
      ['accessory', { type: 'plain_text_input' }, 'unsupported type: plain_text_input', 'accessory/type'],
      ['expand', 'yes', 'must provide a boolean'],
      ['colour', 'red', 'invalid additional property: colour', ''],
    ],
  },
  {
    type: 'header',
    on: 'modal',
    full: { type: 'header', text: plain(text(150)) },
    beyond: [missing('text'), ['text/text', text(151), longer(150)], ['text', 'x', 'must provide an object']],
  },
  {
    type: 'context',
    on: 'modal',
    full: { type: 'context', elements: [image, ...times(9, () => mrkdwn('x'))] },
    beyond: [
      ['elements', times(11, () => mrkdwn('x')), 'no more than 10 items allowed'],
      ['elements', [], 'must provide at least 1 items'],
      ['elements/0', { type: 'button', text: plain('x') }, 'unsupported type: button', 'elements/0/type'],
      missing('elements'),
    ],
  },
  {
    type: 'actions',
    on: 'modal',
    full: {
      type: 'actions',
      elements: times(25, (i) => ({ type: 'button', text: plain('x'), action_id: `${i}` })),
    },
    beyond: [
      [
        'elements',
        times(26, (i) => ({ type: 'button', text: plain('x'), action_id: `${i}` })),
        'no more than 25 items allowed',
      ],
      ['elements/1/action_id', '0', '`action_id` "0" already exists'],
      ['elements/0', image, 'unsupported type: image', 'elements/0/type'],
    ],
  },
  {
    type: 'context_actions',
    on: 'message',
    full: {
      type: 'context_actions',
      elements: times(5, (i) => ({
        type: 'icon_button',
        icon: 'trash',
        text: plain('x'),
        action_id: `${i}`,
      })),
    },
    beyond: [
      [
        'elements',
        times(6, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })),
        'no more than 5 items allowed',
      ],
      ['elements/0', { type: 'button', text: plain('x') }, 'unsupported type: button', 'elements/0/type'],
    ],
  },
  {
    type: 'input',
    on: 'modal',
    full: {
      type: 'input',
      label: plain(text(2000)),
      hint: plain(text(2000)),
      element: { type: 'plain_text_input' },
      optional: true,
      dispatch_action: true,
    },
    beyond: [
      ['label/text', text(2001), longer(2000)],
      ['hint/text', text(2001), longer(2000)],
      ['element', { type: 'button', text: plain('x') }, 'unsupported type: button', 'element/type'],
      ['optional', 1, 'must provide a boolean'],
      missing('label'),
      missing('element'),
    ],
  },
  {
    type: 'image',
    on: 'message',
    full: { ...imageBlock, image_url: `https://e.au/${text(2987)}` },
    beyond: [
      ['alt_text', text(2001), longer(2000)],
      ['title/text', text(2001), longer(2000)],
      ['image_url', text(3001), longer(3000)],
      ['image_url', undefined, 'must define at least one of: `image_url`, `slack_file`', ''],
      ['slack_file', { id: 'F1' }, 'must define only one of: `image_url`, `slack_file`', ''],
      missing('alt_text'),
    ],
  },
  {
    type: 'divider',
    on: 'home',
    full: { type: 'divider', block_id: text(255) },
    beyond: [['text', 'x', 'invalid additional property: text', '']],
  },
  {
    type: 'markdown',
    on: 'message',
    full: { type: 'markdown', text: text(12_000) },
    beyond: [['text', text(12_001), longer(12_000)], missing('text')],
  },
  {
    type: 'rich_text',
    on: 'modal',
    full: richText,
    beyond: [
      ['elements', [], 'must provide at least 1 items'],
      ['elements/0', { type: 'text', text: 'x' }, 'unsupported type: text', 'elements/0/type'],
    ],
  },
  {
    type: 'video',
    on: 'modal',
    full: {
      type: 'video',
      video_url: `https://e.au/${text(2987)}`,
      thumbnail_url: 'https://e.au/a.png',
      alt_text: text(2000),
      title: plain(text(200)),
      title_url: 'https://e.au',
      author_name: text(50),
      provider_name: 'E',
      provider_icon_url: 'https://e.au/i.png',
      description: plain(text(2000)),
    },
    beyond: [
      ['title/text', text(201), longer(200)],
      ['author_name', text(51), longer(50)],
      ['video_url', 'http://e.au', 'must provide an https URL'],
      ['video_url', `https://e.au/${text(2988)}`, longer(3000)],
      missing('thumbnail_url'),
      missing('alt_text'),
    ],
  },
];
