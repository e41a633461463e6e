// Files shared with a message: pictures are shown, everything else is named and can be taken.

import { html, nothing } from '/vendor/lit-html/lit-html.js';

const SHOWN = /^image\/(?:png|jpeg|gif|webp)$/;

/** Draws the files of a message. */
export function files(list) {
  if (!list?.length) return nothing;
  return html`<ul class="files" aria-label="Files">${list.map((file) => {
    const path = pathHere(file.url_private);
    if (path === null) return html`<li>${file.name}</li>`;
    return html`<li>${SHOWN.test(file.mimetype) ? html`<img class="picture large" src=${path} alt=${file.title || file.name} />` : nothing}
      <a href=${path} download=${file.name}>${file.title || file.name}</a> <span class="quiet">${sizeOf(file.size)}</span></li>`;
  })}</ul>`;
}

/** The path of a file kept by this sandbox, or null: the page loads nothing from elsewhere, and calls no doors. */
export function pathHere(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.host === location.host && url.pathname.startsWith('/files') ? url.pathname : null;
}

const sizeOf = (bytes) =>
  bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000).toLocaleString('en-AU')} kB`;
