// The parts of the forms in the controls: a labelled menu, a labelled line, and a button that says when it is busy.

import { html } from '/vendor/lit-html/lit-html.js';
import { state } from './state.js';

const idOf = (label) => `control-${label.toLowerCase().replace(/[^a-z]+/g, '-')}`;

/** A menu; `options` are names by value. */
export const choiceField = (label, options, value, onChange) =>
  html`<label for=${idOf(label)}>${label}</label><select class="text" id=${idOf(label)} .value=${value} @change=${(event) => onChange(event.target.value)}>${Object.entries(
    options,
  ).map(
    ([each, name]) => html`<option value=${each} ?selected=${each === value}>${name}</option>`,
  )}</select>`;

/** A line of text, or what `more.type` says. */
export const lineField = (label, value, onInput, more = {}) =>
  html`<label for=${idOf(label)}>${label}</label><input class="text" id=${idOf(label)} type=${more.type ?? 'text'} inputmode=${more.inputMode ?? 'text'}
    .value=${value} required autocomplete="off" @input=${(event) => onInput(event.target.value)} />`;

/** The button of a form; it turns while the deed of that key is under way. */
export const goButton = (label, key) =>
  html`<button class="button small ${state.busy.has(key) ? 'busy' : ''}" aria-disabled=${state.busy.has(key) ? 'true' : 'false'}>${label}</button>`;
