// Pressing and choosing in blocks: where an element stands decides what is sent; modals keep their values here until submit.

import { act, confirmed, say, spotBody } from './deeds.js';
import { initialValue, inputsOf, sameValue, stateValue, submission } from './form.js';
import { change, draftKey, draftOf, setDraft, state } from './state.js';

/** A text is sent by its Enter, or a moment after its last character when the app asked for characters. */
const TYPING_PAUSE_MS = 400;
const typing = new Map();

/** The key of one element: for its draft, its busy state and its DOM id. */
export const elementKey = (spot, block, element) => draftKey(spot.key, block.block_id, element.action_id);

/** What a field shows: what was typed here, else what the sandbox knows, else what the app set. */
export function fieldValue(spot, block, element) {
  const draft = draftOf(elementKey(spot, block, element));
  if (draft !== undefined) return draft;
  return knownValue(spot, block, element);
}

/** What the sandbox knows of a field: of a view or of a message. */
function knownValue(spot, block, element) {
  const held = stateValue(spot.state?.values?.[block.block_id]?.[element.action_id]);
  return held ?? initialValue(element);
}

/** Presses a button. A link button opens its page as well. */
export const press = (spot, block, element) =>
  // Two feedback buttons are one element; a button of its own needs no value to be found.
  click(spot, { block, element, url: element.url, value: element.isFeedback ? element.value : undefined });

/** Chooses in an overflow menu. */
export const pick = (spot, block, element, option) =>
  click(spot, { block, element, url: option.url, value: option.value ?? option.text.text });

/** Clicks an element once its question is answered; `value` decides where it holds several things to click. */
async function click(spot, { block, element, url, value }) {
  if (!(await confirmed(element.confirm))) return;
  if (url) openLink(url);
  if (!(await handOver(spot))) return;
  await act(elementKey(spot, block, element), 'click', {
    as: state.me,
    ...spotBody(spot),
    action: element.action_id,
    block_id: block.block_id,
    value,
  });
}

/**
 * Takes a new value of a select, picker, box or text.
 * @param {boolean} done whether the person is finished with it (chosen, left or Enter), not merely typing
 */
export async function enter(spot, block, element, value, done = true) {
  const key = elementKey(spot, block, element);
  const before = fieldValue(spot, block, element);
  setDraft(key, value);
  if (block.type === 'input' && !block.dispatch_action) return;
  if (!done) {
    whenTypingPauses(key, element, () => choose(spot, block, element, value));
    return;
  }
  clearTimeout(typing.get(key));
  if (element.confirm && !(await confirmed(element.confirm))) {
    setDraft(key, before);
    return;
  }
  if (!(await handOver(spot, block))) return;
  await choose(spot, block, element, value);
}

function whenTypingPauses(key, element, send) {
  clearTimeout(typing.get(key));
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  if (triggers.includes('on_character_entered')) typing.set(key, setTimeout(send, TYPING_PAUSE_MS));
}

/** Whether Enter in this field speaks to the app instead of submitting the form. */
export const sendsOnEnter = (block) => block.type === 'input' && block.dispatch_action === true;

async function choose(spot, block, element, values) {
  const key = elementKey(spot, block, element);
  const place = spot.kind === 'modal' ? { view: spot.view.id } : spotBody(spot);
  const body = { as: state.me, ...place, block_id: block.block_id, action: element.action_id, values };
  if ((await act(key, 'choose', body)) === null) return;
  // From here on the sandbox knows the value; of what is shown to one person alone it keeps none.
  if (!spot.forgetful && sameValue(draftOf(key), values)) setDraft(key, undefined);
}

/**
 * Before an action in a modal reaches the app, what was typed in its other fields is handed over, since Slack
 * sends the whole form along.
 * @returns {Promise<boolean>} false when the sandbox refused a field; the reason is in the toast
 */
async function handOver(spot, except) {
  if (spot.kind !== 'modal') return true;
  for (const { block, element } of inputsOf(spot.view)) {
    const draft = draftOf(elementKey(spot, block, element));
    const known = draft === undefined || sameValue(draft, knownValue(spot, block, element));
    if (known || block === except || block.dispatch_action || element.type === 'file_input') continue;
    const place = { as: state.me, view: spot.view.id, block_id: block.block_id };
    const key = elementKey(spot, block, element);
    if ((await act(key, 'choose', { ...place, action: element.action_id, values: draft })) === null)
      return false;
  }
  return true;
}

/** Submits the open modal; the errors of its fields are shown where they belong, and the first gets the focus. */
export async function submitModal(view, spot) {
  const values = submission(view, (block, element) => fieldValue(spot, block, element));
  const answer = await act(`${spot.key}/submit`, 'submit', { as: state.me, values });
  if (answer === null) return;
  const errors = answer.errors ?? answer.modal?.errors ?? {};
  change({ errors });
  if (answer.modal?.id !== view.id) forget(spot);
  if (Object.keys(errors).length > 0) {
    queueMicrotask(() => document.querySelector('#modal [aria-invalid="true"]')?.focus());
  }
}

/** Closes the open modal without sending it, or the whole stack of them. */
export async function closeModal(spot, all = false) {
  const body = { as: state.me, ...(all ? { all: true } : {}) };
  if ((await act(`${spot.key}/close`, 'close', body)) !== null) forget(spot);
}

/** What was typed in a modal that is gone must not turn up in the next one. */
function forget(spot) {
  const prefix = draftKey(spot.key, '');
  for (const key of state.drafts.keys()) if (key.startsWith(prefix)) state.drafts.delete(key);
  change();
}

/** Opens a page elsewhere; only web addresses, whatever an app sends. */
function openLink(url) {
  if (/^https?:\/\//i.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
  else say('This link is not a web address, so it was not opened.', 'bad');
}
