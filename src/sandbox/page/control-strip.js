// The foot of the left column: the sandbox's clock, the moves people make most, and the way to the other controls.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { act, say, showEnd } from './deeds.js';
import { intakeRows, randomLead } from './sample-lead.js';
import { businessNow, change, myZone, state } from './state.js';
import { nextWorkingMorning, shortTime } from './time.js';
import { refreshPlanned } from './trouble-form.js';

/** Draws the strip. */
export function controlStrip() {
  return html`<section class="strip" aria-label="Sandbox controls">
    ${clock()}
    ${moves()}
    ${
      state.directory.intake
        ? html`<button class="button wide ${busy('intake') ? 'busy' : ''}" aria-disabled=${busy('intake') ? 'true' : 'false'}
            @click=${() => sendLead(randomLead())}>Send a random lead</button>`
        : nothing
    }
    <button class="button wide" aria-expanded=${state.controls ? 'true' : 'false'} @click=${toggle}>${state.controls ? 'Fewer controls' : 'More controls'}</button>
  </section>`;
}

const busy = (key) => state.busy.has(`strip/${key}`);

function toggle() {
  change({ controls: !state.controls, thread: null, pane: state.controls ? 'main' : 'controls' });
  if (!state.controls) return;
  refreshPlanned();
  queueMicrotask(() => document.querySelector('.controls')?.focus());
}

const clock = () => {
  const now = businessNow();
  return html`<p class="clock"><span class="quiet">Sandbox clock</span><time datetime=${new Date(now).toISOString()}>${shortTime(now, myZone())}</time></p>`;
};

/** The buttons that move the clock; while it moves they all wait, because the bot's jobs run on the way. */
function moves() {
  const morning = () => ({ to: new Date(nextWorkingMorning(businessNow(), myZone())).toISOString() });
  const button = (label, body) =>
    html`<button class="button small" aria-disabled=${busy('clock') ? 'true' : 'false'} @click=${() => moveClock(body())}>${label}</button>`;
  return html`<div class="row moves" role="group" aria-label="Move the clock forward">
    ${button('+1 hour', () => ({ advance: 'PT1H' }))}${button('Next 9 am', morning)}${button('+1 week', () => ({ advance: 'P1W' }))}
  </div>${busy('clock') ? html`<p class="progress" role="status">Moving the clock. Jobs run on the way …</p>` : nothing}`;
}

/** Moves the clock and says where it then stands. @returns {Promise<boolean>} */
export async function moveClock(body) {
  const answer = await act('strip/clock', 'clock', body);
  if (answer === null) return false;
  say(`It is ${shortTime(Date.parse(answer.now), myZone())} now.`);
  return true;
}

/** Sends a lead and its signals. @returns {Promise<boolean>} whether both were taken */
export async function sendLead(fields) {
  const at = new Date(businessNow()).toISOString();
  const leads = intakeRows(fields, at, `lead-${crypto.randomUUID().slice(0, 8)}`);
  if (!(await handIn('leads', leads))) return false;
  say(`${fields.name} of ${fields.company} was sent.`);
  if (!state.controls) change({ pane: 'main' });
  if (state.place?.kind === 'channel') showEnd(state.place.id);
  return true;
}

/** Hands rows to the intake; one that was not taken is told with its reason. @returns {Promise<boolean>} */
export async function handIn(kind, rows) {
  const answer = await act('strip/intake', 'intake', { kind, rows });
  if (answer === null) return false;
  const refused = answer.result?.rejected?.[0]?.errors?.[0];
  if (refused) say(`It was not taken. ${refused.path ?? ''}: ${refused.message ?? ''}`, 'bad');
  return !refused;
}
