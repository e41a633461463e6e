// The page's beginning: finds out who is here, draws everything from the state, and keeps places while it redraws.

import { keyed } from '/vendor/lit-html/directives/keyed.js';
import { html, nothing, render } from '/vendor/lit-html/lit-html.js';
import { channelList } from './channel-list.js';
import { addressed, hush, openHome } from './deeds.js';
import { keepFocus } from './focus.js';
import { fetchHands } from './hands.js';
import { homePane } from './home.js';
import { listen, refresh } from './live.js';
import { lastPerson, markRead, rememberPerson } from './memory.js';
import { closeOthers } from './menus.js';
import { channelPane } from './message-list.js';
import { showDialogs } from './modal.js';
import { scrollKeeper } from './scrolling.js';
import { change, channelInSight, onChange, state } from './state.js';
import { threadPane } from './thread-pane.js';
import { newest } from './unread.js';

const RETRY_MS = 2_000;
/** The sandbox's clock may tick without anything else changing. */
const CLOCK_REFRESH_MS = 60_000;
const keepScroll = scrollKeeper();

/** Draws the whole page. */
function draw() {
  if (state.directory === null) return;
  settlePlace();
  keepFocus(() =>
    keepScroll(() => {
      render(frame(), document.querySelector('#app'));
      showDialogs();
      render(toast(), document.querySelector('#toasts'));
    }),
  );
  noteRead();
  document.title = `${placeTitle()} · ${state.directory.team.name}`;
}

function frame() {
  return html`<button class="skip" @click=${() => document.querySelector('#main')?.focus()}>Skip to messages</button>
    <div class="frame pane-${state.pane} ${state.thread ? 'with-thread' : ''}">
      ${channelList()}
      ${middle()}
      ${state.thread ? keyed(state.thread.ts, threadPane()) : nothing}
    </div>`;
}

function middle() {
  if (state.place?.kind === 'home') return homePane();
  const channel = channelInSight();
  if (!channel) return html`<main class="main" id="main"><p class="empty">Looking around …</p></main>`;
  // A pane of its own for each channel: screen readers read out what is added to a log, and that must be news.
  return keyed(`${state.me}/${channel.id}`, channelPane(channel));
}

/** A refusal while a modal is open is told inside it: what lies behind a modal is not read out. */
const toast = () =>
  state.toast && !(state.sight?.modal && state.toast.tone === 'bad')
    ? html`<p class="toast ${state.toast.tone}">${state.toast.text}<button class="plain" aria-label="Dismiss" @click=${hush}>✕</button></p>`
    : nothing;

/** A person who is not in the channel that was open lands in the first one of theirs. */
function settlePlace() {
  if (!state.sight || state.place?.kind === 'home' || channelInSight()) return;
  const first = state.sight.channels[0];
  if (first) Object.assign(state, { place: { kind: 'channel', id: first.id }, thread: null });
}

const placeTitle = () => (state.place?.kind === 'home' ? 'App home' : (channelInSight()?.name ?? 'Sandbox'));

/** What is on the screen of a window in front counts as read. */
function noteRead() {
  const channel = state.place?.kind === 'channel' ? channelInSight() : undefined;
  if (!channel || document.hidden) return;
  let moved = markRead(state.me, channel.id, newest(channel.messages));
  if (state.thread) {
    const parent = channelInSight(state.thread.channel)?.messages.find((each) => each.ts === state.thread.ts);
    const key = `${state.thread.channel}/${state.thread.ts}`;
    if (parent) moved = markRead(state.me, key, newest(parent.thread ?? [])) || moved;
  }
  if (moved) change();
}

/** Asks who is here until the sandbox answers, then starts as the person of the address or of the last visit. */
async function begin() {
  try {
    const directory = await fetchHands('people');
    const { people } = directory;
    const { person, place } = addressed();
    const known = (id) => people.some((each) => each.id === id);
    const me = [person, lastPerson(), people[0].id].find(known);
    rememberPerson(me);
    // lit draws after what is there already, so the greeting has to go first.
    document.querySelector('#app .starting')?.remove();
    change({
      directory,
      me,
      place: place === '' || place === 'home' ? null : { kind: 'channel', id: place },
    });
    listen();
    if (place === 'home') openHome();
    setInterval(refresh, CLOCK_REFRESH_MS);
  } catch {
    document
      .querySelector('#app .starting')
      ?.replaceChildren('The sandbox does not answer yet. Trying again …');
    setTimeout(begin, RETRY_MS);
  }
}

onChange(draw);
document.addEventListener('click', closeOthers);
document.addEventListener('visibilitychange', () => change());
begin();
