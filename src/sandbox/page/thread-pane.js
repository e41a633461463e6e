// The right pane: one thread, from the message it hangs on to the composer for a reply.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { composer } from './composer.js';
import { closeThread } from './deeds.js';
import { message } from './message.js';
import { latest, messageRows } from './message-list.js';
import { channelInSight, channelTitle, state } from './state.js';
import { woven } from './unread.js';

/** Draws the open thread, or nothing. */
export function threadPane() {
  if (state.thread === null || !state.sight) return nothing;
  const { channel: id, ts } = state.thread;
  const channel = channelInSight(id);
  const parent = channel?.messages.find((each) => each.ts === ts);
  return html`<aside class="thread" aria-label="Thread" @keydown=${(event) => onEscape(event)}>
    <header class="pane-head"><div class="pane-title"><h2>Thread</h2><p class="quiet">${channel ? `${channel.isDm ? '' : '#'}${channelTitle(channel)}` : ''}</p></div>
      <button class="button plain close" aria-label="Close thread" @click=${closeThread}>✕</button></header>
    ${parent ? conversation(parent, id, ts) : html`<p class="empty">This message is no longer here.</p>`}
  </aside>`;
}

function conversation(parent, channel, ts) {
  const mine = (state.sight.ephemerals ?? []).filter(
    (each) => each.channel === channel && each.thread_ts === ts,
  );
  const replies = woven(parent.thread ?? [], mine);
  const count = parent.thread?.length ?? 0;
  const { shown, earlier } = latest(replies, `${channel}/${ts}`, 'replies');
  return html`<div class="scroll" data-scroll=${`${channel}/${ts}`} tabindex="0" role="log" aria-label="Thread">
      ${message(parent, { channel, inThread: true })}
      <div class="day"><h3>${count === 0 ? 'No replies yet' : `${count} ${count === 1 ? 'reply' : 'replies'}`}</h3></div>
      ${earlier}
      ${messageRows(shown, channel, true)}
    </div>
    ${composer({ channel, threadTs: ts, label: 'Reply in thread' })}`;
}

function onEscape(event) {
  if (event.key === 'Escape' && !event.defaultPrevented) closeThread();
}
