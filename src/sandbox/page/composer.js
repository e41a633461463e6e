// Where a person types: Enter sends, Shift and Enter makes a new line, and / @ # : offer how to go on.

import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { completionAt, filledIn, usageOf } from './completion.js';
import { send } from './deeds.js';
import { EMOJI } from './emoji.js';
import { globalShortcuts } from './shortcuts.js';
import { change, draftKey, draftOf, setDraft, state } from './state.js';

/** Where the cursor is and which offer is lit: `{ key, caret, index, closed }`; only one composer has the cursor. */
let typing = { key: null, caret: 0, index: 0, closed: false };

/** Draws a composer for a channel or a thread. */
export function composer({ channel, threadTs, label }) {
  const key = draftKey('say', channel, threadTs ?? '');
  const text = draftOf(key) ?? '';
  const busy = state.busy.has(key);
  const offered = offeredIn(key, text, threadTs);
  const post = () => send({ key, channel, threadTs, text: draftOf(key) ?? '' });
  const listId = `offers-${threadTs ?? channel}`;
  const usage = threadTs ? null : usageOf(text, state.directory.commands);
  return html`<form class="composer" @submit=${(event) => {
    event.preventDefault();
    post();
  }}>
    ${offered ? offers(offered, key, listId) : nothing}
    ${usage && !offered ? usageLine(usage) : nothing}
    ${threadTs ? nothing : globalShortcuts()}
    <textarea rows=${Math.min(8, text.split('\n').length)} aria-label=${label} placeholder=${label} .value=${live(text)} autocomplete="off"
      aria-autocomplete="list" aria-controls=${offered ? listId : nothing} aria-activedescendant=${offered ? `${listId}-${typing.index}` : nothing}
      @input=${(event) => typed(key, event.target)} @click=${(event) => moved(key, event.target)} @keyup=${(event) => movedByKey(key, event)}
      @blur=${close} @keydown=${(event) => onKey(event, { offered, key, post })}></textarea>
    <button class="button primary send ${busy ? 'busy' : ''}" aria-disabled=${busy || text.trim() === '' ? 'true' : 'false'}>Send</button>
  </form>`;
}

function typed(key, area) {
  typing = { key, caret: area.selectionStart, index: 0, closed: false };
  setDraft(key, area.value);
}

function moved(key, area) {
  if (typing.key === key && typing.caret === area.selectionStart) return;
  typing = { key, caret: area.selectionStart, index: 0, closed: typing.closed };
  change();
}

const MOVING = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];
const movedByKey = (key, event) => MOVING.includes(event.key) && moved(key, event.target);

function close() {
  typing = { ...typing, closed: true };
  change();
}

function offeredIn(key, text, threadTs) {
  if (typing.key !== key || typing.closed) return null;
  const { people, groups, channels, commands } = state.directory;
  // Slack takes no commands in threads, so none are offered there.
  const known = { people, groups, channels, emoji: EMOJI, commands: threadTs ? [] : commands };
  return completionAt(text, typing.caret, known);
}

function onKey(event, { offered, key, post }) {
  // While an input method composes, Enter chooses a word and must not send.
  if (event.isComposing) return;
  if (offered && onOfferKey(event, offered, key)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    post();
  }
}

/** Arrows go through the offers, Enter and Tab take one, Escape puts them away. @returns whether the key was one of these */
function onOfferKey(event, offered, key) {
  const count = offered.items.length;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      typing.index = (typing.index + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
      change();
      return true;
    case 'Enter':
    case 'Tab':
      if (event.shiftKey) return false;
      take(offered, offered.items[typing.index], key, event.target);
      return true;
    case 'Escape':
      close();
      return true;
    default:
      return false;
  }
}

function take(offered, item, key, area) {
  const { text, caret } = filledIn(area.value, offered, item);
  typing = { key, caret, index: 0, closed: false };
  setDraft(key, text);
  queueMicrotask(() => {
    area.focus();
    area.setSelectionRange(caret, caret);
  });
}

function offers(offered, key, listId) {
  const choose = (item) => (event) => {
    // The press would take the cursor out of the text before the click arrives.
    event.preventDefault();
    take(offered, item, key, event.target.closest('form').querySelector('textarea'));
  };
  return html`<ul class="hints" role="listbox" id=${listId} aria-label="Suggestions">${offered.items.map(
    (
      each,
      index,
    ) => html`<li role="option" id=${`${listId}-${index}`} aria-selected=${index === typing.index ? 'true' : 'false'}
      @mousedown=${choose(each)}><strong>${each.label}</strong> <span>${each.hint}</span> <small>${each.detail}</small></li>`,
  )}</ul>`;
}

const usageLine = (each) =>
  html`<p class="hints usage"><strong>${each.command}</strong> <span>${each.usage_hint ?? ''}</span> <small>${each.description ?? ''}</small></p>`;
