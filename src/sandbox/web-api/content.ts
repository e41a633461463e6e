// What a message may hold: text, blocks and metadata, judged as Slack judges them.
import { complete } from '../block-kit/complete.js';
import { isObject } from '../block-kit/interpret.js';
import { blocksComplaints, textLength } from '../block-kit/validate.js';
import type { Block, Message } from '../model.js';
import { type Call, SlackError } from './call.js';

/** Longer text is cut when posted. */
const TEXT_CUT_AT = 40_000;
/** chat.update refuses text above this. */
const UPDATE_TEXT_MAX = 4000;
/** All characters in the blocks of one message. */
const BLOCKS_TEXT_MAX = 13_200;
/** Tables have totals of their own. */
const TABLES = ['table', 'data_table'];

export interface Content {
  text: string;
  blocks?: Block[];
  attachments?: unknown[];
  metadata?: NonNullable<Message['metadata']>;
}

/** The validated content of a call. Throws no_text, invalid_blocks, invalid_blocks_format, msg_too_long, invalid_metadata_…. */
export function readContent(call: Call, use: 'post' | 'update'): Content {
  const text = call.text('text') ?? call.text('markdown_text') ?? '';
  const blocks = readBlocks(call.structure('blocks'));
  const attachments = call.structure('attachments');
  const attached = Array.isArray(attachments) && attachments.length > 0 ? attachments : undefined;
  if (text.trim() === '' && !blocks?.length && !attached) throw new SlackError('no_text');
  if (use === 'update' && text.length > UPDATE_TEXT_MAX) throw new SlackError('msg_too_long');
  const metadata = readMetadata(call.structure('metadata'));
  return {
    text: text.slice(0, TEXT_CUT_AT),
    ...(blocks?.length ? { blocks } : {}),
    ...(attached ? { attachments: attached } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

/** Blocks of a message, completed with ids; undefined when none were given. */
export function readBlocks(given: unknown): Block[] | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  if (!Array.isArray(given)) {
    throw new SlackError('invalid_blocks_format', ['[ERROR] must provide an array [json-pointer:/blocks]']);
  }
  const complaints = blocksComplaints(given, 'message', ['blocks']);
  if (complaints.length > 0) throw new SlackError('invalid_blocks', complaints);
  const counted = given.filter((block) => !TABLES.includes(block.type));
  if (textLength(counted) > BLOCKS_TEXT_MAX) throw new SlackError('msg_blocks_too_long');
  return complete(given);
}

function readMetadata(given: unknown): Message['metadata'] {
  if (given === undefined || given === null || given === '') return undefined;
  if (!isObject(given)) throw new SlackError('invalid_metadata_format');
  const { event_type: type, event_payload: payload } = given;
  if (typeof type !== 'string' || type === '' || !isObject(payload)) {
    throw new SlackError('invalid_metadata_schema');
  }
  return { event_type: type, event_payload: payload };
}
