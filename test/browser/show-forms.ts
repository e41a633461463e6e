// What the page has to draw as Home and as modals, with every kind of input.
import type { Block, View } from '@slack/web-api';
import { aButton, mrkdwn, plain } from '../sandbox/a-bot.js';
import { block, option } from './showcase.js';

export const HOME: View = {
  type: 'home',
  blocks: [
    block({ type: 'header', text: plain('Your day') }),
    block({
      type: 'section',
      text: mrkdwn('Two leads wait for *you*.'),
      accessory: aButton('home_open', 'Open form'),
    }),
    block({ type: 'divider' }),
    block({ type: 'context', elements: [mrkdwn('Support: ask in <#CGENERAL>')] }),
  ],
} as View;

const FLAVOURS = [option('Apple'), option('Banana'), option('Cherry', 'cherry', 'In season')];
const input = (block_id: string, label: string, element: object, more: object = {}): Block =>
  block({
    type: 'input',
    block_id,
    label: plain(label),
    element: { action_id: block_id, ...element },
    optional: true,
    ...more,
  });

/** A modal with every kind of input. */
export const EVERY_INPUT: View = {
  type: 'modal',
  callback_id: 'everything',
  title: plain('Every input'),
  submit: plain('Save'),
  close: plain('Not now'),
  blocks: [
    block({ type: 'alert', level: 'warning', text: mrkdwn('Only *one* of these is needed.') }),
    input(
      'name',
      'Name',
      { type: 'plain_text_input', placeholder: plain('Full name'), max_length: 40 },
      { optional: false, hint: plain('As on the card') },
    ),
    input('note', 'Note', { type: 'plain_text_input', multiline: true }),
    input('rich', 'Rich note', { type: 'rich_text_input' }),
    input('email', 'Email', { type: 'email_text_input' }),
    input('site', 'Website', { type: 'url_text_input' }),
    input('count', 'Employees', {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '500',
    }),
    input('day', 'Day', { type: 'datepicker' }),
    input('hour', 'Hour', { type: 'timepicker' }),
    input('moment', 'Moment', { type: 'datetimepicker' }),
    input('one', 'One flavour', { type: 'static_select', options: FLAVOURS }),
    input('many', 'Several flavours', {
      type: 'multi_static_select',
      options: FLAVOURS,
      max_selected_items: 2,
    }),
    input('person', 'Colleague', { type: 'users_select' }),
    input('persons', 'Colleagues', { type: 'multi_users_select' }),
    input('channel', 'Channel', { type: 'channels_select' }),
    input('channels', 'Channels', { type: 'multi_channels_select' }),
    input('talk', 'Conversation', { type: 'conversations_select' }),
    input('talks', 'Conversations', { type: 'multi_conversations_select' }),
    input('lookup', 'Account', { type: 'external_select', min_query_length: 2 }),
    input('lookups', 'Accounts', { type: 'multi_external_select', min_query_length: 0 }),
    input('boxes', 'Boxes', { type: 'checkboxes', options: FLAVOURS }),
    input('radio', 'Radio', { type: 'radio_buttons', options: FLAVOURS }),
    input('files', 'Files', { type: 'file_input', filetypes: ['txt', 'csv'], max_files: 2 }),
  ],
} as View;

/** A second modal, pushed upon the first. */
export const PUSHED: View = {
  type: 'modal',
  callback_id: 'pushed',
  title: plain('One step further'),
  close: plain('Back'),
  blocks: [block({ type: 'section', text: mrkdwn('Pushed upon the first.') })],
} as View;
