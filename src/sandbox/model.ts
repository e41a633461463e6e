// The nouns of the emulated workspace: plain data that can be written to a file and read back.

export type Json = Record<string, unknown>;

export interface TextObject {
  type: string;
  text: string;
}

export interface Option {
  text: TextObject;
  value?: string;
  url?: string;
  description?: TextObject;
}

/** An element of Block Kit after validation; what its type does not need stays behind the index signature. */
export interface Element {
  type: string;
  action_id: string;
  text?: TextObject;
  value?: string;
  options?: Option[];
  option_groups?: { label: TextObject; options: Option[] }[];
  [more: string]: unknown;
}

/** A block after validation, with its `block_id` given or generated. */
export interface Block {
  type: string;
  block_id: string;
  text?: TextObject | string;
  label?: TextObject;
  elements?: unknown[];
  element?: Element;
  accessory?: Element;
  [more: string]: unknown;
}

export interface Person {
  id: string;
  name: string;
  realName: string;
  title: string;
  /** IANA zone, e.g. `Australia/Sydney`. */
  tz: string;
  email: string;
  isAdmin: boolean;
  isOwner: boolean;
  /** Invited to some channels only, by a firm of their own. */
  isGuest: boolean;
  isBot: boolean;
  /** Deactivated: still named by old messages, and unable to act or to be written to. */
  deleted: boolean;
  presence: 'active' | 'away';
}

export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

export interface Message {
  /** Seconds and microseconds, `1700000000.000100`; the identity of a message within its channel. */
  ts: string;
  user: string;
  bot: boolean;
  text: string;
  blocks?: Block[];
  attachments?: unknown[];
  threadTs?: string;
  broadcast?: boolean;
  metadata?: { event_type: string; event_payload: Json };
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[] }[];
  tombstone?: boolean;
  /** Ids of the files shared with it. */
  files?: string[];
}

/** A file's facts; its bytes are kept apart from the state. */
export interface SharedFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  /** Bytes. */
  size: number;
  user: string;
  /** Unix seconds. */
  created: number;
  /** Channels it was shared in. */
  channels: string[];
}

/** A message waiting for its time. */
export interface Scheduled {
  id: string;
  channel: string;
  /** Unix seconds of business time. */
  postAt: number;
  /** Unix seconds. */
  created: number;
  message: Omit<Message, 'ts'>;
}

export interface Channel {
  id: string;
  name: string;
  isPrivate: boolean;
  /** The person on the other side when this is a direct message with the bot. */
  dmWith?: string;
  members: string[];
  topic: string;
  isArchived: boolean;
  /** Unix seconds. */
  created: number;
  /** Who made it; empty for the channels of the first day. */
  creator: string;
  messages: Message[];
  pins: { ts: string; by: string; at: number }[];
  /** The last microsecond given out, so that no ts is ever used twice. */
  lastMicros: number;
}

export interface Ephemeral {
  channel: string;
  ts: string;
  /** The only person who sees it. */
  viewer: string;
  text: string;
  blocks: Block[];
  threadTs?: string;
}

/** What a person entered: block_id → action_id → `{ type, value | selected_… }`. */
export type StateValues = Record<string, Record<string, Json>>;

export interface View {
  id: string;
  type: 'modal' | 'home';
  hash: string;
  rootId: string;
  previousId: string | null;
  externalId: string;
  viewer: string;
  title: TextObject | null;
  submit: TextObject | null;
  close: TextObject | null;
  blocks: Block[];
  privateMetadata: string;
  callbackId: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  submitDisabled: boolean;
  values: StateValues;
  /** The errors shown under inputs: block_id → sentence. */
  errors: Record<string, string>;
}

export interface WorkspaceState {
  version: 2;
  team: { id: string; name: string; domain: string };
  app: { id: string; botId: string; botUser: string };
  people: Person[];
  groups: UserGroup[];
  channels: Channel[];
  ephemerals: Ephemeral[];
  files: SharedFile[];
  scheduled: Scheduled[];
  /** Open modals of each person, the top one last. */
  modals: Record<string, View[]>;
  homes: Record<string, View>;
  /** How far the sandbox's own clock is ahead of real time, ms. */
  clockAheadMs?: number;
}
