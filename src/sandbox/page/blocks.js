// Block Kit blocks, one function a type; a type we do not know shows its JSON plainly.

import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { alertBlock, card, carousel, container, plan, taskCard, video } from './cards.js';
import { chart } from './chart.js';
import { element, fieldOf, picture } from './elements.js';
import { control } from './fields.js';
import { isGroup } from './form.js';
import { richText } from './rich-text.js';
import { dataTable, table } from './tables.js';
import { bare, lineWords, markdown, plainWords, words } from './words.js';

/** Draws a list of blocks; `spot` says where they stand (see elements.js). */
export function blocks(list, spot) {
  return repeat(
    list ?? [],
    (block, index) => block.block_id ?? index,
    (block) => html`<div class="block block-${block.type}">${drawBlock(block, spot)}</div>`,
  );
}

function drawBlock(block, spot) {
  const draw = BLOCKS[block.type];
  return draw ? draw(block, spot) : unknown(block);
}

const BLOCKS = {
  section,
  header: (block) => html`<h3>${plainWords(block.text)}</h3>`,
  divider: () => html`<hr />`,
  context,
  actions: (block, spot) =>
    html`<div class="row">${block.elements.map((part) => element(part, block, spot))}</div>`,
  context_actions: (block, spot) =>
    html`<div class="row">${block.elements.map((part) => element(part, block, spot))}</div>`,
  image: (block) =>
    html`<figure>${block.title ? html`<figcaption>${plainWords(block.title)}</figcaption>` : nothing}${picture(block, 'large')}</figure>`,
  input,
  markdown: (block) => markdown(block.text),
  rich_text: (block) => richText(block),
  table: (block) => table(block),
  data_table: (block) => dataTable(block),
  data_visualization: (block) => chart(block),
  card: (block, spot) => card(block, spot),
  carousel: (block, spot) => carousel(block, spot),
  container: (block, spot) => container(block, spot, blocks),
  alert: (block) => alertBlock(block),
  video: (block) => video(block),
  task_card: (block) => taskCard(block),
  plan: (block) => plan(block),
};

function section(block, spot) {
  const fields = block.fields?.length
    ? html`<div class="fields">${block.fields.map((field) => html`<div>${words(field)}</div>`)}</div>`
    : nothing;
  return html`<div class="section">
    <div class="section-words">${block.text ? words(block.text) : nothing}${fields}</div>
    ${block.accessory ? html`<div class="accessory">${element(block.accessory, block, spot)}</div>` : nothing}
  </div>`;
}

function context(block) {
  return html`<div class="context">${block.elements.map((part) =>
    part.type === 'image' ? picture(part, 'small') : html`<span>${lineWords(part)}</span>`,
  )}</div>`;
}

/** An input: its label, the control, a hint, and the error the app or the sandbox gave. */
function input(block, spot) {
  const part = block.element;
  const error = Object.hasOwn(spot.errors ?? {}, block.block_id) ? spot.errors[block.block_id] : undefined;
  const base = fieldOf(part, block, spot);
  const [hintId, errorId] = [`${base.id}.hint`, `${base.id}.error`];
  const describedBy = [block.hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ') || undefined;
  const field = {
    ...base,
    describedBy,
    invalid: Boolean(error),
    required: !block.optional,
    enter: clearing(base, block, spot),
  };
  const name = html`${plainWords(block.label)}${block.optional ? html` <span class="optional">(optional)</span>` : nothing}`;
  const below = html`${block.hint ? html`<p class="hint" id=${hintId}>${plainWords(block.hint)}</p>` : nothing}
    <p class="error" id=${errorId} role="alert" ?hidden=${!error}>${error ?? ''}</p>`;
  if (isGroup(part)) {
    return html`<fieldset class="field" aria-describedby=${describedBy ?? nothing}>
      <legend>${name}</legend>${control(part, { ...field, label: undefined })}${below}</fieldset>`;
  }
  return html`<div class="field"><label for=${field.id}>${name}</label>${control(part, field)}${below}</div>`;
}

/** An error goes once its field is touched: it speaks of what was there before. */
function clearing(base, block, spot) {
  return (value, done) => {
    spot.clearError?.(block.block_id);
    base.enter(value, done);
  };
}

function unknown(block) {
  return html`<details class="unknown"><summary>Unsupported block: <code>${block.type}</code> ${bare(block.text)}</summary>
    <pre tabindex="0"><code>${JSON.stringify(block, null, 2)}</code></pre></details>`;
}
