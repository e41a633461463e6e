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

/**
 * Whether a message calls this person: by name, by a group of theirs, or everybody at once.
 * @param {{ id: string, groups: string[] }} me ids of the person and of the groups they are in
 */
export function callsMe(message, me) {
  const calls = (text) =>
    text.includes(`<@${me.id}`) ||
    me.groups.some((group) => text.includes(`<!subteam^${group}`)) ||
    /<!(?:here|channel|everyone)/.test(text);
  // What stands in plain_text stays text, so only what can hold a mention is looked at.
  const within = (node) => {
    if (Array.isArray(node)) return node.some(within);
    if (typeof node !== 'object' || node === null) return false;
    if (node.type === 'mrkdwn' || node.type === 'markdown') return calls(node.text ?? '');
    if (node.type === 'user') return node.user_id === me.id;
    if (node.type === 'usergroup') return me.groups.includes(node.usergroup_id);
    if (node.type === 'broadcast') return true;
    return Object.values(node).some(within);
  };
  return message.blocks?.length ? within(message.blocks) : calls(message.text ?? '');
}

/** Unread messages of others that call this person. */
export const mentionCount = (messages, mark, me) =>
  messages.filter((message) => message.ts > mark && message.user !== me.id && callsMe(message, me)).length;

/** Whether a thread is this person's business: they began it, answered in it, or were called in it. */
export const concernsMe = (parent, me) =>
  (parent.thread ?? []).length > 0 &&
  [parent, ...parent.thread].some((each) => each.user === me.id || callsMe(each, me));
