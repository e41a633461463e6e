// Keeps what is seen fresh: a live connection that says "changed", and a refetch that never piles up.

import { fetchHands } from './hands.js';
import { newLineHere } from './reading.js';
import { change, state } from './state.js';

/** Changes come in bursts (a card, its thread, a reminder); they are fetched once. */
const COALESCE_MS = 40;
const RETRY_MS = 2_000;
const REST_AFTER_MS = 20_000;

let source = null;
let resting = null;
/** Whether what arrives next is the first that somebody sees after being away. */
let returns = false;
let timer = null;
let fetching = false;
let again = false;
let lastAsked = 0;
let lastApplied = 0;

/** Numbers a request, so that answers that arrive out of order can be told apart. */
export function ask() {
  lastAsked += 1;
  return lastAsked;
}

/**
 * Takes over what a request saw. An answer to an older question than the one already shown is not trusted:
 * the newest is fetched instead.
 */
export function arrive(sight, question) {
  if (!sight?.channels || sight.as !== state.me) return;
  if (question < lastApplied) {
    refresh();
    return;
  }
  lastApplied = question;
  const comes = state.sight === null || returns;
  returns = false;
  const sameModal = sight.modal !== null && sight.modal?.id === state.sight?.modal?.id;
  change({ sight, errors: sameModal ? state.errors : (sight.modal?.errors ?? {}) });
  // Before the drawing that follows, which takes what it shows for read.
  if (comes) change({ newAfter: newLineHere() });
}

/** Fetches soon; calls in between are folded into one. */
export function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  timer ??= setTimeout(fetchNow, COALESCE_MS);
}

/** Fetches what the person sees now; a failure shows the connection as lost and is tried again. */
export async function fetchNow() {
  clearTimeout(timer);
  timer = null;
  fetching = true;
  const question = ask();
  try {
    arrive(await fetchHands(`see?as=${encodeURIComponent(state.me)}`), question);
    if (!state.connected) change({ connected: true });
  } catch {
    change({ connected: false });
    setTimeout(refresh, RETRY_MS);
  } finally {
    fetching = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

/** Asks again who and what there is; when that fails, what is known stays. */
export async function refreshDirectory() {
  try {
    change({ directory: await fetchHands('people') });
  } catch {
    refresh();
  }
}

/** Listens as the person who is acted as; the connection of the person before is closed. */
export function listen() {
  source?.close();
  source = new EventSource(`/hands/live?as=${encodeURIComponent(state.me)}`);
  source.addEventListener('changed', refresh);
  source.addEventListener('open', () => {
    refresh();
    refreshDirectory();
  });
  source.addEventListener('error', onLost);
}

/** The browser tries again by itself, unless it was given an answer that ends it. */
function onLost({ target }) {
  change({ connected: false });
  if (target === source && target.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS);
}

/**
 * Lets go of the connection of a window that nobody looks at, and takes it up again on return: browsers allow six to
 * one address, and somebody who plays all sides in as many windows would find the next one frozen.
 */
export function rest() {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(() => source?.close(), REST_AFTER_MS);
  else if (source?.readyState === EventSource.CLOSED) {
    returns = true;
    listen();
  }
}
