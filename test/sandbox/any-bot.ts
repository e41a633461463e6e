// A Bolt app of somebody else's: it knows Slack and nothing of ours, and uses most of what an app can do with people.
import type { App } from '@slack/bolt';
import { aButton, mrkdwn, plain } from './a-bot.js';

const TOPICS = ['Audit', 'Advisory', 'Tax', 'Payroll'];

const form = {
  type: 'modal' as const,
  callback_id: 'enquiry',
  title: plain('New enquiry'),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'who',
      label: plain('E-mail'),
      element: { type: 'email_text_input' as const, action_id: 'email' },
    },
    {
      type: 'input' as const,
      block_id: 'about',
      label: plain('Topic'),
      element: { type: 'external_select' as const, action_id: 'topic', min_query_length: 2 },
    },
  ],
};

/** Teaches a fresh app everything this bot does. */
export function teach(app: App): void {
  app.message('enquiry', async ({ say }) => {
    const elements = [aButton('open_form', 'Write it down'), aButton('forget', 'Never mind')];
    await say({ text: 'An enquiry?', blocks: [{ type: 'actions', block_id: 'offer', elements }] });
  });
  app.action({ type: 'block_actions', action_id: 'open_form' }, async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.action('forget', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'Forgotten.' });
  });
  app.options('topic', async ({ ack, options }) => {
    const found = TOPICS.filter((topic) => topic.toLowerCase().includes(options.value.toLowerCase()));
    await ack({ options: found.map((topic) => ({ text: plain(topic), value: topic.toLowerCase() })) });
  });
  app.view({ type: 'view_submission', callback_id: 'enquiry' }, async ({ ack, body, view, client }) => {
    const email = view.state.values.who?.email?.value ?? '';
    if (email.endsWith('@spam.example')) {
      await ack({ response_action: 'errors', errors: { who: 'We know this one. Give another address.' } });
      return;
    }
    await ack();
    const topic = view.state.values.about?.topic?.selected_option?.text.text;
    await client.views.publish({
      user_id: body.user.id,
      view: { type: 'home', blocks: [{ type: 'section', text: mrkdwn(`${email} asks about ${topic}`) }] },
    });
  });
  app.view({ type: 'view_closed', callback_id: 'enquiry' }, async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'Closed without an enquiry.' });
  });
  app.command('/enquiries', async ({ ack, command, respond }) => {
    await ack();
    await respond({ response_type: 'in_channel', text: `<@${command.user_id}> asks for ${command.text}` });
  });
  app.shortcut('new_enquiry', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
  });
  app.shortcut({ type: 'message_action', callback_id: 'quote' }, async ({ ack, shortcut, respond }) => {
    await ack();
    await respond({ text: `Quoted: ${shortcut.message.text}` });
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: 'You called?', thread_ts: event.ts });
  });
  app.event('reaction_added', async ({ event, client }) => {
    const { channel, ts } = event.item;
    await client.chat.postMessage({ channel, thread_ts: ts, text: `Thanks for :${event.reaction}:` });
  });
}
