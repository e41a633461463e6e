// The left column: the workspace, who you are, the places with their unread marks, and the way to the controls.

import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { html, nothing, svg } from '/vendor/lit-html/lit-html.js';
import { controlStrip } from './control-strip.js';
import { joinChannel, openChannel, openHome, openThreads } from './deeds.js';
import { readUpTo } from './memory.js';
import { closeOnLeave, menuKeys } from './menus.js';
import { peopleSwitch } from './people-switch.js';
import { channelTitle, conversations, me, state } from './state.js';
import { unreadThreads } from './threads-pane.js';
import { mentionCount, unreadCount } from './unread.js';

/** Draws the left column. */
export function channelList() {
  const channels = conversations();
  const direct = channels.filter((channel) => channel.isDm);
  return html`<nav class="side" aria-label="Workspace">
    <h1>${state.directory.team.name}<small>Sandbox</small></h1>
    ${peopleSwitch()}
    <div class="side-scroll">
      <ul class="places">
        <li>${place({ sign: '⌂', name: 'App home', here: isAt('home'), open: openHome })}</li>
        <li>${place({ sign: '≡', name: 'Threads', here: isAt('threads'), open: openThreads, calls: unreadThreads() })}</li>
      </ul>
      <h2 id="channels-title">Channels</h2>
      <ul class="places" aria-labelledby="channels-title">${entries(channels.filter((channel) => !channel.isDm))}</ul>
      ${others()}
      <h2 id="direct-title">Direct messages</h2>
      <ul class="places" aria-labelledby="direct-title">${entries(direct)}</ul>
    </div>
    ${controlStrip()}
  </nav>`;
}

const isAt = (kind) => state.place?.kind === kind;

function entries(channels) {
  return repeat(
    channels,
    (channel) => channel.id,
    (channel) => html`<li>${entry(channel)}</li>`,
  );
}

function entry(channel) {
  const mark = readUpTo(state.me, channel.id);
  const unread = unreadCount(channel.messages, mark, state.me);
  return place({
    sign: channel.isDm ? '●' : channel.isPrivate ? lock() : '#',
    name: channelTitle(channel),
    here: isAt('channel') && state.place.id === channel.id,
    open: () => openChannel(channel.id),
    unread: unread > 0,
    // Whatever is said to a person alone calls them.
    calls: channel.isDm ? unread : mentionCount(channel.messages, mark, me()),
    isPrivate: channel.isPrivate && !channel.isDm,
  });
}

const lock = () =>
  svg`<svg viewBox="0 0 12 14" width="11" height="13"><path d="M3 6V4a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.6"/><rect x="1" y="6" width="10" height="7.5" rx="1.5" fill="currentColor"/></svg>`;

function place({ sign, name, here, open, unread = false, calls = 0, isPrivate = false }) {
  return html`<button class="place ${unread || calls > 0 ? 'unread' : ''}" aria-current=${here ? 'page' : nothing} @click=${open}>
    <span class="sign" aria-hidden="true">${sign}</span><span class="name">${name}</span>
    ${isPrivate ? html`<span class="sr"> (private)</span>` : nothing}
    ${unread ? html`<span class="sr">, unread</span>` : nothing}
    ${calls > 0 ? html`<span class="count">${calls}<span class="sr"> for you</span></span>` : nothing}
  </button>`;
}

/** Public channels this person is not in; choosing one joins it. */
function others() {
  const mine = new Set(conversations().map((each) => each.id));
  const open = (state.directory.channels ?? []).filter(
    (each) => !each.isPrivate && !each.isArchived && !mine.has(each.id),
  );
  if (open.length === 0) return nothing;
  return html`<details class="more-channels" @keydown=${menuKeys} @focusout=${closeOnLeave}><summary>More channels (${open.length})</summary>
    <ul class="places">${open.map(
      (each) =>
        html`<li><button class="place" @click=${() => joinChannel(each.id)}><span class="sign" aria-hidden="true">#</span><span class="name">Join ${each.name}</span></button></li>`,
    )}</ul></details>`;
}
