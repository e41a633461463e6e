// The head of a pane: its title, what it is for, and on narrow screens the way back to the list.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { change, state } from './state.js';

/** Draws the head of the middle pane. */
export function paneHead(title, topic) {
  return html`<header class="pane-head">
    <button class="button plain back" aria-label="Back to channels" @click=${() => change({ pane: 'list' })}>‹</button>
    <div><h2>${title}</h2>${topic ? html`<p class="quiet">${topic}</p>` : nothing}</div>
    ${state.connected ? nothing : html`<p class="lost" role="status">Connection lost. Trying again …</p>`}
  </header>`;
}
