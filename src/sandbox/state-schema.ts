// The shape of a state file; what earlier versions did not write yet is filled in.
import { z } from 'zod';
import type { Block, WorkspaceState } from './model.js';

/** Version 1 knew no files, pins, scheduled messages, presence, owners or archived channels. */
export const VERSIONS_READ: readonly number[] = [1, 2];

const texts = z.array(z.string());
const text = z.object({ type: z.string(), text: z.string() });
const anyObject = z.record(z.string(), z.unknown());

/** Blocks were validated when they came in; here they are only told from something else. */
const block = z.custom<Block>(
  (value) => z.looseObject({ type: z.string(), block_id: z.string() }).safeParse(value).success,
);

const person = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  title: z.string(),
  tz: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  isOwner: z.boolean().default(false),
  isGuest: z.boolean().default(false),
  isBot: z.boolean(),
  deleted: z.boolean().default(false),
  presence: z.enum(['active', 'away']).default('active'),
});

const messageWithoutTs = z.object({
  user: z.string(),
  bot: z.boolean(),
  text: z.string(),
  blocks: z.array(block).exactOptional(),
  attachments: z.array(z.unknown()).exactOptional(),
  threadTs: z.string().exactOptional(),
  broadcast: z.boolean().exactOptional(),
  metadata: z.object({ event_type: z.string(), event_payload: anyObject }).exactOptional(),
  edited: z.object({ user: z.string(), ts: z.string() }).exactOptional(),
  reactions: z.array(z.object({ name: z.string(), users: texts })).exactOptional(),
  tombstone: z.boolean().exactOptional(),
  files: texts.exactOptional(),
});
const message = messageWithoutTs.extend({ ts: z.string() });

const channel = z.object({
  id: z.string(),
  name: z.string(),
  isPrivate: z.boolean(),
  dmWith: z.string().exactOptional(),
  members: texts,
  topic: z.string(),
  isArchived: z.boolean().default(false),
  created: z.number().default(0),
  creator: z.string().default(''),
  messages: z.array(message),
  pins: z.array(z.object({ ts: z.string(), by: z.string(), at: z.number() })).default([]),
  lastMicros: z.number(),
});

const view = z.object({
  id: z.string(),
  type: z.enum(['modal', 'home']),
  hash: z.string(),
  rootId: z.string(),
  previousId: z.string().nullable(),
  externalId: z.string(),
  viewer: z.string(),
  title: text.nullable(),
  submit: text.nullable(),
  close: text.nullable(),
  blocks: z.array(block),
  privateMetadata: z.string(),
  callbackId: z.string(),
  clearOnClose: z.boolean(),
  notifyOnClose: z.boolean(),
  submitDisabled: z.boolean(),
  values: z.record(z.string(), z.record(z.string(), anyObject)),
  errors: z.record(z.string(), z.string()),
});

const file = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  mimetype: z.string(),
  size: z.number(),
  user: z.string(),
  created: z.number(),
  channels: texts,
});

const scheduled = z.object({
  id: z.string(),
  channel: z.string(),
  postAt: z.number(),
  created: z.number(),
  message: messageWithoutTs,
});

const ephemeral = z.object({
  channel: z.string(),
  ts: z.string(),
  viewer: z.string(),
  text: z.string(),
  blocks: z.array(block),
  threadTs: z.string().exactOptional(),
});

/** A workspace as it lies in a file, of any version that is read. */
export const stateSchema: z.ZodType<WorkspaceState> = z.object({
  version: z.number().transform(() => 2 as const),
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  app: z.object({ id: z.string(), botId: z.string(), botUser: z.string() }),
  people: z.array(person).min(1),
  groups: z.array(z.object({ id: z.string(), handle: z.string(), name: z.string(), users: texts })).min(1),
  channels: z.array(channel).min(1),
  ephemerals: z.array(ephemeral),
  files: z.array(file).default([]),
  scheduled: z.array(scheduled).default([]),
  modals: z.record(z.string(), z.array(view)),
  homes: z.record(z.string(), view),
  clockAheadMs: z.number().exactOptional(),
});
