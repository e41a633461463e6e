// What the page knows, in one object, and the one way to change it: whoever draws is told once a change.

/** How many messages a channel shows before "Show earlier". */
export const PAGE_OF_MESSAGES = 100;

export const state = {
  /** The answer of /hands/people: people, groups, channels, team. */
  directory: null,
  /** The id of the person who is acted as. */
  me: null,
  /** The answer of /hands/see for that person. */
  sight: null,
  /** Where the middle pane is: `{ kind: 'channel', id }`, `{ kind: 'home' }` or `{ kind: 'threads' }`. */
  place: null,
  /** The thread on the right: `{ channel, ts }`, or null. */
  thread: null,
  /** The ts of the message that a link pointed to, or null. */
  linked: null,
  /** Where "New" stands in the conversation that is open: what came after this ts was unread; '' for nowhere. */
  newAfter: '',
  /** Under 700 px only one pane fits: 'list', 'main', 'thread' or 'controls'. */
  pane: 'main',
  /** What is typed and not yet sent, by key. It lives here so that a refresh cannot lose it. */
  drafts: new Map(),
  /** Keys of the controls whose request is under way. */
  busy: new Set(),
  /** How many messages are shown, by channel. */
  shown: new Map(),
  /** Whether the sandbox's controls stand on the right. */
  controls: false,
  /** `{ text, tone: 'good' | 'bad' }`, or null. */
  toast: null,
  /** An open question: `{ confirm, resolve }`, or null. */
  question: null,
  /** Errors of the open modal: block_id → sentence. */
  errors: {},
  /** False while the live connection is down. */
  connected: true,
};

let draw = () => {};
let queued = false;

/** Sets who draws. */
export function onChange(callback) {
  draw = callback;
}

/** Takes over some values and has the page drawn again; several changes in one turn are drawn once. */
export function change(patch = {}) {
  Object.assign(state, patch);
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    draw();
  });
}

/** A draft's key: drafts belong to the person who typed them. */
export const draftKey = (...parts) => [state.me, ...parts].join('/');

export const draftOf = (key) => state.drafts.get(key);

export function setDraft(key, value) {
  if (value === undefined) state.drafts.delete(key);
  else state.drafts.set(key, value);
  change();
}

/** The people, by id; a bot or somebody unknown gets a plain stand-in. */
export function personOf(id, fallbackName) {
  const known = state.directory?.people.find((person) => person.id === id);
  const bot = state.directory?.bot;
  if (bot?.id === id) return { id, name: bot.name, realName: bot.name, title: 'App', isBot: true };
  return (
    known ?? { id, name: fallbackName ?? 'app', realName: fallbackName ?? 'App', title: '', isBot: true }
  );
}

/** Whether somebody is away from their screen, as far as was last seen. */
export const isAway = (id) => state.sight?.away.includes(id) ?? personOf(id).presence === 'away';

/** The person who is acted as, with the ids of their groups. */
export const me = () => ({
  id: state.me,
  groups: (state.directory?.groups ?? [])
    .filter((group) => group.users.includes(state.me))
    .map((group) => group.id),
});

/** The time zone of the person who is acted as. */
export const myZone = () => personOf(state.me).tz ?? 'UTC';

/** The business clock as the server last told it, in milliseconds. */
export const businessNow = () => (state.sight?.now ? Date.parse(state.sight.now) : Date.now());

/** The channel that is shown, or undefined. */
export function channelInSight(id = state.place?.id) {
  return conversations().find((channel) => channel.id === id);
}

/** Slack derives nothing from ids, but the sandbox names the direct message with the app after the person. */
export const directId = () => `D${state.me.slice(1)}`;

/** Every conversation of the person; the direct message with the app is there before anything was said in it. */
export function conversations() {
  const seen = state.sight?.channels ?? [];
  if (!state.sight || seen.some((channel) => channel.id === directId())) return seen;
  const { name } = state.directory.bot;
  return [...seen, { id: directId(), name, isPrivate: true, isDm: true, topic: '', messages: [] }];
}

/** What a conversation is called on the wire: a direct message is opened by its first word. */
export const wireName = (id) => (id === directId() ? 'dm' : id);

/** A channel's name as it is read aloud: a direct message bears the other side's name. */
export function channelTitle(channel) {
  return channel.isDm ? channel.name.replace(/^@/, '') : channel.name;
}
