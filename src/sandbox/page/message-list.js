// The middle pane for a channel: its messages by day, and the composer.

import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { composer } from './composer.js';
import { message } from './message.js';
import { appTabs, paneHead } from './pane-head.js';
import { businessNow, change, channelTitle, directId, myZone, PAGE_OF_MESSAGES, state } from './state.js';
import { dayKey, dayLabel, msOfTs } from './time.js';
import { woven } from './unread.js';

/** Messages of one person within this time stand together under one name. */
const GROUP_MS = 5 * 60_000;

/** Draws a channel. */
export function channelPane(channel) {
  const mine = (state.sight.ephemerals ?? []).filter(
    (each) => each.channel === channel.id && !each.thread_ts,
  );
  const all = woven(channel.messages, mine);
  const { shown, earlier } = latest(all, channel.id, 'messages');
  const title = `${channel.isDm ? '' : '#'}${channelTitle(channel)}`;
  return html`<main class="main" id="main" tabindex="-1" aria-label=${title}>
    ${paneHead(title, channel.topic, channel.id === directId() ? appTabs('Messages') : nothing)}
    <div class="scroll" data-scroll=${channel.id} tabindex="0" role="log" aria-label=${`Messages in ${title}`}>
      ${earlier}
      ${all.length === 0 ? empty(channel, title) : nothing}
      ${messageRows(shown, channel.id)}
    </div>
    ${composer({ channel: channel.id, label: `Message ${title}` })}
  </main>`;
}

const empty = (
  channel,
  title,
) => html`<p class="empty">Nothing has been said ${channel.isDm ? `between you and ${title}` : `in ${title}`} yet.<br />
  Write the first message below, or type <kbd>/</kbd> for a command.</p>`;

/** The last of some posts, as many as are shown in a place, and the button for earlier ones where there are any. */
export function latest(posts, place, what) {
  const limit = state.shown.get(place) ?? PAGE_OF_MESSAGES;
  const hidden = posts.length - limit;
  const more = () => {
    state.shown.set(place, limit + PAGE_OF_MESSAGES);
    change();
  };
  return {
    shown: posts.slice(-limit),
    earlier:
      hidden > 0
        ? html`<button class="button earlier" @click=${more}>Show earlier ${what} (${hidden})</button>`
        : nothing,
  };
}

/** Messages in order, with a line where a day begins. */
export function messageRows(shown, channel, inThread = false) {
  const zone = myZone();
  const now = businessNow();
  return repeat(
    shown,
    (post) => post.ts,
    (post, index) => {
      const before = shown[index - 1];
      const newDay = !before || dayKey(msOfTs(before.ts), zone) !== dayKey(msOfTs(post.ts), zone);
      const compact = !newDay && before !== undefined && goesOn(before, post);
      const isNew = !inThread && beginsNew(before, post);
      return html`${isNew ? html`<div class="new-line" role="separator" aria-label="New messages"><span>New</span></div>` : nothing}${newDay && !inThread ? html`<div class="day"><h2>${dayLabel(msOfTs(post.ts), now, zone)}</h2></div>` : nothing}
        ${message(post, { channel, compact, inThread })}`;
    },
  );
}

function goesOn(before, post) {
  if (before.user !== post.user || before.ephemeral || post.ephemeral || post.blocks?.length) return false;
  return msOfTs(post.ts) - msOfTs(before.ts) < GROUP_MS;
}

/** The first message after the mark that others left since this person was last here. */
const beginsNew = (before, post) =>
  state.newAfter !== '' && post.ts > state.newAfter && before !== undefined && before.ts <= state.newAfter;
