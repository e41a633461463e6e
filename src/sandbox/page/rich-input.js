// A field for formatted text: Slack's marks in a plain field, with buttons that write them.

import { ifDefined } from '/vendor/lit-html/directives/if-defined.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { html } from '/vendor/lit-html/lit-html.js';
import { toolbarKeys } from './menus.js';
import { bare } from './words.js';

const MARKS = [
  { name: 'Bold', mark: '*', sign: 'B', key: 'b' },
  { name: 'Italic', mark: '_', sign: 'I', key: 'i' },
  { name: 'Strikethrough', mark: '~', sign: 'S', key: '' },
  { name: 'Code', mark: '`', sign: '‹›', key: 'e' },
];
const LINES = [
  { name: 'Bulleted list', begin: '• ', sign: '•' },
  { name: 'Numbered list', begin: '1. ', sign: '1.' },
  { name: 'Quote', begin: '> ', sign: '❝' },
];

/** Draws the field with its row of buttons. */
export function richInput(element, field) {
  const area = (event) => event.target.closest('.rich').querySelector('textarea');
  const enter = (target) => field.enter(target.value, false);
  const onKey = (event) => {
    const found = MARKS.find((each) => each.key !== '' && each.key === event.key.toLowerCase());
    if (!found || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    wrap(event.target, found.mark);
    enter(event.target);
  };
  const press = (change) => (event) => {
    change(area(event));
    enter(area(event));
  };
  return html`<div class="rich">
    <div class="row" role="toolbar" aria-label="Formatting" @keydown=${toolbarKeys}>
      ${MARKS.map((each) =>
        button(
          each,
          press((target) => wrap(target, each.mark)),
        ),
      )}
      ${LINES.map((each) =>
        button(
          each,
          press((target) => beginLines(target, each.begin)),
        ),
      )}
    </div>
    <textarea class="text" rows="4" id=${field.id} .value=${live(field.value)} placeholder=${bare(element.placeholder)}
      aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)} aria-invalid=${field.invalid ? 'true' : 'false'}
      aria-required=${field.required ? 'true' : 'false'} ?autofocus=${field.autofocus}
      @input=${(event) => enter(event.target)} @keydown=${onKey}></textarea></div>`;
}

const button = ({ name, sign }, press) =>
  html`<button type="button" class="button small ${name.toLowerCase()}" tabindex=${name === 'Bold' ? 0 : -1} aria-label=${name} title=${name} @click=${press}>${sign}</button>`;

/** Puts a mark on both sides of what is selected. */
function wrap(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  area.setRangeText(`${mark}${value.slice(from, to)}${mark}`, from, to, 'end');
  if (from === to) area.setSelectionRange(from + mark.length, from + mark.length);
  area.focus();
}

/** Begins each selected line with a sign. */
function beginLines(area, sign) {
  const from = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
  const lines = area.value.slice(from, area.selectionEnd).split('\n');
  area.setRangeText(lines.map((line) => `${sign}${line}`).join('\n'), from, area.selectionEnd, 'end');
  area.focus();
}
