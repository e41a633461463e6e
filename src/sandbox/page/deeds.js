// What a person does on the page: each deed asks the sandbox, shows what came of it, and cannot be sent twice.

import { postHands } from './hands.js';
import { arrive, ask, listen, refresh, refreshDirectory } from './live.js';
import { forgetRead, rememberPerson } from './memory.js';
import { newLine } from './reading.js';
import { change, channelInSight, setDraft, state, wireName } from './state.js';

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
  const wasDirect = state.place?.id?.startsWith('D');
  const place = wasDirect ? { kind: 'home' } : state.place;
  change({ me: id, sight: null, thread: null, errors: {}, toast: null, linked: null, newAfter: '', place });
  keepAddress();
  listen();
  if (place?.kind === 'home') act('home', 'home', { as: id });
}

export function openChannel(id) {
  change({
    place: { kind: 'channel', id },
    thread: null,
    pane: 'main',
    linked: null,
    newAfter: newLine(channelInSight(id)?.messages ?? [], id),
  });
  keepAddress();
}

/** Comes into a public channel and opens it. */
export async function joinChannel(id) {
  if ((await act(`join/${id}`, 'join', { as: state.me, channel: id })) === null) return;
  openChannel(id);
  refreshDirectory();
}

/** Opens the page at one message, or says that it is not there for this person. */
export function openMessage(id, ts) {
  const channel = channelInSight(id);
  const parent = channel?.messages.find(
    (each) => each.ts === ts || each.thread?.some((reply) => reply.ts === ts),
  );
  if (!parent) {
    say('This message cannot be shown: it was deleted, or this person is not in its channel.', 'bad');
    return;
  }
  openChannel(id);
  // However far back it stands in its channel or thread.
  for (const place of [id, `${id}/${parent.ts}`]) state.shown.set(place, Number.POSITIVE_INFINITY);
  const isReply = parent.ts !== ts;
  change({
    linked: ts,
    thread: isReply ? { channel: id, ts: parent.ts } : null,
    pane: isReply ? 'thread' : 'main',
  });
  // Once for drawing, once for the places that then scroll to their ends.
  queueMicrotask(() => {
    const message = document.querySelector('.message.linked');
    message?.scrollIntoView({ block: 'center' });
    message?.focus();
  });
}

/** Puts the workspace back to its first day. */
export async function startAfresh() {
  if ((await act('strip/reset', 'reset', { as: state.me })) === null) return;
  forgetRead(state.directory.people.map((person) => person.id));
  state.drafts.clear();
  change({ thread: null, linked: null, newAfter: '', errors: {} });
  await refreshDirectory();
  say('The workspace is as it was on the first day.');
}

/** The threads this person takes part in or was called into. */
export function openThreads() {
  change({ place: { kind: 'threads' }, thread: null, pane: 'main', linked: null });
  keepAddress();
}

/** Opens a thread and, where there is a keyboard, puts the cursor into its composer. */
export function openThread(channel, ts) {
  change({ thread: { channel, ts }, controls: false, pane: 'thread' });
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
  const place = state.place?.kind === 'channel' ? state.place.id : (state.place?.kind ?? '');
  history.replaceState(null, '', `/#${state.me}/${place}`);
}

/** Where the address points: `{ person, place, message }`, each may be ''. A permalink names a message and nobody. */
export function addressed() {
  const link = messageInLink(location.href);
  if (link) return { person: '', place: link.channel, message: link.ts };
  const [person = '', place = ''] = location.hash.slice(1).split('/');
  return { person, place, message: '' };
}

const PERMALINK = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/;

/** The message `{ channel, ts }` that a permalink of this workspace names, or null. */
export function messageInLink(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  const ours = [location.host, `${state.directory?.team.domain}.slack.com`].includes(url?.host);
  const [, channel, seconds, micros] = (ours && PERMALINK.exec(url.pathname)) || [];
  return channel === undefined ? null : { channel, ts: `${seconds}.${micros}` };
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
  const body = {
    as: state.me,
    channel: wireName(channel),
    text: words,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
  // Cleared at once, so that the next words can be typed meanwhile; given back when the sandbox refuses.
  setDraft(key, undefined);
  // Who answers has read what is there.
  change({ newAfter: '' });
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
