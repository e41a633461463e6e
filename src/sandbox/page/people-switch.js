// Who you act as, and the switch to somebody else.

import { html } from '/vendor/lit-html/lit-html.js';
import { becomePerson } from './deeds.js';
import { closeOnLeave, menuKeys } from './menus.js';
import { avatar } from './message.js';
import { personOf, state } from './state.js';

/** Draws the switch: closed it says who you are, open it lists everybody with what they do. */
export function peopleSwitch() {
  return html`<details class="people-switch" @keydown=${menuKeys} @focusout=${closeOnLeave}>
    <summary>${face(personOf(state.me), 'Acting as ')}<span class="turn" aria-hidden="true">⇅</span></summary>
    <ul aria-label="Act as somebody else">${state.directory.people.map(
      (person) =>
        html`<li><button aria-current=${person.id === state.me ? 'true' : 'false'} @click=${become(person.id)}>${face(person)}</button></li>`,
    )}</ul>
  </details>`;
}

const face = (person, said = '') =>
  html`${avatar(person)}<span class="who"><span class="sr">${said}</span><strong>${person.realName}</strong><span class="quiet">${person.title}</span></span>`;

const become = (id) => (event) => {
  const menu = event.currentTarget.closest('details');
  menu.open = false;
  menu.querySelector('summary').focus();
  becomePerson(id);
};
