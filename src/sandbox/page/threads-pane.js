// The threads that concern a person, newest first: those they began, answered in, or were called into.

import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { html } from '/vendor/lit-html/lit-html.js';
import { readUpTo } from './memory.js';
import { message } from './message.js';
import { paneHead } from './pane-head.js';
import { channelTitle, conversations, me, state } from './state.js';
import { concernsMe, hasUnreadReply, newest } from './unread.js';

const SHOWN_MAX = 30;

function mine() {
  const self = me();
  return conversations()
    .flatMap((channel) =>
      channel.messages.filter((post) => concernsMe(post, self)).map((post) => ({ channel, post })),
    )
    .sort((a, b) => (newest(a.post.thread) < newest(b.post.thread) ? 1 : -1));
}

/** How many of these threads have an answer that was not read. */
export const unreadThreads = () =>
  mine().filter(({ channel, post }) =>
    hasUnreadReply(post, readUpTo(state.me, `${channel.id}/${post.ts}`), state.me),
  ).length;

/** Draws the threads. */
export function threadsPane() {
  const threads = mine().slice(0, SHOWN_MAX);
  return html`<main class="main" id="main" tabindex="-1" aria-label="Threads">
    ${paneHead('Threads', 'What you began, answered, or were called into')}
    <div class="scroll" data-scroll="threads" tabindex="0">
      ${threads.length === 0 ? html`<p class="empty">No thread concerns this person yet. Reply to a message, and its thread is here.</p>` : ''}
      ${repeat(
        threads,
        ({ channel, post }) => `${channel.id}/${post.ts}`,
        ({
          channel,
          post,
        }) => html`<section class="thread-card" aria-label=${`Thread in ${channelTitle(channel)}`}>
          <h3>${channel.isDm ? '' : '#'}${channelTitle(channel)}</h3>${message(post, { channel: channel.id })}</section>`,
      )}
    </div>
  </main>`;
}
