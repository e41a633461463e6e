// What a person does on the page: each deed asks the sandbox, shows what came of it, and cannot be sent twice.

import { postHands } from './hands.js';
import { arrive, ask, listen, refresh } from './live.js';
import { rememberPerson } from './memory.js';
import { change, setDraft, state } from './state.js';

const TOAST_MS = { good: 6_000, bad: 15_000 };
let toastTimer = null;

/** Shows a sentence for a while, read out by screen readers. */
export function say(text, tone = 'good') {
  clearTimeout(toastTimer);
  toastTimer = setTimeout(hush, TOAST_MS[tone]);
  change({ toast: { text, tone } });
}

/** Takes the sentence away. */
export const hush = () => change({ toast: null });

/**
 * Sends one deed. While it is under way the same key is refused, so a double click is one click.
 * @returns the answer, or null when it was refused (the reason is then in the toast)
 */
export async function act(key, verb, body) {
  if (state.busy.has(key)) return null;
  state.busy.add(key);
  // What was said about the deed before no longer applies.
  change({ toast: null });
  const question = ask();
  try {
    const answer = await postHands(verb, body);
    if (answer.channels) arrive(answer, question);
    else refresh();
    return answer;
  } catch (error) {
    say(error.message, 'bad');
    refresh();
    return null;
  } finally {
    state.busy.delete(key);
    change();
  }
}

/** Asks a confirmation dialog. @returns {Promise<boolean>} */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const answer = (yes) => {
      change({ question: null });
      resolve(yes);
    };
    change({ question: { confirm, answer } });
  });
}

/** Becomes somebody else. */
export function becomePerson(id) {
  if (id === state.me) return;
  rememberPerson(id);
  change({ me: id, sight: null, thread: null, errors: {}, toast: null });
  keepAddress();
  listen();
}

export function openChannel(id) {
  change({ place: { kind: 'channel', id }, thread: null, pane: 'main' });
  keepAddress();
}

/** Opens a thread and, where there is a keyboard, puts the cursor into its composer. */
export function openThread(channel, ts) {
  change({ thread: { channel, ts }, pane: 'thread' });
  if (matchMedia('(hover: hover)').matches) focusSoon('.thread textarea');
}

/** Closes the thread; the focus goes back to the message it hangs on. */
export function closeThread() {
  const { ts } = state.thread;
  change({ thread: null, pane: 'main' });
  focusSoon(`[data-ts="${CSS.escape(ts)}"] :is(.thread-line, .start-thread)`);
}

/** Scrolls a conversation to its end, where what was just done has appeared. */
export function showEnd(place) {
  queueMicrotask(() => {
    const scroller = document.querySelector(`[data-scroll="${CSS.escape(place)}"]`);
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  });
}

/** Focuses what the drawing that was just asked for will show. */
function focusSoon(selector) {
  queueMicrotask(() => document.querySelector(selector)?.focus());
}

/** Opens the Home tab: the app hears of it and may draw it anew. */
export function openHome() {
  change({ place: { kind: 'home' }, thread: null, pane: 'main' });
  keepAddress();
  return act('home', 'home', { as: state.me });
}

/** The address holds who and where, so that a reload or a second window starts in the same place. */
function keepAddress() {
  const place = state.place?.kind === 'home' ? 'home' : (state.place?.id ?? '');
  history.replaceState(null, '', `#${state.me}/${place}`);
}

/** Where the address points: `{ person, place }`, either may be ''. */
export function addressed() {
  const [person = '', place = ''] = location.hash.slice(1).split('/');
  return { person, place };
}

/** Says or commands what is in a composer. */
export async function send({ key, channel, threadTs, text }) {
  const words = text.trim();
  if (words === '') return;
  if (words.startsWith('/') && threadTs) {
    say('Slack takes slash commands in the channel only. Close the thread and type it there.', 'bad');
    return;
  }
  const slash = words.startsWith('/');
  const body = { as: state.me, channel, text: words, ...(threadTs ? { thread_ts: threadTs } : {}) };
  // Cleared at once, so that the next words can be typed meanwhile; given back when the sandbox refuses.
  setDraft(key, undefined);
  const answer = await act(key, slash ? 'command' : 'say', body);
  if (answer !== null) showEnd(threadTs ? `${channel}/${threadTs}` : channel);
  else if (!state.drafts.has(key)) setDraft(key, text);
}

/** What the address of an element is on the wire: a message, Home, or the open modal. */
export function spotBody(spot) {
  switch (spot.kind) {
    case 'message':
      return { channel: spot.channel, ts: spot.ts };
    case 'home':
      return { channel: 'home' };
    case 'modal':
      return { channel: 'modal' };
  }
}
