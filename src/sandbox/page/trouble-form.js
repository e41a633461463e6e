// Planning trouble: calls of the Web API that fail, and deliveries to the bot that go wrong.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { choiceField, goButton, lineField } from './control-fields.js';
import { act, say } from './deeds.js';
import { fetchHands } from './hands.js';
import { change, draftOf, setDraft } from './state.js';

const KEY = 'controls/trouble';
const FIRST = {
  on: 'call',
  method: 'chat.postMessage',
  delivery: 'events_api',
  call: '429',
  parcel: 'duplicate',
  times: '1',
  retryAfter: '5',
  ms: '4000',
  error: 'internal_error',
};

const CALL_KINDS = {
  429: 'Rate limited (429)',
  500: 'Broken answer (500)',
  drop: 'Connection drops before it happens',
  lost_answer: 'It happens, and the answer is lost',
  slow: 'Slow',
  error: 'Refused with an error of Slack',
};
const METHODS = [
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'chat.delete',
  'views.open',
  'views.update',
  'views.publish',
  'conversations.history',
  'conversations.replies',
  'users.info',
  'response_url',
  '*',
];
const DELIVERIES = {
  events_api: 'Events',
  interactive: 'Clicks and forms',
  slash_commands: 'Slash commands',
  '*': 'Everything',
};
const PARCEL_KINDS = {
  duplicate: 'Arrives twice',
  reorder: 'Events out of order',
  drop: 'Connection drops',
  slow: 'Slow',
  disconnect: 'Socket disconnects',
};

/** The parameter a kind takes besides how often. */
const EXTRA = {
  429: ['retryAfter', 'Retry after (seconds)'],
  slow: ['ms', 'Milliseconds'],
  error: ['error', 'Error of Slack'],
};

/** What is planned still, as sentences; it is asked for whenever it may have changed. */
let planned = [];

/** Asks what trouble is still planned. */
export async function refreshPlanned() {
  try {
    const { faults, deliveries } = await fetchHands('faults');
    planned = [
      ...faults.map(
        (each) =>
          `${each.method === '*' ? 'Any method' : each.method}: ${CALL_KINDS[each.kind]}, ${howLong(each)}`,
      ),
      ...deliveries.map(
        (each) => `${DELIVERIES[each.delivery]}: ${PARCEL_KINDS[each.kind]}, ${howLong(each)}`,
      ),
    ];
  } catch {
    planned = [];
  }
  change();
}

const howLong = ({ times, seconds }) =>
  times === undefined ? `for ${seconds} more seconds` : `${times} more ${times === 1 ? 'time' : 'times'}`;

/** Draws the form. */
export function troubleForm() {
  const plan = { ...FIRST, ...draftOf(KEY) };
  const set = (name) => (value) => setDraft(KEY, { ...plan, [name]: value });
  const kind = plan.on === 'call' ? plan.call : plan.parcel;
  const extra = plan.on === 'call' || kind === 'slow' ? EXTRA[kind] : undefined;
  const submit = async (event) => {
    event.preventDefault();
    if ((await act('strip/faults', 'faults', bodyOf(plan))) !== null)
      say('The trouble is planned. It befalls what comes next.');
    refreshPlanned();
  };
  const clear = async () => {
    if ((await act('strip/faults', 'faults', { clear: true })) !== null)
      say('No trouble is planned any more.');
    refreshPlanned();
  };
  return html`<form class="control-form" @submit=${submit}>
    ${choiceField('Where', { call: "The bot's calls to Slack", parcel: "Slack's deliveries to the bot" }, plan.on, set('on'))}
    ${plan.on === 'call' ? choiceField('Method', Object.fromEntries(METHODS.map((each) => [each, each === '*' ? 'Any' : each])), plan.method, set('method')) : choiceField('Deliveries', DELIVERIES, plan.delivery, set('delivery'))}
    ${plan.on === 'call' ? choiceField('What happens', CALL_KINDS, plan.call, set('call')) : choiceField('What happens', PARCEL_KINDS, plan.parcel, set('parcel'))}
    ${extra ? lineField(extra[1], plan[extra[0]], set(extra[0])) : nothing}
    ${lineField('How many times', plan.times, set('times'))}
    <div class="row">${goButton('Plan trouble', 'strip/faults')}
      <button type="button" class="button small" @click=${clear}>Clear all trouble</button></div>
    ${planned.length > 0 ? html`<p class="quiet" id="planned-title">Still planned</p><ul class="bullets" aria-labelledby="planned-title">${planned.map((each) => html`<li>${each}</li>`)}</ul>` : nothing}</form>`;
}

/** What is sent; numbers that are none are refused by the sandbox with a sentence. */
function bodyOf(plan) {
  const times = Number(plan.times);
  if (plan.on === 'parcel')
    return {
      delivery: plan.delivery,
      kind: plan.parcel,
      times,
      ...(plan.parcel === 'slow' ? { ms: Number(plan.ms) } : {}),
    };
  const more = {
    429: { retryAfter: Number(plan.retryAfter) },
    slow: { ms: Number(plan.ms) },
    error: { error: plan.error },
  }[plan.call];
  return { method: plan.method, kind: plan.call, times, ...more };
}
