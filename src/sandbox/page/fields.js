// The controls of forms, one function a kind: native HTML wherever it has one, so that keyboards and screen readers just work.

import { ifDefined } from '/vendor/lit-html/directives/if-defined.js';
import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { optionsOf, toggled } from './form.js';
import { channelTitle, myZone, state } from './state.js';
import { fromLocalField, toLocalField } from './time.js';
import { bare, lineWords } from './words.js';

/**
 * Draws the control of an element.
 * @param element the Block Kit element
 * @param field `{ id, value, enter(value, done), label?, describedBy?, invalid?, required?, enterSends? }`;
 *   `label` names the control when no visible label does
 */
export function control(element, field) {
  const draw = CONTROLS[element.type];
  return draw
    ? draw(element, field)
    : html`<p class="unknown">Unsupported control: <code>${element.type}</code></p>`;
}

/** Whether we can draw an element as a control. */
export const isControl = (type) => type in CONTROLS;

const CONTROLS = {
  plain_text_input: (element, field) =>
    element.multiline ? textArea(element, field) : textField('text', element, field),
  rich_text_input: (element, field) => textArea(element, field),
  email_text_input: (element, field) => textField('email', element, field),
  url_text_input: (element, field) => textField('url', element, field),
  // Not type="number": a browser hides what it cannot read, and then nobody can say what is wrong with it.
  number_input: (element, field) =>
    textField('text', element, field, element.is_decimal_allowed ? 'decimal' : 'numeric'),
  datepicker: (element, field) => pickerField('date', element, field),
  timepicker: (element, field) => pickerField('time', element, field),
  datetimepicker: dateTimeField,
  checkboxes: (element, field) => boxes(element, field),
  radio_buttons: radios,
  static_select: (element, field) => select(element, field, groupsOf(element)),
  external_select: (element, field) => select(element, field, groupsOf(element)),
  users_select: (element, field) => select(element, field, people()),
  conversations_select: (element, field) => select(element, field, conversations()),
  channels_select: (element, field) => select(element, field, conversations()),
  multi_static_select: (element, field) => menuOfBoxes(element, field, optionsOf(element)),
  multi_external_select: (element, field) => menuOfBoxes(element, field, optionsOf(element)),
  multi_users_select: (element, field) => menuOfBoxes(element, field, people()[0].options),
  multi_conversations_select: (element, field) => menuOfBoxes(element, field, conversations()[0].options),
  multi_channels_select: (element, field) => menuOfBoxes(element, field, conversations()[0].options),
};

const option = (text, value) => ({ text: { type: 'plain_text', text }, value });

const people = () => [
  {
    options: (state.directory?.people ?? []).map((each) => option(each.realName, each.id)),
  },
];

const conversations = () => [
  {
    options: (state.sight?.channels ?? []).map((each) =>
      option(each.isDm ? channelTitle(each) : `#${each.name}`, each.id),
    ),
  },
];

const groupsOf = (element) => element.option_groups ?? [{ options: element.options ?? [] }];

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
    ?autofocus=${element.focus_on_load}
    @input=${(event) => field.enter(event.target.value, false)} @keydown=${onEnter(field)} />`;
}

function textArea(element, field) {
  return html`<textarea class="text" rows="4" id=${field.id} .value=${live(field.value)}
    placeholder=${bare(element.placeholder)} aria-label=${ifDefined(field.label)}
    aria-describedby=${ifDefined(field.describedBy)} aria-invalid=${field.invalid ? 'true' : 'false'}
    aria-required=${field.required ? 'true' : 'false'} ?autofocus=${element.focus_on_load}
    @input=${(event) => field.enter(event.target.value, false)} @keydown=${onEnter(field)}></textarea>`;
}

function pickerField(type, _element, field) {
  return html`<input class="text short" type=${type} id=${field.id} .value=${live(field.value)}
    aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
    @change=${(event) => field.enter(event.target.value, true)} />`;
}

function dateTimeField(_element, field) {
  const zone = myZone();
  return html`<input class="text short" type="datetime-local" id=${field.id}
    .value=${live(toLocalField(field.value, zone))} title=${`Time zone: ${zone}`}
    aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
    @change=${(event) => field.enter(fromLocalField(event.target.value, zone), true)} />`;
}

function select(element, field, groups) {
  const choice = (each) =>
    html`<option value=${each.value} ?selected=${each.value === field.value}>${bare(each.text)}</option>`;
  // The empty choice stays there: an optional field must be able to become empty again.
  return html`<select class="text" id=${field.id} .value=${live(field.value)}
    aria-label=${ifDefined(field.label)} aria-describedby=${ifDefined(field.describedBy)}
    aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
    @change=${(event) => (event.target.value !== '' || field.clears ? field.enter(event.target.value, true) : undefined)}>
    <option value="" ?selected=${field.value === ''}>${bare(element.placeholder) || 'Choose'}</option>
    ${groups.map((group) =>
      group.label
        ? html`<optgroup label=${bare(group.label)}>${group.options.map(choice)}</optgroup>`
        : group.options.map(choice),
    )}
  </select>`;
}

/** A list of checkboxes; when `max_selected_items` is reached the rest wait. */
function boxes(element, field, options = optionsOf(element)) {
  const chosen = Array.isArray(field.value) ? field.value : [];
  const full = element.max_selected_items !== undefined && chosen.length >= element.max_selected_items;
  return html`<div class="choices">${options.map((each, index) => {
    const on = chosen.includes(each.value);
    return html`<label class="choice"><input type="checkbox" id=${`${field.id}.${index}`} .checked=${live(on)}
        ?disabled=${full && !on} aria-invalid=${field.invalid ? 'true' : 'false'}
        @change=${() => field.enter(toggled(chosen, each.value, options), true)} />
      ${choiceWords(each)}</label>`;
  })}</div>`;
}

function radios(element, field) {
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

/** Choosing several from a menu: closed it names what is chosen, open it is a list of checkboxes. */
function menuOfBoxes(element, field, options) {
  const chosen = options.filter((each) => field.value.includes(each.value)).map((each) => bare(each.text));
  const shown = chosen.length === 0 ? bare(element.placeholder) || 'Choose' : chosen.join(', ');
  return html`<details class="menu-of-boxes" id=${field.id}>
    <summary class="text" aria-label=${ifDefined(field.label ? `${field.label}: ${shown}` : undefined)}>${shown}</summary>
    ${
      element.option_groups && options.length === optionsOf(element).length
        ? element.option_groups.map(
            (group, index) => html`<fieldset class="box-group"><legend>${bare(group.label)}</legend>
              ${boxes({ ...element, max_selected_items: undefined }, within(field, group, options, index), group.options)}</fieldset>`,
          )
        : boxes(element, field, options)
    }
  </details>`;
}

/** The part of a field which one option group shows; what is chosen in the others is kept. */
function within(field, group, options, index) {
  const own = (value) => group.options.some((each) => each.value === value);
  const others = field.value.filter((value) => !own(value));
  const order = options.map((each) => each.value);
  const enter = (values, done) =>
    field.enter(
      [...others, ...values].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
      done,
    );
  return { ...field, id: `${field.id}.g${index}`, value: field.value.filter(own), enter };
}
