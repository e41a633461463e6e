// The shortcuts of the app: those for anywhere beside the composer, those for a message among its tools.

import { html, nothing, svg } from '/vendor/lit-html/lit-html.js';
import { act } from './deeds.js';
import { closeOnLeave, menuKeys } from './menus.js';
import { state } from './state.js';

/** Draws the menu of shortcuts that begin anywhere; nothing when the app has none. */
export function globalShortcuts() {
  return menu('global', {
    label: 'Shortcuts',
    sign: BOLT,
    tabindex: 0,
    use: (shortcut) => act(`shortcut/${shortcut}`, 'shortcut', { as: state.me, callback_id: shortcut }),
  });
}

/** Draws the menu of shortcuts on one message; nothing when the app has none. */
export function messageShortcuts(post, where) {
  return menu('message', {
    label: 'Message shortcuts',
    sign: DOTS,
    // The tools of a message are one stop of the Tab key.
    tabindex: -1,
    use: (shortcut) =>
      act(`shortcut/${where.channel}/${post.ts}/${shortcut}`, 'shortcut', {
        as: state.me,
        callback_id: shortcut,
        channel: where.channel,
        ts: post.ts,
      }),
  });
}

const BOLT = svg`<svg viewBox="0 0 15 15" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"><path d="M8.5 1 3 8.5h3.5L6 14l6-8H8z"/></svg>`;
const DOTS = svg`<svg viewBox="0 0 15 15" width="16" height="16" aria-hidden="true" fill="currentColor"><circle cx="7.5" cy="3" r="1.3"/><circle cx="7.5" cy="7.5" r="1.3"/><circle cx="7.5" cy="12" r="1.3"/></svg>`;

function menu(type, { label, sign, tabindex, use }) {
  const shortcuts = (state.directory.shortcuts ?? []).filter((each) => each.type === type);
  if (shortcuts.length === 0) return nothing;
  const choose = (each) => (event) => {
    const details = event.currentTarget.closest('details');
    details.open = false;
    details.querySelector('summary').focus();
    use(each.callback_id);
  };
  return html`<details class="overflow shortcuts" @keydown=${menuKeys} @focusout=${closeOnLeave}>
    <summary class="tool" tabindex=${tabindex} aria-label=${label} title=${label}>${sign}</summary>
    <ul aria-label=${label}>${shortcuts.map(
      (each) =>
        html`<li><button type="button" @click=${choose(each)}>${each.name}${each.description ? html`<small>${each.description}</small>` : nothing}</button></li>`,
    )}</ul>
  </details>`;
}
