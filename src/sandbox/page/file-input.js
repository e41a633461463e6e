// Choosing files: their names and contents wait here until the form is submitted.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { say } from './deeds.js';

const FILES_MAX = 10;
/** The sandbox takes bodies up to a megabyte, and a file grows by a third on the way. */
const TOGETHER_MAX_BYTES = 700_000;

/** Draws the control; `field.value` is a list of `{ name, content }`, contents as base64. */
export function fileInput(element, field) {
  const chosen = Array.isArray(field.value) ? field.value : [];
  const max = element.max_files ?? FILES_MAX;
  const types = element.filetypes?.map((each) => `.${each}`).join(',');
  const choose = async (event) => {
    const picked = [...event.target.files];
    event.target.value = '';
    const refusal = refused(picked, chosen, max);
    if (refusal) say(refusal, 'bad');
    else field.enter([...chosen, ...(await Promise.all(picked.map(read)))], true);
  };
  return html`<input class="text" type="file" id=${field.id} accept=${types ?? nothing} ?multiple=${max > 1}
      aria-describedby=${field.describedBy ?? nothing} aria-invalid=${field.invalid ? 'true' : 'false'} aria-required=${field.required ? 'true' : 'false'}
      ?disabled=${chosen.length >= max} @change=${choose} />
    ${
      chosen.length > 0
        ? html`<ul class="chips" aria-label="Chosen files">${chosen.map(
            (file, index) => html`<li>${file.name}<button type="button" aria-label=${`Remove ${file.name}`}
              @click=${() => field.enter(chosen.toSpliced(index, 1), true)}>✕</button></li>`,
          )}</ul>`
        : nothing
    }`;
}

function refused(picked, chosen, max) {
  if (picked.length + chosen.length > max)
    return `Only ${max} ${max === 1 ? 'file fits' : 'files fit'} here. Choose fewer.`;
  const bytes = picked.reduce((sum, file) => sum + file.size, 0);
  return bytes > TOGETHER_MAX_BYTES
    ? 'The sandbox takes up to 700 kB of files at once. Choose smaller ones.'
    : '';
}

/** A file as base64, which a FileReader gives behind the comma of a data address. */
function read(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, content: reader.result.split(',')[1] ?? '' });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
