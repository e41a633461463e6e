// Which messages a person has not read yet: pure, from what is in sight and the marks kept by memory.js.

/** Messages of others after a mark. A mark of '' means never read. */
export function unreadCount(messages, mark, me) {
  return messages.filter((message) => message.ts > mark && message.user !== me).length;
}

/** The ts of the newest message, or ''. */
export const newest = (messages) => messages[messages.length - 1]?.ts ?? '';

/** Whether a thread has an answer by somebody else after the mark. */
export function hasUnreadReply(message, mark, me) {
  return (message.thread ?? []).some((reply) => reply.ts > mark && reply.user !== me);
}

/** Who answered in a thread, first come first, each once, at most `limit`. */
export function repliers(message, limit) {
  return [...new Set((message.thread ?? []).map((reply) => reply.user))].slice(0, limit);
}

/** Messages and what is shown to this person alone, in the order of their ts. */
export function woven(messages, ephemerals) {
  return [...messages, ...ephemerals.map((each) => ({ ...each, ephemeral: true }))].sort((a, b) =>
    a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0,
  );
}
