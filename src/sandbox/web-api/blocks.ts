// blocks.validate: judging blocks, a message's blocks or a view without sending anything.
import { viewComplaints } from '../block-kit/validate.js';
import { type Method, SlackError } from './call.js';
import { readBlocks } from './content.js';

/** Answers with the blocks as they would be kept. Throws invalid_blocks, invalid_blocks_format, invalid_arguments. */
export const validateBlocks: Method = (call) => {
  const view = call.structure('view');
  if (view !== undefined) {
    const complaints = viewComplaints(view);
    if (complaints.length > 0) throw new SlackError('invalid_blocks', complaints);
    return {};
  }
  const message = call.structure('message') as { blocks?: unknown } | undefined;
  const blocks = readBlocks(call.structure('blocks') ?? message?.blocks);
  if (!blocks) throw new SlackError('invalid_arguments', ['[ERROR] missing required field: blocks']);
  return { blocks };
};
