// The door of response URLs: five answers in half an hour to whoever acted.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Desk } from './desk.js';
import { type Answer, answerUnder } from './faults.js';
import { parseJsonObject, readBody } from './http.js';
import type { Block, Json } from './model.js';
import type { ResponseTarget } from './triggers.js';
import { Call, refusal, SlackError } from './web-api/call.js';
import { readContent } from './web-api/content.js';

/** Serves POST `/hooks/respond/<id>`. */
export async function serveResponseUrl(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const end = desk.activity.begin('response_url', desk.clock.now());
  let answer: Json = { ok: false, error: 'internal_error' };
  try {
    const body = await readBody(request);
    const fault = desk.faults.next('response_url', performance.now());
    answer = await answerUnder(fault, { request, response }, () => respond(desk, id, body));
  } finally {
    end(answer);
  }
}

function respond(desk: Desk, id: string, body: string): Answer {
  const use = desk.responseUrls.use(id);
  if ('error' in use) return { status: 404, body: { ok: false, error: use.error } };
  try {
    applyResponse(desk, use.target, parseJsonObject(body));
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 400, body: refusal(error) };
  }
}

/**
 * Carries out an answer: `delete_original`, `replace_original`, else a new message, ephemeral by default.
 * Throws SlackError when the content is refused.
 */
export function applyResponse(desk: Desk, target: ResponseTarget, answer: Json): void {
  const call = new Call(desk, answer);
  if (call.flag('delete_original')) {
    removeOriginal(desk, target);
    return;
  }
  const content = readContent(call, 'post');
  const blocks = content.blocks ?? [];
  if (call.flag('replace_original') && replaceOriginal(desk, target, content.text, blocks)) return;
  const channel = desk.workspace.channel(target.channel);
  if (!channel) throw new SlackError('channel_not_found');
  const threadTs = call.text('thread_ts');
  const thread = threadTs ? { threadTs } : {};
  if (answer.response_type === 'in_channel') {
    desk.workspace.post(channel, { user: desk.workspace.botUser, bot: true, ...content, ...thread });
  } else {
    desk.workspace.postEphemeral(channel, target.person, { text: content.text, blocks, ...thread });
  }
}

function removeOriginal(desk: Desk, target: ResponseTarget): void {
  const { ephemeral, channel, message } = originalOf(desk, target);
  if (ephemeral) desk.workspace.removeEphemeral(ephemeral);
  else if (channel && message) desk.workspace.remove(channel, message);
}

function replaceOriginal(desk: Desk, target: ResponseTarget, text: string, blocks: Block[]): boolean {
  const { ephemeral, channel, message } = originalOf(desk, target);
  if (ephemeral) {
    Object.assign(ephemeral, { text, blocks });
    desk.workspace.changed(target.person);
    return true;
  }
  if (!channel || !message?.bot) return false;
  desk.workspace.edit(channel, message, { text, ...(blocks.length > 0 ? { blocks } : {}) });
  return true;
}

function originalOf(desk: Desk, { original, channel: id, person }: ResponseTarget) {
  const channel = desk.workspace.channel(id);
  if (!original || !channel) return {};
  return original.ephemeral
    ? { ephemeral: desk.workspace.state.ephemerals.find((e) => e.ts === original.ts && e.viewer === person) }
    : { channel, message: desk.workspace.message(channel, original.ts) };
}
