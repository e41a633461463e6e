// Where Slack refuses a drawing's blocks it is sent once more, plainer: without the chart, whose figures stand beside it.
import { RespondError, type RespondFn } from '@slack/bolt';
import type { Content, Drawing } from './drawing.js';
import { isBlocksRefused } from './send-outcome.js';

/** Sends a drawing, and its plainer form where the blocks are refused. Throws what the last call threw. */
export async function plainerIfRefused<T>(
  { text, blocks, plainer }: Drawing,
  send: (content: Content) => Promise<T>,
): Promise<T> {
  try {
    return await send({ text, blocks });
  } catch (error) {
    if (plainer === undefined || !isBlocksRefused(error)) throw error;
    return send({ text, blocks: plainer });
  }
}

/** Of an address that answers are sent to, this alone tells that it did not take what they hold. */
const BAD_REQUEST = 400;

/**
 * Answers a person alone, through the address that came with what they did, after its ack. Throws what `respond` throws,
 * for blocks that are refused only when there are no plainer ones.
 */
export async function answerWith(
  respond: RespondFn,
  { text, blocks, plainer }: Drawing,
  where: { thread_ts?: string } = {},
): Promise<void> {
  const answer = { response_type: 'ephemeral', replace_original: false, text, ...where } as const;
  try {
    await respond({ ...answer, blocks });
  } catch (error) {
    const refused = error instanceof RespondError && error.statusCode === BAD_REQUEST;
    if (plainer === undefined || !refused) throw error;
    await respond({ ...answer, blocks: plainer });
  }
}
