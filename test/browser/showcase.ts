// What the page has to draw in messages, as any app might send it.
import type { Block } from '@slack/web-api';
import { aButton, mrkdwn, plain } from '../sandbox/a-bot.js';

/** The types lag behind Slack's newer blocks; the sandbox checks what is sent anyway. */
export const block = (given: object): Block => given as Block;
const cell = (text: string) => ({ type: 'raw_text', text });
const amount = (value: number) => ({ type: 'raw_number', value, text: String(value) });
export const option = (text: string, value = text.toLowerCase(), description?: string) => ({
  text: plain(text),
  value,
  ...(description ? { description: plain(description) } : {}),
});
const span = (text: string, style = {}) => ({ type: 'text', text, style });
const line = (...elements: object[]) => ({ type: 'rich_text_section', elements });

/** A lead whose every word tries to become something else. */
export const HOSTILE = '<img src=x onerror=alert(1)>';

const MONTHS = ['August', 'September', 'October', 'November'];
const series = (name: string, values: number[]) => ({
  name,
  data: values.map((value, index) => ({ label: MONTHS[index], value })),
});
const plotted = (type: 'bar' | 'line' | 'area', title: string): Block =>
  block({
    type: 'data_visualization',
    title,
    chart: {
      type,
      series: [series('Accepted', [12, 19, 8, 23]), series('Rejected', [7, 4, 11, 6])],
      axis_config: { categories: MONTHS, x_label: 'Month', y_label: 'Leads' },
    },
  });

export const CHARTS: Block[] = [
  block({
    type: 'data_visualization',
    title: 'Leads by source',
    chart: {
      type: 'pie',
      segments: [
        { label: 'Web form', value: 42 },
        { label: 'Webinar', value: 17 },
        { label: 'Partner', value: 9 },
      ],
    },
  }),
  plotted('bar', 'Answers by month'),
];
export const MORE_CHARTS: Block[] = [plotted('line', 'Trend'), plotted('area', 'Volume')];

const REPS: [string, number, number][] = [
  ['Dana', 12, 0.5],
  ['Sam', 9, 0.25],
  ['Priya', 21, 0.75],
  ['Noor', 3, 1],
];

export const TABLES: Block[] = [
  block({
    type: 'data_table',
    caption: 'Answers by rep',
    page_size: 3,
    row_header_column_index: 0,
    rows: [
      [cell('Rep'), cell('Answered'), cell('Share accepted')],
      ...REPS.map(([name, count, share]) => [cell(name), amount(count), amount(share)]),
    ],
  }),
  block({
    type: 'table',
    column_settings: [{ align: 'left' }, { align: 'right' }],
    rows: [
      [cell('Criterion'), cell('Cited')],
      [cell('Company size'), amount(14)],
      [cell('Country'), { type: 'rich_text', elements: [line(span('three', { bold: true }))] }],
    ],
  }),
];

export const WORDS: Block[] = [
  block({ type: 'header', text: plain('Everything written') }),
  block({
    type: 'section',
    text: mrkdwn(
      '*Bold* _italic_ ~struck~ `code` <https://example.com|a link> <@UDANA> <#CGENERAL> <!subteam^SSALES> :tada:\n> quoted\n• one\n• two\n```\nlet x = 1 < 2;\n```\nDue <!date^1795395600^{date_short_pretty} at {time}|later>',
    ),
  }),
  block({
    type: 'section',
    text: mrkdwn('Pick an answer'),
    fields: [mrkdwn('*Company*\nBanksia Legal'), mrkdwn('*Employees*\n120')],
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('Snooze'), option('Hand over'), option('Report')],
    },
  }),
  block({
    type: 'rich_text',
    elements: [
      line(
        span('Rich', { bold: true }),
        span(' and '),
        span('slanted', { italic: true }),
        { type: 'emoji', name: 'wave' },
        { type: 'user', user_id: 'USAM' },
        { type: 'link', url: 'https://example.com', text: 'site' },
      ),
      { type: 'rich_text_list', style: 'ordered', elements: [line(span('first')), line(span('second'))] },
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [line(span('deeper'))] },
      { type: 'rich_text_quote', elements: [span('Said before')] },
      { type: 'rich_text_preformatted', elements: [span('as it\n  stands')] },
    ],
  }),
  block({ type: 'divider' }),
  block({ type: 'context', elements: [mrkdwn('A *quiet* line'), plain('with plain words')] }),
  block({
    type: 'actions',
    block_id: 'answers',
    elements: [
      { ...aButton('accept', 'Accept'), style: 'primary' },
      {
        ...aButton('reject', 'Reject'),
        style: 'danger',
        confirm: {
          title: plain('Are you sure?'),
          text: mrkdwn('It goes *back*.'),
          confirm: plain('Send back'),
          deny: plain('Keep'),
          style: 'danger',
        },
      },
      aButton('open', 'Open form'),
      {
        type: 'static_select',
        action_id: 'stage',
        placeholder: plain('Stage'),
        options: [option('New'), option('Won')],
      },
      { type: 'datepicker', action_id: 'due' },
    ],
  }),
];

export const FEEDBACK: Block[] = [
  block({
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'rate',
        positive_button: { text: plain('Useful'), value: 'good' },
        negative_button: { text: plain('Not useful'), value: 'bad' },
      },
    ],
  }),
];

export const CARDS: Block[] = [
  block({
    type: 'card',
    title: mrkdwn('Banksia Legal'),
    subtitle: mrkdwn('Legal services'),
    body: mrkdwn('Asked for a *demo* yesterday.'),
    actions: [aButton('card_open', 'Open card')],
  }),
  block({
    type: 'carousel',
    elements: ['One', 'Two', 'Three'].map((name) => ({
      type: 'card',
      title: mrkdwn(`Card ${name}`),
      body: mrkdwn('Some words about it.'),
      actions: [aButton(`carousel_${name.toLowerCase()}`, `Take ${name}`)],
    })),
  }),
  block({
    type: 'container',
    title: plain('Why it qualifies'),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [{ type: 'section', text: mrkdwn('It meets *five* criteria.') }],
  }),
  block({
    type: 'video',
    video_url: 'https://example.com/embed/1',
    thumbnail_url: 'https://example.com/1.png',
    alt_text: 'A walk through the charter',
    title: plain('The charter in two minutes'),
    title_url: 'https://example.com/watch/1',
    provider_name: 'Example',
  }),
  block({
    type: 'image',
    image_url: 'https://example.com/map.png',
    alt_text: 'A map of Hobart',
    title: plain('Where'),
  }),
  block({
    type: 'markdown',
    text: '## Heading\n\nSome **bold** and [a link](https://example.com).\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  }),
];
