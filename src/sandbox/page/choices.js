// Checkboxes and radio buttons, each a native control beside its words.

import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { optionsOf, toggled } from './form.js';
import { lineWords } from './words.js';

/** A list of checkboxes. */
export function boxes(element, field) {
  const options = optionsOf(element);
  return html`<div class="choices">${options.map(
    (each, index) => html`<label class="choice"><input type="checkbox" id=${`${field.id}.${index}`}
        .checked=${live(field.value.includes(each.value))} aria-invalid=${field.invalid ? 'true' : 'false'}
        @change=${() => field.enter(toggled(field.value, each.value, options), true)} />
      ${choiceWords(each)}</label>`,
  )}</div>`;
}

/** A list of radio buttons. */
export function radios(element, field) {
  return html`<div class="choices">${optionsOf(element).map(
    (
      each,
      index,
    ) => html`<label class="choice"><input type="radio" name=${field.id} id=${`${field.id}.${index}`}
        .checked=${live(each.value === field.value)} aria-invalid=${field.invalid ? 'true' : 'false'}
        @change=${() => field.enter(each.value, true)} />
      ${choiceWords(each)}</label>`,
  )}</div>`;
}

const choiceWords = (each) =>
  html`<span>${lineWords(each.text)}${
    each.description ? html`<small>${lineWords(each.description)}</small>` : nothing
  }</span>`;
