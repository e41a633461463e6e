// What counts as read, and where "New" stands when somebody comes back.

import { markRead, readUpTo } from './memory.js';
import { change, channelInSight, state } from './state.js';
import { newest } from './unread.js';

/** The ts after which the messages of a conversation are new; '' when all is read or nothing ever was. */
export function newLine(messages, place) {
  const mark = readUpTo(state.me, place);
  return newest(messages) > mark ? mark : '';
}

/** The same for the conversation that is open. */
export const newLineHere = () =>
  state.place?.kind === 'channel' ? newLine(channelInSight()?.messages ?? [], state.place.id) : '';

/** What is on the screen of a window in front counts as read. */
export function noteRead() {
  if (document.hidden) return;
  const channel = state.place?.kind === 'channel' ? channelInSight() : undefined;
  let moved = channel !== undefined && markRead(state.me, channel.id, newest(channel.messages));
  if (state.thread && !state.controls) {
    const parent = channelInSight(state.thread.channel)?.messages.find((each) => each.ts === state.thread.ts);
    const key = `${state.thread.channel}/${state.thread.ts}`;
    if (parent) moved = markRead(state.me, key, newest(parent.thread ?? [])) || moved;
  }
  if (moved) change();
}

/** Whoever comes back to the window finds where they stopped reading. */
export function noteReturn() {
  if (!document.hidden) change({ newAfter: newLineHere() });
}
