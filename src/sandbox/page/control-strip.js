// The strip that moves the sandbox itself: its clock, its jobs, and new leads.

import { html } from '/vendor/lit-html/lit-html.js';
import { act, say, showEnd } from './deeds.js';
import { intakeRows, randomLead } from './sample-lead.js';
import { businessNow, change, draftOf, myZone, setDraft, state } from './state.js';
import { nextWorkingMorning, shortTime } from './time.js';

const LEAD_DRAFT = 'strip/lead';
const JOB_DRAFT = 'strip/job';
const FIELDS = {
  name: 'Name',
  title: 'Job title',
  company: 'Company',
  employees: 'Employees',
  industry: 'Industry',
  country: 'Country',
};

/** Draws the strip. */
export function controlStrip() {
  return html`<section class="strip" aria-label="Sandbox controls">
    ${clock()}
    <button class="button wide" aria-disabled=${busy('intake')} @click=${() => sendLead(randomLead())}>Send a random lead</button>
    <details><summary>Lead of your own, jobs</summary>${leadForm()}${jobForm()}</details>
  </section>`;
}

const busy = (key) => (state.busy.has(`strip/${key}`) ? 'true' : 'false');

function clock() {
  const now = businessNow();
  const move = (body) => () => act('strip/clock', 'clock', body);
  const morning = () =>
    act('strip/clock', 'clock', { to: new Date(nextWorkingMorning(businessNow(), myZone())).toISOString() });
  return html`<p class="clock"><span class="quiet">Sandbox clock</span><time datetime=${new Date(now).toISOString()}>${shortTime(now, myZone())}</time></p>
    <div class="row moves" role="group" aria-label="Move the clock forward">
      <button class="button small" aria-disabled=${busy('clock')} @click=${move({ advance: 'PT1H' })}>+1 hour</button>
      <button class="button small" aria-disabled=${busy('clock')} @click=${morning}>Next 9 am</button>
      <button class="button small" aria-disabled=${busy('clock')} @click=${move({ advance: 'P1W' })}>+1 week</button>
    </div>`;
}

function leadForm() {
  const lead = draftOf(LEAD_DRAFT) ?? randomLead(() => 0);
  const set = (name) => (event) => setDraft(LEAD_DRAFT, { ...lead, [name]: event.target.value });
  const submit = async (event) => {
    event.preventDefault();
    if (await sendLead(lead)) setDraft(LEAD_DRAFT, undefined);
  };
  return html`<form class="strip-form" @submit=${submit}><h3>A lead of your own</h3>
    ${Object.entries(FIELDS).map(
      ([name, label]) =>
        html`<label>${label}<input class="text" .value=${lead[name]} inputmode=${name === 'employees' ? 'numeric' : 'text'} required @input=${set(name)} /></label>`,
    )}
    <button class="button small" aria-disabled=${busy('intake')}>Send this lead</button></form>`;
}

function jobForm() {
  const name = draftOf(JOB_DRAFT) ?? '';
  const submit = async (event) => {
    event.preventDefault();
    if (name.trim() === '') return;
    if ((await act('strip/job', 'job', { name: name.trim() })) !== null)
      say(`The job ${name.trim()} has run.`);
  };
  return html`<form class="strip-form" @submit=${submit}><h3>Run a job now</h3>
    <label>Name of the job<input class="text" list="jobs" .value=${name} @input=${(event) => setDraft(JOB_DRAFT, event.target.value)} /></label>
    <datalist id="jobs">${(state.directory.jobs ?? []).map((job) => html`<option value=${job}></option>`)}</datalist>
    <button class="button small" aria-disabled=${busy('job')}>Run job</button></form>`;
}

/** Sends a lead and its signals. @returns {Promise<boolean>} whether both were taken */
async function sendLead(fields) {
  const at = new Date(businessNow()).toISOString();
  const leads = intakeRows(fields, at, `lead-${crypto.randomUUID().slice(0, 8)}`);
  if ((await act('strip/intake', 'intake', { kind: 'leads', rows: leads })) === null) return false;
  say(`${fields.name} of ${fields.company} was sent.`);
  change({ pane: 'main' });
  if (state.place?.kind === 'channel') showEnd(state.place.id);
  return true;
}
