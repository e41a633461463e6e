// One message: who, when, what, and its thread in one line.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { blocks } from './blocks.js';
import { openThread } from './deeds.js';
import { files } from './files.js';
import { readUpTo } from './memory.js';
import { dismiss, messageTools, reactions } from './message-tools.js';
import { myZone, personOf, state } from './state.js';
import { fullTime, msOfTs, timeOfDay } from './time.js';
import { hasUnreadReply, repliers } from './unread.js';
import { mrkdwn } from './words.js';

const TINTS = 8;
const FACES_SHOWN = 3;

/** A person as initials on a colour of their own. */
export function avatar(person, size = '') {
  const initials = person.realName
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
  const sum = [...person.id].reduce((total, char) => total * 31 + char.codePointAt(0), 7);
  const tint = person.isBot ? 'bot' : `tint-${Math.abs(sum) % TINTS}`;
  return html`<span class="avatar ${tint} ${size}" aria-hidden="true">${initials}</span>`;
}

/**
 * Draws a message.
 * @param {{ channel: string, compact?: boolean, inThread?: boolean }} where `compact` leaves out who and when
 */
export function message(post, where) {
  const person = personOf(post.user, post.username);
  const spot = {
    kind: 'message',
    key: `${where.channel}/${post.ts}`,
    channel: where.channel,
    ts: post.ts,
    state: post.state,
    forgetful: post.ephemeral,
  };
  return html`<article class="message ${where.compact ? 'compact' : ''} ${post.ephemeral ? 'ephemeral' : ''} ${state.linked === post.ts ? 'linked' : ''}" data-ts=${post.ts} tabindex="-1"
    aria-label=${`${person.realName}, ${timeOfDay(msOfTs(post.ts), myZone())}`}>
    <div class="gutter">${where.compact ? when(post) : avatar(person)}</div>
    <div class="body">
      ${where.compact ? nothing : head(post, person)}
      ${post.ephemeral ? onlyYou(post, where) : nothing}
      ${post.thread_ts && !where.inThread && !post.ephemeral ? alsoSent(post, where) : nothing}
      ${post.blocks?.length ? blocks(post.blocks, spot) : html`<div class="said ${post.deleted ? 'quiet' : ''}">${mrkdwn(post.text ?? '')}</div>`}
      ${files(post.files)}
      ${where.compact ? edited(post) : nothing}
      ${reactions(post, where)}
      ${where.inThread ? nothing : threadLine(post, where)}
      ${post.ephemeral || post.deleted ? nothing : messageTools(post, where)}
    </div>
  </article>`;
}

function head(post, person) {
  const app = person.isBot ? html`<span class="badge">APP</span>` : nothing;
  return html`<header><strong>${person.realName}</strong>${app}${when(post)}${edited(post)}</header>`;
}

function edited(post) {
  if (!post.edited) return nothing;
  return html`<span class="edited" title=${fullTime(msOfTs(post.edited.ts), myZone())}>(edited)</span>`;
}

function when(post) {
  const ms = msOfTs(post.ts);
  return html`<time class="stamp" datetime=${new Date(ms).toISOString()} title=${fullTime(ms, myZone())}>${timeOfDay(ms, myZone())}</time>`;
}

const onlyYou = (post, where) =>
  html`<p class="only-you"><span aria-hidden="true">◉ </span>Only visible to you
    <button class="as-link" @click=${() => dismiss(post, where)}>Dismiss message</button></p>`;

/** A reply that was sent to the channel as well says where it belongs. */
const alsoSent = (post, where) =>
  html`<p class="only-you"><button class="link" @click=${() => openThread(where.channel, post.thread_ts)}>Replied to a thread</button></p>`;

/** "3 replies" opens the thread. */
function threadLine(post, where) {
  if (post.ephemeral) return nothing;
  const open = () => openThread(where.channel, post.ts);
  const count = post.thread?.length ?? 0;
  if (count === 0) return nothing;
  const fresh = hasUnreadReply(post, readUpTo(state.me, `${where.channel}/${post.ts}`), state.me);
  const last = post.thread[count - 1];
  return html`<button class="thread-line ${fresh ? 'unread' : ''}" @click=${open}>
    ${repliers(post, FACES_SHOWN).map((id) => avatar(personOf(id), 'tiny'))}
    <span class="replies">${count} ${count === 1 ? 'reply' : 'replies'}</span>
    ${fresh ? html`<span class="fresh">New</span>` : nothing}
    <span class="quiet">last at ${timeOfDay(msOfTs(last.ts), myZone())}</span>
  </button>`;
}
