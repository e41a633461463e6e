// The left column: the workspace, who you are, Home, channels and direct messages with their unread marks.

import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { controlStrip } from './control-strip.js';
import { openChannel, openHome } from './deeds.js';
import { readUpTo } from './memory.js';
import { peopleSwitch } from './people-switch.js';
import { channelTitle, state } from './state.js';
import { unreadCount } from './unread.js';

/** Draws the left column. */
export function channelList() {
  const channels = state.sight?.channels ?? [];
  const direct = channels.filter((channel) => channel.isDm);
  return html`<nav class="side" aria-label="Workspace">
    <h1>${state.directory.team.name}<small>Sandbox</small></h1>
    ${peopleSwitch()}
    <div class="side-scroll">
      <ul class="places"><li>${place('⌂', 'App home', isHome(), openHome, 0)}</li></ul>
      <h2 id="channels-title">Channels</h2>
      <ul class="places" aria-labelledby="channels-title">${entries(channels.filter((channel) => !channel.isDm))}</ul>
      ${
        direct.length > 0
          ? html`<h2 id="direct-title">Direct messages</h2>
            <ul class="places" aria-labelledby="direct-title">${entries(direct)}</ul>`
          : nothing
      }
    </div>
    ${controlStrip()}
  </nav>`;
}

const isHome = () => state.place?.kind === 'home';

function entries(channels) {
  return repeat(
    channels,
    (channel) => channel.id,
    (channel) => html`<li>${entry(channel)}</li>`,
  );
}

function entry(channel) {
  const sign = channel.isDm ? '●' : channel.isPrivate ? '⌁' : '#';
  const here = state.place?.kind === 'channel' && state.place.id === channel.id;
  const unread = unreadCount(channel.messages, readUpTo(state.me, channel.id), state.me);
  return place(
    sign,
    channelTitle(channel),
    here,
    () => openChannel(channel.id),
    unread,
    channel.isPrivate && !channel.isDm,
  );
}

function place(sign, name, here, open, unread, isPrivate = false) {
  return html`<button class="place ${unread > 0 ? 'unread' : ''}" aria-current=${here ? 'page' : nothing} @click=${open}>
    <span class="sign" aria-hidden="true">${sign}</span><span class="name">${name}</span>
    ${isPrivate ? html`<span class="sr"> (private)</span>` : nothing}
    ${unread > 0 ? html`<span class="count">${unread}<span class="sr"> unread</span></span>` : nothing}
  </button>`;
}
