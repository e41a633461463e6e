// The page's beginning: finds out who is here, draws everything from the state, and keeps places while it redraws.

import { keyed } from '/vendor/lit-html/directives/keyed.js';
import { html, nothing, render } from '/vendor/lit-html/lit-html.js';
import { channelList } from './channel-list.js';
import { controlsPane } from './controls-pane.js';
import { addressed, hush, openHome, openMessage } from './deeds.js';
import { keepFocus } from './focus.js';
import { fetchHands } from './hands.js';
import { homePane } from './home.js';
import { fetchNow, listen, refresh, rest } from './live.js';
import { lastPerson, rememberPerson, wearTheme } from './memory.js';
import { closeOthers } from './menus.js';
import { channelPane } from './message-list.js';
import { leaveChooser } from './message-tools.js';
import { showDialogs } from './modal.js';
import { noteRead, noteReturn } from './reading.js';
import { scrollKeeper } from './scrolling.js';
import { change, channelInSight, onChange, state } from './state.js';
import { threadPane } from './thread-pane.js';
import { threadsPane } from './threads-pane.js';

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
    <div class="frame pane-${state.pane} ${state.thread || state.controls ? 'with-thread' : ''}">
      ${channelList()}
      ${middle()}
      ${state.controls ? controlsPane() : state.thread ? keyed(state.thread.ts, threadPane()) : nothing}
    </div>`;
}

function middle() {
  if (state.place?.kind === 'home') return homePane();
  if (state.place?.kind === 'threads') return threadsPane();
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
  const stays = state.place !== null && state.place.kind !== 'channel';
  if (!state.sight || stays || channelInSight()) return;
  const first = state.sight.channels[0];
  if (first) Object.assign(state, { place: { kind: 'channel', id: first.id }, thread: null });
}

const TITLES = { home: 'App home', threads: 'Threads' };

const placeTitle = () => TITLES[state.place?.kind] ?? channelInSight()?.name ?? 'Sandbox';

/** Asks who is here until the sandbox answers, then starts as the person of the address or of the last visit. */
async function begin() {
  try {
    const directory = await fetchHands('people');
    const { people } = directory;
    // Set first, since a permalink names the workspace's own address.
    state.directory = directory;
    const { person, place, message } = addressed();
    const known = (id) => people.some((each) => each.id === id);
    const me = [person, lastPerson(), people[0].id].find(known);
    rememberPerson(me);
    // lit draws after what is there already, so the greeting has to go first.
    document.querySelector('#app .starting')?.remove();
    change({
      directory,
      me,
      place: place === '' ? null : place in TITLES ? { kind: place } : { kind: 'channel', id: place },
    });
    await fetchNow();
    listen();
    if (place === 'home') openHome();
    if (message !== '') openMessage(place, message);
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
for (const leaving of ['pointerdown', 'focusin']) document.addEventListener(leaving, leaveChooser);
document.addEventListener('visibilitychange', noteReturn);
document.addEventListener('visibilitychange', rest);
wearTheme();
begin();
