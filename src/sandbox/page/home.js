// The app's Home tab.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { blocks } from './blocks.js';
import { openHome } from './deeds.js';
import { appTabs, paneHead } from './pane-head.js';
import { state } from './state.js';

/** Draws Home as the app last published it for this person. */
export function homePane() {
  const view = state.sight?.home;
  return html`<main class="main" id="main" tabindex="-1" aria-label="App home">
    ${paneHead('App home', `What ${state.directory.bot.name ?? 'the app'} shows to you alone`, appTabs('Home'))}
    <div class="scroll home" data-scroll="home" tabindex="0">
      ${view ? blocks(view.blocks, { kind: 'home', key: 'home', view, state: view.state }) : nothing}
      ${view ? nothing : state.busy.has('home') ? html`<p class="empty">Asking the app …</p>` : noHome()}
    </div>
  </main>`;
}

const noHome = () =>
  html`<div class="empty"><p>The app has not drawn a Home for this person yet.</p>
    <p>Check that the bot is running and draws one when it hears <code>app_home_opened</code>, then ask again.</p>
    <button class="button" @click=${openHome}>Ask again</button></div>`;
