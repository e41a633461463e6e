// The newer blocks in a simple form: card, carousel, container, alert, video, plan and task card.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { element, picture } from './elements.js';
import { richText } from './rich-text.js';
import { lineWords, link, plainWords, words } from './words.js';

/** A card: pictures, title, words and up to three buttons. */
export function card(block, spot) {
  return html`<article class="card">
    ${block.hero_image ? picture(block.hero_image, 'hero') : nothing}
    <div class="card-head">${block.icon ? picture(block.icon, 'icon') : nothing}<div>
      ${block.title ? html`<h4>${lineWords(block.title)}</h4>` : nothing}
      ${block.subtitle ? html`<p class="quiet">${lineWords(block.subtitle)}</p>` : nothing}
    </div></div>
    ${words(block.body)}
    ${block.subtext ? html`<p class="quiet">${lineWords(block.subtext)}</p>` : nothing}
    ${block.actions ? html`<div class="row">${block.actions.map((part) => element(part, block, spot))}</div>` : nothing}
  </article>`;
}

/** Cards side by side, scrolled by hand or keyboard. */
export function carousel(block, spot) {
  return html`<ul class="carousel" tabindex="0" aria-label="Cards">${block.elements.map(
    (each) => html`<li>${card({ block_id: block.block_id, ...each }, spot)}</li>`,
  )}</ul>`;
}

/** A titled box around other blocks; `draw` is blocks.js's own function, handed in because it also calls this one. */
export function container(block, spot, draw) {
  const title = block.rich_text_title ? richText(block.rich_text_title) : plainWords(block.title);
  const head = html`<span class="container-head">${block.icon ? picture(block.icon, 'icon') : nothing}<span>
    <strong>${title}</strong>${block.subtitle ? html`<small>${lineWords(block.subtitle)}</small>` : nothing}</span></span>`;
  const inside = html`<div class="container-inside">${draw(block.child_blocks, spot)}</div>`;
  return block.is_collapsible
    ? html`<details class="container" ?open=${!block.default_collapsed}><summary>${head}</summary>${inside}</details>`
    : html`<section class="container">${head}${inside}</section>`;
}

const LEVELS = {
  default: 'Note',
  info: 'Information',
  warning: 'Warning',
  error: 'Error',
  success: 'Success',
};

/** An alert: its level is said in words, not by colour alone. */
export function alertBlock(block) {
  const level = block.level in LEVELS ? block.level : 'default';
  return html`<div class="alert ${level}" role="note"><strong>${LEVELS[level]}</strong>${words(block.text)}</div>`;
}

/** A video is named and linked; this page plays nothing from elsewhere. */
export function video(block) {
  return html`<div class="card"><strong>${link(block.title_url ?? block.video_url, plainWords(block.title))}</strong>
    <p class="quiet">Video${block.provider_name ? ` on ${block.provider_name}` : ''}: ${block.alt_text}</p>
    ${block.description ? html`<p>${plainWords(block.description)}</p>` : nothing}</div>`;
}

const STATUS = { pending: 'To do', in_progress: 'In progress', complete: 'Done', error: 'Failed' };

/** One task and how far it is. */
export function taskCard(block) {
  return html`<div class="card"><strong>${block.title}</strong> <span class="quiet">${STATUS[block.status] ?? block.status}</span>
    ${block.details ? richText(block.details) : nothing}${block.output ? richText(block.output) : nothing}</div>`;
}

/** A plan: its title and its tasks. */
export function plan(block) {
  return html`<section class="container"><strong>${block.title}</strong>${(block.tasks ?? []).map(taskCard)}</section>`;
}
