// The head of a pane: its title, what it is for, the tabs of the app, and on narrow screens the way back to the list.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { openChannel, openHome } from './deeds.js';
import { change, directId, state } from './state.js';

/** Draws the head of the middle pane. */
export function paneHead(title, topic, more = nothing) {
  return html`<header class="pane-head">
    <button class="button plain back" aria-label="Back to channels" @click=${() => change({ pane: 'list' })}>‹</button>
    <div class="pane-title"><h2>${title}</h2>${topic ? html`<p class="quiet">${topic}</p>` : nothing}</div>
    ${more}
    ${state.connected ? nothing : html`<p class="lost" role="status">Connection lost. Trying again …</p>`}
  </header>`;
}

/** The two tabs of the app: its Home, and what was said with it. */
export function appTabs(current) {
  const tab = (name, open) =>
    html`<button class="tab" aria-current=${name === current ? 'page' : nothing} @click=${open}>${name}</button>`;
  return html`<nav class="tabs" aria-label="App">${tab('Home', openHome)}${tab('Messages', () => openChannel(directId()))}</nav>`;
}
