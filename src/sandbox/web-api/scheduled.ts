// chat.schedule*: messages that wait for their time, and sending them once the business clock has passed it.
import type { Desk } from '../desk.js';
import { objectId } from '../ids.js';
import type { Scheduled } from '../model.js';
import { type Call, type Method, SlackError } from './call.js';
import { draftOf } from './chat.js';
import { page, writableChannel } from './lookup.js';
import { presentDraft } from './present.js';

const AHEAD_MAX_SECONDS = 120 * 24 * 3600;
/** Slack takes so many messages for one channel within a window of five minutes. */
const WINDOW_SECONDS = 300;
const IN_WINDOW_MAX = 30;
/** A message this close to its time can no longer be taken back. */
const TOO_LATE_SECONDS = 60;

const nowSeconds = (call: Call): number => call.desk.clock.now().getTime() / 1000;

export const add: Method = (call) => {
  const { workspace } = call.desk;
  const channel = writableChannel(call);
  const postAt = timeOf(call);
  const near = workspace.state.scheduled.filter(
    (s) => s.channel === channel.id && Math.abs(s.postAt - postAt) < WINDOW_SECONDS,
  );
  if (near.length >= IN_WINDOW_MAX) throw new SlackError('restricted_too_many');
  const message = draftOf(call, channel);
  const id = objectId('Q');
  const created = Math.floor(nowSeconds(call));
  workspace.state.scheduled.push({ id, channel: channel.id, postAt, created, message });
  workspace.changed('everybody');
  return {
    channel: channel.id,
    scheduled_message_id: id,
    post_at: postAt,
    message: { ...presentDraft(workspace, message), type: 'delayed_message' },
  };
};

/** Throws invalid_arguments, invalid_time, time_in_past, time_too_far. */
function timeOf(call: Call): number {
  const given = call.needed('post_at');
  if (!/^\d{1,12}$/.test(given)) throw new SlackError('invalid_time');
  const ahead = Number(given) - nowSeconds(call);
  if (ahead <= 0) throw new SlackError('time_in_past');
  if (ahead > AHEAD_MAX_SECONDS) throw new SlackError('time_too_far');
  return Number(given);
}

export const remove: Method = (call) => {
  const { state, changed } = call.desk.workspace;
  const channel = call.needed('channel');
  const id = call.needed('scheduled_message_id');
  const found = state.scheduled.find((s) => s.id === id && s.channel === channel);
  if (!found || found.postAt - nowSeconds(call) < TOO_LATE_SECONDS)
    throw new SlackError('invalid_scheduled_message_id');
  state.scheduled = state.scheduled.filter((s) => s !== found);
  changed('everybody');
  return {};
};

export const list: Method = (call) => {
  const { state } = call.desk.workspace;
  const channel = call.text('channel');
  if (channel && !call.desk.workspace.channelById(channel)) throw new SlackError('invalid_channel');
  const oldest = Number(call.text('oldest') ?? 0);
  const latest = Number(call.text('latest') ?? Number.MAX_SAFE_INTEGER);
  const waiting = state.scheduled
    .filter((s) => (!channel || s.channel === channel) && s.postAt >= oldest && s.postAt <= latest)
    .sort((a, b) => a.postAt - b.postAt);
  const { items, response_metadata } = page(call, waiting);
  return { scheduled_messages: items.map(presentScheduled), response_metadata };
};

const presentScheduled = ({ id, channel, postAt, created, message }: Scheduled) => ({
  id,
  channel_id: channel,
  post_at: postAt,
  date_created: created,
  text: message.text,
});

/** The business time at which the next message waits to be sent; undefined when none waits. */
export const nextScheduledAt = ({ workspace }: Desk): Date | undefined => {
  const times = workspace.state.scheduled.map((s) => s.postAt);
  return times.length > 0 ? new Date(Math.min(...times) * 1000) : undefined;
};

/** Sends every message whose time the business clock has passed, the earliest first. */
export function sendScheduled({ workspace, clock }: Desk): void {
  const due = workspace.state.scheduled
    .filter((s) => s.postAt * 1000 <= clock.now().getTime())
    .sort((a, b) => a.postAt - b.postAt);
  if (due.length === 0) return;
  workspace.state.scheduled = workspace.state.scheduled.filter((s) => !due.includes(s));
  for (const { channel: id, message } of due) {
    const channel = workspace.channelById(id);
    // What was archived, or left by the bot, in the meantime hears nothing more.
    if (channel && !channel.isArchived && channel.members.includes(message.user))
      workspace.post(channel, message);
  }
}
