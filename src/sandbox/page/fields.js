// The controls of forms, one function a kind: native HTML wherever it has one, so that keyboards and screen readers just work.

import { ifDefined } from '/vendor/lit-html/directives/if-defined.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { html } from '/vendor/lit-html/lit-html.js';
import { boxes, radios } from './choices.js';
import { fileInput } from './file-input.js';
import { channels, conversations, fromApp, ownOptions, people } from './menu-sources.js';
import { picker } from './picker.js';
import { richInput } from './rich-input.js';
import { myZone } from './state.js';
import { fromLocalField, toLocalField } from './time.js';
import { bare } from './words.js';

/**
 * Draws the control of an element.
 * @param element the Block Kit element
 * @param field `{ id, value, enter(value, done), place, known, label?, describedBy?, invalid?, required?, enterSends?, clears?, autofocus? }`;
 *   `label` names the control when no visible label does, `known` are the options that the sandbox holds as chosen
 */
export function control(element, field) {
  const draw = CONTROLS[element.type];
  return draw
    ? draw(element, { ...field, autofocus: element.focus_on_load === true })
    : html`<p class="unknown">Unsupported control: <code>${element.type}</code></p>`;
}

/** Whether we can draw an element as a control. */
export const isControl = (type) => type in CONTROLS;

const CONTROLS = {
  plain_text_input: (element, field) =>
    element.multiline ? textArea(element, field) : textField('text', element, field),
  rich_text_input: richInput,
  email_text_input: (element, field) => textField('email', element, field),
  url_text_input: (element, field) => textField('url', element, field),
  // Not type="number": a browser hides what it cannot read, and then nobody can say what is wrong with it.
  number_input: (element, field) =>
    textField('text', element, field, element.is_decimal_allowed ? 'decimal' : 'numeric'),
  file_input: fileInput,
  datepicker: (element, field) => pickerField('date', element, field),
  timepicker: (element, field) => pickerField('time', element, field),
  datetimepicker: dateTimeField,
  checkboxes: boxes,
  radio_buttons: radios,
  static_select: select,
  external_select: menu((element, field) => fromApp(element, field, field.place)),
  users_select: menu(people),
  conversations_select: menu(conversations),
  channels_select: menu(channels),
  multi_static_select: menu(ownOptions),
  multi_external_select: menu((element, field) => fromApp(element, field, field.place)),
  multi_users_select: menu(people),
  multi_conversations_select: menu(conversations),
  multi_channels_select: menu(channels),
};

/** Enter in a field that speaks to the app must not submit the form around it. */
const onEnter = (field) => (event) => {
  if (event.key !== 'Enter' || event.shiftKey || !field.enterSends) return;
  event.preventDefault();
  field.enter(event.target.value, true);
};

function textField(type, element, field, inputMode) {
  return html`<input class="text" type=${type} id=${field.id} .value=${live(field.value)}
    inputmode=${ifDefined(inputMode)} autocomplete="off" placeholder=${bare(element.placeholder)}
    aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
    ?autofocus=${field.autofocus}
    @input=${(event) => field.enter(event.target.value, false)} @keydown=${onEnter(field)} />`;
}

function textArea(element, field) {
  return html`<textarea class="text" rows="4" id=${field.id} .value=${live(field.value)}
    placeholder=${bare(element.placeholder)} aria-label=${ifDefined(field.label)}
    aria-describedby=${ifDefined(field.describedBy)} aria-invalid=${field.invalid ? 'true' : 'false'}
    aria-required=${field.required ? 'true' : 'false'} ?autofocus=${field.autofocus}
    @input=${(event) => field.enter(event.target.value, false)} @keydown=${onEnter(field)}></textarea>`;
}

function pickerField(type, _element, field) {
  return html`<input class="text short" type=${type} id=${field.id} .value=${live(field.value)}
    aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
    ?autofocus=${field.autofocus} @change=${(event) => field.enter(event.target.value, true)} />`;
}

function dateTimeField(_element, field) {
  const zone = myZone();
  return html`<input class="text short" type="datetime-local" id=${field.id}
    .value=${live(toLocalField(field.value, zone))} title=${`Time zone: ${zone}`}
    aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
    ?autofocus=${field.autofocus} @change=${(event) => field.enter(fromLocalField(event.target.value, zone), true)} />`;
}

function select(element, field) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  const choice = (each) =>
    html`<option value=${each.value} ?selected=${each.value === field.value}>${bare(each.text)}</option>`;
  // The empty choice stays there: an optional field must be able to become empty again.
  return html`<select class="text" id=${field.id} .value=${live(field.value)}
    aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
    ?autofocus=${field.autofocus}
    @change=${(event) => (event.target.value !== '' || field.clears ? field.enter(event.target.value, true) : undefined)}>
    <option value="" ?selected=${field.value === ''}>${bare(element.placeholder) || 'Choose'}</option>
    ${groups.map((group) =>
      group.label
        ? html`<optgroup label=${bare(group.label)}>${group.options.map(choice)}</optgroup>`
        : group.options.map(choice),
    )}
  </select>`;
}

/** A searchable menu over a source of options; the types of those that take several begin with `multi_`. */
function menu(sourceOf) {
  return (element, field) => {
    const many = element.type.startsWith('multi_');
    const placeholder = bare(element.placeholder) || (many ? 'Choose one or more' : 'Choose one');
    return picker(
      { source: sourceOf(element, field), placeholder, many, max: element.max_selected_items },
      field,
    );
  };
}
