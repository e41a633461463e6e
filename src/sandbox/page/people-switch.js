// Who you act as, and the switch to somebody else.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { act, becomePerson } from './deeds.js';
import { closeOnLeave, menuKeys } from './menus.js';
import { avatar } from './message.js';
import { isAway, personOf, state } from './state.js';

/** Draws the switch: closed it says who you are, open it lists everybody with what they do. */
export function peopleSwitch() {
  return html`<details class="people-switch" @keydown=${menuKeys} @focusout=${closeOnLeave}>
    <summary>${face(personOf(state.me), 'Acting as ')}<span class="turn" aria-hidden="true">⇅</span></summary>
    <ul aria-label="Act as somebody else">${state.directory.people.map(
      (person) =>
        html`<li><button aria-current=${person.id === state.me ? 'true' : 'false'} @click=${become(person.id)}>${face(person)}</button></li>`,
    )}<li class="own-presence"><button @click=${turnPresence}>Set yourself as <strong>${isAway(state.me) ? 'active' : 'away'}</strong></button></li></ul>
  </details>`;
}

const face = (person, said = '') =>
  html`<span class="portrait">${avatar(person)}<span class="presence ${isAway(person.id) ? 'away' : ''}" aria-hidden="true"></span></span>
    <span class="who"><span class="sr">${said}</span><strong>${person.realName}</strong><span class="quiet">${person.title}${isAway(person.id) ? html`<span class="sr">, away</span>` : nothing}</span></span>`;

const turnPresence = () =>
  act('presence', 'presence', { as: state.me, presence: isAway(state.me) ? 'active' : 'away' });

const become = (id) => (event) => {
  const menu = event.currentTarget.closest('details');
  menu.open = false;
  menu.querySelector('summary').focus();
  becomePerson(id);
};
