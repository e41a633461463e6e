// Elements that stand in blocks: buttons, overflow menus and images here, every other control from fields.js.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { control, isControl } from './fields.js';
import { pathHere } from './files.js';
import { chosenOptions } from './form.js';
import { closeOnLeave, menuKeys } from './menus.js';
import { elementKey, enter, fieldValue, pick, press, sendsOnEnter } from './press.js';
import { state } from './state.js';
import { bare, link, plainWords } from './words.js';

/** Draws one element of a block. `spot` says where it stands: `{ kind, key, channel?, ts?, view? }`. */
export function element(part, block, spot) {
  if (part.type === 'button' || part.type === 'workflow_button') return button(part, block, spot);
  if (part.type === 'icon_button') return button({ ...part, text: part.text }, block, spot);
  if (part.type === 'overflow') return overflow(part, block, spot);
  if (part.type === 'image') return picture(part, 'accessory');
  if (part.type === 'feedback_buttons') {
    return [part.positive_button, part.negative_button].map((each) =>
      button({ ...each, action_id: part.action_id, isFeedback: true }, block, spot),
    );
  }
  if (isControl(part.type)) return bareControl(part, block, spot);
  return html`<span class="unknown">Unsupported element: <code>${part.type}</code></span>`;
}

/** A control without a label of its own: it is named by its placeholder or the words beside it. */
function bareControl(part, block, spot) {
  const label = part.accessibility_label ?? (bare(part.placeholder) || bare(block.text) || part.action_id);
  return html`<div class="bare-control" role="group" aria-label=${label}>${control(part, fieldOf(part, block, spot, { label }))}</div>`;
}

/** What fields.js needs to draw an element and to tell of its changes. */
export function fieldOf(part, block, spot, more = {}) {
  return {
    // An id with a space in it cannot be pointed to by aria-describedby.
    id: elementKey(spot, block, part).replace(/\s/g, '_'),
    value: fieldValue(spot, block, part),
    enter: (value, done) => enter(spot, block, part, value, done),
    enterSends: sendsOnEnter(block),
    clears: block.type === 'input',
    place: { spot, block },
    known: chosenOptions(spot.state?.values?.[block.block_id]?.[part.action_id]),
    ...more,
  };
}

function button(part, block, spot) {
  const busy = state.busy.has(elementKey(spot, block, part));
  const look = part.style === 'primary' || part.style === 'danger' ? part.style : '';
  // A busy button stays focusable: a disabled one would drop the keyboard's place on the page.
  return html`<button type="button" class="button ${look} ${busy ? 'busy' : ''}" aria-disabled=${busy ? 'true' : 'false'}
    aria-label=${part.accessibility_label ?? nothing} data-action=${part.action_id}
    @click=${() => press(spot, block, part)}>${plainWords(part.text)}${part.url ? html`<span aria-hidden="true"> ↗</span>` : nothing}</button>`;
}

function overflow(part, block, spot) {
  const choose = (option) => (event) => {
    const menu = event.target.closest('details');
    menu.open = false;
    menu.querySelector('summary').focus();
    pick(spot, block, part, option);
  };
  const busy = state.busy.has(elementKey(spot, block, part));
  return html`<details class="overflow" data-action=${part.action_id} @keydown=${menuKeys} @focusout=${closeOnLeave}>
    <summary class="button ${busy ? 'busy' : ''}" aria-label="More actions"><span aria-hidden="true">•••</span></summary>
    <ul>${part.options.map(
      (option) =>
        html`<li><button type="button" @click=${choose(option)}>${plainWords(option.text)}${
          option.description ? html`<small>${plainWords(option.description)}</small>` : nothing
        }</button></li>`,
    )}</ul>
  </details>`;
}

/** Where a picture may be taken from: itself, or the files of this sandbox. */
function sourceOf({ image_url: url, slack_file: file }) {
  if (/^data:image\//.test(url ?? '')) return url;
  return pathHere(url ?? file?.url ?? '');
}

/** An image; where it cannot be loaded (this page loads nothing from elsewhere) its alt text stands instead. */
export function picture(part, look) {
  const alt = part.alt_text ?? '';
  const source = sourceOf(part);
  if (source === null) {
    const shown = html`<span class="picture missing ${look}" role="img" aria-label=${alt} title=${alt}>${look === 'small' ? '▣' : alt}</span>`;
    return look === 'large' && part.image_url
      ? html`${shown} ${link(part.image_url, 'Open the picture')}`
      : shown;
  }
  return html`<img class="picture ${look}" src=${source} alt=${alt} />`;
}
