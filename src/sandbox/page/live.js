// Keeps what is seen fresh: a live connection that says "changed", and a refetch that never piles up.

import { fetchHands } from './hands.js';
import { change, state } from './state.js';

/** Changes come in bursts (a card, its thread, a reminder); they are fetched once. */
const COALESCE_MS = 40;
const RETRY_MS = 2_000;

let source = null;
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
  const sameModal = sight.modal !== null && sight.modal?.id === state.sight?.modal?.id;
  change({ sight, errors: sameModal ? state.errors : (sight.modal?.errors ?? {}) });
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

/** Listens as the person who is acted as; the connection of the person before is closed. */
export function listen() {
  source?.close();
  source = new EventSource(`/hands/live?as=${encodeURIComponent(state.me)}`);
  source.addEventListener('changed', refresh);
  source.addEventListener('open', refresh);
  source.addEventListener('error', () => change({ connected: false }));
}
