// The right pane of controls over the sandbox's world: time, jobs, leads, signals, trouble, looks, and starting afresh.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { choiceField, goButton, lineField } from './control-fields.js';
import { handIn, moveClock, sendLead } from './control-strip.js';
import { act, confirmed, say, startAfresh } from './deeds.js';
import { chooseTheme, chosenTheme } from './memory.js';
import { randomLead } from './sample-lead.js';
import { businessNow, change, draftOf, myZone, setDraft, state } from './state.js';
import { fromLocalField, toLocalField } from './time.js';
import { troubleForm } from './trouble-form.js';

const LEAD_FIELDS = {
  name: 'Name',
  title: 'Job title',
  company: 'Company',
  employees: 'Employees',
  industry: 'Industry',
  country: 'Country',
};
const SIGNAL_FIELDS = { leadSource: 'Source of the lead', leadId: 'Id of the lead', type: 'Kind of signal' };
const FIRST_SIGNAL = { leadSource: 'sandbox', leadId: '', type: 'pricing_page_viewed' };

/** Draws the pane. */
export function controlsPane() {
  const close = () => {
    change({ controls: false, pane: 'main' });
    queueMicrotask(() => document.querySelector('.strip [aria-expanded]')?.focus());
  };
  return html`<aside class="thread controls" aria-label="More controls" tabindex="-1" @keydown=${(event) => event.key === 'Escape' && !event.defaultPrevented && close()}>
    <header class="pane-head"><div class="pane-title"><h2>More controls</h2><p class="quiet">Over the sandbox, not in Slack</p></div>
      <button class="button plain close" aria-label="Close controls" @click=${close}>✕</button></header>
    <div class="scroll" data-scroll="controls" tabindex="0">
      ${section('Clock', clockForm())}
      ${(state.directory.jobs ?? []).length > 0 ? section('Jobs', jobForm()) : nothing}
      ${state.directory.intake ? [section('A lead of your own', leadForm()), section('A signal', signalForm())] : nothing}
      ${section('Trouble', troubleForm())}
      ${section('Look', themeChoice())}
      ${section('Start afresh', resetForm())}
    </div>
  </aside>`;
}

const section = (title, content) =>
  html`<section class="control-group"><h3>${title}</h3>${content}</section>`;

const onSubmit = (deed) => (event) => {
  event.preventDefault();
  deed();
};

function clockForm() {
  const zone = myZone();
  const draft = draftOf('controls/clock') ?? toLocalField(String(Math.ceil(businessNow() / 1000)), zone);
  const move = async () => {
    const seconds = Number(fromLocalField(draft, zone));
    if (seconds * 1000 <= businessNow()) say('Time only goes forward here. Choose a later moment.', 'bad');
    else if (await moveClock({ to: new Date(seconds * 1000).toISOString() }))
      setDraft('controls/clock', undefined);
  };
  return html`<form class="control-form" @submit=${onSubmit(move)}>
    ${lineField('Move to', draft, (value) => setDraft('controls/clock', value), { type: 'datetime-local' })}
    <p class="quiet">In ${zone}, the zone of the person you are.</p>
    <div class="row">${goButton('Move the clock', 'strip/clock')}<button type="button" class="button small" @click=${() => moveClock({ advance: 'P1D' })}>+1 day</button></div></form>`;
}

function jobForm() {
  const { jobs } = state.directory;
  const name = draftOf('controls/job') ?? jobs[0];
  const run = async () => {
    const answer = await act('strip/job', 'job', { name });
    if (answer !== null) say(`The job ${name} has run.${told(answer.result)}`);
  };
  return html`<form class="control-form" @submit=${onSubmit(run)}>
    ${choiceField('Job', Object.fromEntries(jobs.map((job) => [job, job])), name, (value) => setDraft('controls/job', value))}
    ${goButton('Run job', 'strip/job')}
    ${state.busy.has('strip/job') ? html`<p class="progress" role="status">Running ${name} …</p>` : nothing}</form>`;
}

/** What a job gave back, where it says anything. */
const told = (result) =>
  result === null || result === undefined ? '' : ` Result: ${JSON.stringify(result)}`;

function leadForm() {
  const lead = draftOf('controls/lead') ?? randomLead(() => 0);
  const send = async () => {
    if (await sendLead(lead)) setDraft('controls/lead', undefined);
  };
  return html`<form class="control-form" @submit=${onSubmit(send)}>${inputs(LEAD_FIELDS, lead, 'controls/lead')}
    ${goButton('Send this lead', 'strip/intake')}</form>`;
}

function signalForm() {
  const signal = draftOf('controls/signal') ?? FIRST_SIGNAL;
  const send = async () => {
    const row = {
      ...signal,
      source: 'sandbox',
      id: `signal-${crypto.randomUUID().slice(0, 8)}`,
      occurredAt: new Date(businessNow()).toISOString(),
    };
    if (await handIn('signals', [row])) say(`The signal ${signal.type} was sent.`);
  };
  return html`<form class="control-form" @submit=${onSubmit(send)}>${inputs(SIGNAL_FIELDS, signal, 'controls/signal')}
    ${goButton('Send this signal', 'strip/intake')}</form>`;
}

const inputs = (fields, values, key) =>
  Object.entries(fields).map(([name, label]) =>
    lineField(label, values[name], (value) => setDraft(key, { ...values, [name]: value }), {
      inputMode: name === 'employees' ? 'numeric' : 'text',
    }),
  );

const THEMES = { system: 'As the system', light: 'Light', dark: 'Dark' };

function themeChoice() {
  const choose = (theme) => {
    chooseTheme(theme);
    change();
  };
  return html`<div class="control-form">${choiceField('Theme', THEMES, chosenTheme(), choose)}</div>`;
}

const RESET_QUESTION = {
  title: { type: 'plain_text', text: 'Start afresh?' },
  text: {
    type: 'plain_text',
    text: 'Every message, reaction, open modal and Home goes, for everybody. What the bot keeps in its own database stays.',
  },
  confirm: { type: 'plain_text', text: 'Start afresh' },
  style: 'danger',
};

function resetForm() {
  const reset = async () => (await confirmed(RESET_QUESTION)) && startAfresh();
  return html`<form class="control-form" @submit=${onSubmit(reset)}>
    <p class="quiet">The workspace as it was on the first day. The bot keeps what it knows.</p>${goButton('Reset the workspace', 'strip/reset')}</form>`;
}
