// What a message may hold: text, blocks and metadata, judged as Slack judges them.
import { complete } from '../block-kit/complete.js';
import { isObject } from '../block-kit/interpret.js';
import { blocksComplaints, textLength } from '../block-kit/validate.js';
import { shortId } from '../ids.js';
import type { Block, Message } from '../model.js';
import { type Call, SlackError } from './call.js';

/** Longer text is cut when posted. */
const TEXT_CUT_AT = 40_000;
/** chat.update refuses text above this. */
const UPDATE_TEXT_MAX = 4000;
/** All characters in the blocks of one message. */
const BLOCKS_TEXT_MAX = 13_200;
/** `markdown_text` above this is refused. */
const MARKDOWN_TEXT_MAX = 12_000;
const ATTACHMENTS_MAX = 100;
/** A message's metadata as JSON, in bytes. */
const METADATA_BYTES_MAX = 32 * 1024;
/** Tables have totals of their own. */
const TABLES = ['table', 'data_table'];

export interface Content {
  text: string;
  blocks?: Block[];
  attachments?: unknown[];
  metadata?: NonNullable<Message['metadata']>;
}

/**
 * The validated content of a call; a message that carries files may be empty.
 * Throws no_text, invalid_blocks, invalid_blocks_format, msg_too_long, markdown_text_conflict, too_many_attachments,
 * invalid_attachments, invalid_metadata_format, invalid_metadata_schema, metadata_too_large.
 */
export function readContent(call: Call, use: 'post' | 'update' | 'files'): Content {
  const markdown = readMarkdown(call);
  const text = markdown ?? call.text('text') ?? '';
  const blocks = markdown ? [markdownBlock(markdown)] : readBlocks(call.structure('blocks'));
  const attached = readAttachments(call.structure('attachments'));
  if (use !== 'files' && text.trim() === '' && !blocks?.length && !attached) throw new SlackError('no_text');
  if (use === 'update' && text.length > UPDATE_TEXT_MAX) throw new SlackError('msg_too_long');
  const metadata = readMetadata(call.structure('metadata'));
  return {
    text: text.slice(0, TEXT_CUT_AT),
    ...(blocks?.length ? { blocks } : {}),
    ...(attached ? { attachments: attached } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

/** `markdown_text` stands alone. Throws markdown_text_conflict, msg_too_long. */
function readMarkdown(call: Call): string | undefined {
  const markdown = call.text('markdown_text');
  if (markdown === undefined) return undefined;
  if (call.text('text') !== undefined || call.text('blocks') !== undefined)
    throw new SlackError('markdown_text_conflict');
  if (markdown.length > MARKDOWN_TEXT_MAX) throw new SlackError('msg_too_long');
  return markdown;
}

const markdownBlock = (text: string): Block => ({ type: 'markdown', text, block_id: shortId() });

function readAttachments(given: unknown): unknown[] | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  if (given.length > ATTACHMENTS_MAX) throw new SlackError('too_many_attachments');
  const complaints = given.flatMap((attachment, i) =>
    isObject(attachment) && Array.isArray(attachment.blocks)
      ? blocksComplaints(attachment.blocks, 'message', ['attachments', i, 'blocks'])
      : [],
  );
  if (complaints.length > 0) throw new SlackError('invalid_attachments', complaints);
  return given;
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
  if (Buffer.byteLength(JSON.stringify(payload)) > METADATA_BYTES_MAX)
    throw new SlackError('metadata_too_large');
  return { event_type: type, event_payload: payload };
}
