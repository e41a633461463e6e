// What can happen in a workspace, as it is told to whoever listens.
import type { Channel, Message } from './model.js';

/** Who may see something different now: one person, or everybody. */
export type Audience = string | 'everybody';

/** What happened to a message; `previous` is how it was before. A parent that leaves a tombstone has changed, not gone. */
export type MessageChange =
  | { kind: 'posted'; channel: Channel; message: Message }
  | { kind: 'changed'; channel: Channel; message: Message; previous: Message }
  | { kind: 'deleted'; channel: Channel; message: Message };

/** What people and the bot do besides writing; `by` is who did it. */
export type Deed =
  | { kind: 'created' | 'archived'; channel: Channel; by: string }
  | { kind: 'joined'; channel: Channel; by: string; inviter?: string }
  | { kind: 'reacted' | 'unreacted'; channel: Channel; message: Message; name: string; by: string }
  | { kind: 'pinned' | 'unpinned'; channel: Channel; message: Message; by: string };

/** What a message shows; all of it is replaced by an edit, except metadata that is not mentioned. */
export type MessageContent = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>;
