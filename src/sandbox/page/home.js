// The app's Home tab.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { blocks } from './blocks.js';
import { paneHead } from './pane-head.js';
import { state } from './state.js';

/** Draws Home as the app last published it for this person. */
export function homePane() {
  const view = state.sight?.home;
  return html`<main class="main" id="main" tabindex="-1" aria-label="App home">
    ${paneHead('App home', 'What the app shows to you alone')}
    <div class="scroll home" data-scroll="home" tabindex="0">
      ${view ? blocks(view.blocks, { kind: 'home', key: 'home', view, state: view.state }) : nothing}
      ${view ? nothing : html`<p class="empty">${state.busy.has('home') ? 'Asking the app …' : 'The app has not drawn a Home for this person yet.'}</p>`}
    </div>
  </main>`;
}
