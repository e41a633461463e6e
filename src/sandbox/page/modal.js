// Modals and questions in native dialogs: the browser keeps the focus inside and gives it back afterwards.

import { keyed } from '/vendor/lit-html/directives/keyed.js';
import { html, nothing, render } from '/vendor/lit-html/lit-html.js';
import { blocks } from './blocks.js';
import { closeModal, submitModal } from './press.js';
import { change, state } from './state.js';
import { plainWords, words } from './words.js';

const spotOf = (view) => ({
  kind: 'modal',
  key: `modal/${view.id}`,
  view,
  state: view.state,
  errors: state.errors,
  clearError: (blockId) => {
    const { [blockId]: _, ...rest } = state.errors;
    change({ errors: rest });
  },
});

/** Opens, redraws or closes the two dialogs so that they show what the state says. */
export function showDialogs() {
  const modal = document.querySelector('#modal');
  const view = state.sight?.modal ?? null;
  const content = view === null ? nothing : keyed(view.id, modalForm(view, spotOf(view)));
  render(content, modal);
  follow(modal, view !== null, () => state.sight?.modal && closeModal(spotOf(state.sight.modal)));
  const question = document.querySelector('#question');
  render(state.question === null ? nothing : questionForm(state.question), question);
  follow(question, state.question !== null, () => state.question?.answer(false));
}

/** Escape asks the sandbox to close; the dialog itself closes when the state says so. */
function follow(dialog, open, onEscape) {
  dialog.oncancel = (event) => {
    event.preventDefault();
    onEscape();
  };
  if (open && !dialog.open) dialog.showModal();
  if (open) settle(dialog);
  if (!open && dialog.open) {
    dialog.close();
    // The button that opened the modal may be gone (the card changed): then the messages get the keyboard.
    if (document.activeElement === document.body) document.querySelector('#main .scroll')?.focus();
  }
}

/** A form that has just come gets the cursor where the app wants it, else in its first field. */
function settle(dialog) {
  const form = dialog.querySelector('form');
  if (settled.get(dialog) === form) return;
  settled.set(dialog, form);
  const first = '.modal-body :is(input, textarea, select, button, summary)';
  (
    form.querySelector('[autofocus]') ??
    form.querySelector(first) ??
    form.querySelector('footer .primary, footer .danger')
  )?.focus();
}

/** The form that each dialog last showed. */
const settled = new WeakMap();

function modalForm(view, spot) {
  const submitting = state.busy.has(`${spot.key}/submit`);
  const idle = submitting || view.submit_disabled === true;
  const submit = (event) => {
    event.preventDefault();
    if (!idle) submitModal(view, spot);
  };
  return html`<form novalidate aria-labelledby="modal-title" @submit=${submit}>
    <header>${view.depth > 1 ? html`<button type="button" class="button plain" aria-label="Back" @click=${() => closeModal(spot)}>‹</button>` : nothing}
      <h2 id="modal-title">${plainWords(view.title)}</h2>
      <button type="button" class="button plain close" aria-label="Close" @click=${() => closeModal(spot, true)}>✕</button></header>
    <div class="modal-body" data-scroll=${spot.key}>
      ${state.toast?.tone === 'bad' ? html`<p class="trouble" role="alert">${state.toast.text}</p>` : nothing}
      ${blocks(view.blocks, spot)}
    </div>
    <footer>
      <button type="button" class="button" @click=${() => closeModal(spot)}>${view.close ? plainWords(view.close) : view.submit ? 'Cancel' : 'Close'}</button>
      ${submitting ? html`<span class="sr" role="status">Sending …</span>` : nothing}
      ${view.submit ? html`<button class="button primary ${submitting ? 'busy' : ''}" aria-disabled=${idle ? 'true' : 'false'}>${plainWords(view.submit)}</button>` : nothing}
    </footer>
  </form>`;
}

function questionForm({ confirm, answer }) {
  const style = confirm.style === 'danger' ? 'danger' : 'primary';
  const submit = (event) => {
    event.preventDefault();
    answer(true);
  };
  return html`<form aria-labelledby="question-title" @submit=${submit}>
    <header><h2 id="question-title">${plainWords(confirm.title)}</h2></header>
    <div class="modal-body">${words(confirm.text)}</div>
    <footer>
      <button type="button" class="button" @click=${() => answer(false)}>${confirm.deny ? plainWords(confirm.deny) : 'Cancel'}</button>
      <button class="button ${style}">${confirm.confirm ? plainWords(confirm.confirm) : 'Confirm'}</button>
    </footer>
  </form>`;
}
