// Where a person types: Enter sends, Shift and Enter makes a new line, a leading slash offers the commands.

import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { send } from './deeds.js';
import { draftKey, draftOf, setDraft, state } from './state.js';

const HINTS_SHOWN = 6;

/** Draws a composer for a channel or a thread. */
export function composer({ channel, threadTs, label }) {
  const key = draftKey('say', channel, threadTs ?? '');
  const text = draftOf(key) ?? '';
  const busy = state.busy.has(key);
  const post = () => send({ key, channel, threadTs, text: draftOf(key) ?? '' });
  const onKey = (event) => {
    // While an input method composes, Enter chooses a word and must not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    post();
  };
  return html`<form class="composer" @submit=${(event) => {
    event.preventDefault();
    post();
  }}>
    ${threadTs ? nothing : hints(text, key)}
    <textarea rows=${Math.min(8, text.split('\n').length)} aria-label=${label} placeholder=${label} .value=${live(text)} autocomplete="off"
      @input=${(event) => setDraft(key, event.target.value)} @keydown=${onKey}></textarea>
    <button class="button primary send ${busy ? 'busy' : ''}" aria-disabled=${busy || text.trim() === '' ? 'true' : 'false'}>Send</button>
  </form>`;
}

/** The commands that begin with what is typed; choosing one fills it in. */
function hints(text, key) {
  const typed = /^\/\S*$/.exec(text)?.[0];
  if (typed === undefined) return nothing;
  const found = (state.directory.commands ?? [])
    .filter((each) => each.command.startsWith(typed))
    .slice(0, HINTS_SHOWN);
  if (found.length === 0) return nothing;
  const fill = (command) => (event) => {
    setDraft(key, `${command} `);
    event.target.closest('form').querySelector('textarea').focus();
  };
  return html`<ul class="hints" aria-label="Commands">${found.map(
    (each) => html`<li><button type="button" @click=${fill(each.command)}><strong>${each.command}</strong>
      <span>${each.usage_hint ?? ''}</span><small>${each.description ?? ''}</small></button></li>`,
  )}</ul>`;
}
