// A menu that can be searched, for one or several: people, conversations, channels, options from the app, long lists.

import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { change } from './state.js';
import { bare, plainWords } from './words.js';

/** More than this is found by typing. */
const SHOWN_MAX = 50;

/** The one menu that is open: `{ id, query, index }`, or null. */
let open = null;

/**
 * Draws a picker.
 * @param {{ placeholder: string, many: boolean, max?: number, source: { options: object[], note?: string,
 *   find?: (query: string) => void, labelOf: (value: string) => string } }} menu
 *   `find` asks the app for options whenever the words change; without it the options are searched here
 * @param field see fields.js
 */
export function picker(menu, field) {
  const chosen = menu.many ? field.value : [field.value].filter((value) => value !== '');
  const isOpen = open?.id === field.id;
  const shown = isOpen ? matching(menu.source, open.query) : [];
  const full = menu.many && menu.max !== undefined && chosen.length >= menu.max;
  const model = { menu, field, chosen, shown, full };
  return html`<div class="picker" @focusout=${(event) => left(event, field.id)}>
    ${menu.many && chosen.length > 0 ? chips(model) : nothing}
    <div class="picker-line">${input(model, isOpen)}${!menu.many && chosen.length > 0 ? clear(model) : nothing}</div>
    ${isOpen ? list(model) : nothing}
  </div>`;
}

function matching({ options, find }, query) {
  const words = query.trim().toLowerCase();
  // What the app found it found on purpose, maybe by something that is not in the name.
  const fits =
    find || words === '' ? options : options.filter((each) => bare(each.text).toLowerCase().includes(words));
  return fits.slice(0, SHOWN_MAX);
}

function input(model, isOpen) {
  const { menu, field, chosen, shown } = model;
  const listId = `${field.id}.list`;
  const label = menu.many || chosen.length === 0 ? '' : menu.source.labelOf(chosen[0]);
  const lit = isOpen && shown.length > 0 ? `${listId}.${Math.min(open.index, shown.length - 1)}` : nothing;
  return html`<input class="text" type="text" role="combobox" id=${field.id} autocomplete="off" .value=${live(isOpen ? open.query : label)}
    placeholder=${label || menu.placeholder} aria-expanded=${isOpen ? 'true' : 'false'} aria-controls=${isOpen ? listId : nothing}
    aria-autocomplete="list" aria-activedescendant=${lit} aria-label=${field.label ?? nothing} aria-describedby=${field.describedBy ?? nothing}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'} ?autofocus=${field.autofocus}
    @click=${() => unfold(model)} @input=${(event) => search(model, event.target.value)} @keydown=${(event) => onKey(event, model, isOpen)} />`;
}

function chips({ menu, field, chosen }) {
  const without = (value) => () => {
    field.enter(
      chosen.filter((each) => each !== value),
      true,
    );
    queueMicrotask(() => document.getElementById(field.id)?.focus());
  };
  return html`<ul class="chips" aria-label="Chosen">${chosen.map((value) => {
    const label = menu.source.labelOf(value);
    return html`<li>${label}<button type="button" aria-label=${`Remove ${label}`} @click=${without(value)}>✕</button></li>`;
  })}</ul>`;
}

/** Only inputs can be emptied again; a menu beside a message keeps its last choice, as in Slack. */
function clear({ field, menu, chosen }) {
  if (!field.clears) return nothing;
  const empty = () => {
    field.enter('', true);
    queueMicrotask(() => document.getElementById(field.id)?.focus());
  };
  return html`<button type="button" class="button plain small" aria-label=${`Clear ${menu.source.labelOf(chosen[0])}`} @click=${empty}>✕</button>`;
}

function list(model) {
  const { menu, field, chosen, shown, full } = model;
  const listId = `${field.id}.list`;
  const note = full
    ? `No more than ${menu.max} can be chosen. Remove one first.`
    : (menu.source.note ?? (shown.length === 0 ? 'Nothing matches these words.' : ''));
  return html`<div class="picker-list">
    <ul role="listbox" id=${listId} aria-label="Choices" aria-multiselectable=${menu.many ? 'true' : 'false'}>${shown.map(
      (each, index) => {
        const on = chosen.includes(each.value);
        return html`<li role="option" id=${`${listId}.${index}`} class=${index === Math.min(open.index, shown.length - 1) ? 'lit' : ''}
        aria-selected=${on ? 'true' : 'false'} aria-disabled=${full && !on ? 'true' : 'false'} @mousedown=${(
          event,
        ) => {
          event.preventDefault();
          take(model, each);
        }}><span class="picked" aria-hidden="true">${on ? '✓' : ''}</span><span>${plainWords(each.text)}${
          each.description ? html`<small>${plainWords(each.description)}</small>` : nothing
        }${each.group ? html`<small>${each.group}</small>` : nothing}</span></li>`;
      },
    )}</ul>
    <p class="note" role="status">${note}</p>
  </div>`;
}

function unfold(model) {
  if (open?.id !== model.field.id) search(model, '');
}

function search({ menu, field }, query) {
  open = { id: field.id, query, index: 0 };
  menu.source.find?.(query);
  change();
}

function fold() {
  open = null;
  change();
}

function left(event, id) {
  if (open?.id === id && !event.currentTarget.contains(event.relatedTarget)) fold();
}

function take({ menu, field, chosen, full }, option) {
  if (!menu.many) {
    open = null;
    field.enter(option.value, true);
    return;
  }
  const on = chosen.includes(option.value);
  if (full && !on) return;
  open = { ...open, query: '' };
  field.enter(on ? chosen.filter((value) => value !== option.value) : [...chosen, option.value], true);
}

function onKey(event, model, isOpen) {
  if (event.isComposing) return;
  if (!isOpen) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === 'Enter') {
      event.preventDefault();
      unfold(model);
    }
  } else if (onOpenKey(event, model)) {
    event.preventDefault();
    // Otherwise Escape would close the modal around the menu as well.
    event.stopPropagation();
  }
  const { menu, field, chosen } = model;
  if (event.key === 'Backspace' && menu.many && event.target.value === '' && chosen.length > 0) {
    field.enter(chosen.slice(0, -1), true);
  }
}

/** @returns {boolean} whether the key was for the open menu */
function onOpenKey(event, model) {
  const count = model.shown.length;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      if (count === 0) return true;
      const index = (Math.min(open.index, count - 1) + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
      open = { ...open, index };
      change();
      queueMicrotask(() => document.querySelector('.picker-list .lit')?.scrollIntoView({ block: 'nearest' }));
      return true;
    }
    case 'Enter': {
      const option = model.shown[Math.min(open.index, count - 1)];
      if (option) take(model, option);
      return true;
    }
    case 'Escape':
      fold();
      return true;
    default:
      return false;
  }
}
