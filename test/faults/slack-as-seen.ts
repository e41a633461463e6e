// What stands in the shared channel in the end, read over the Web API as any app would read it.
import { sandboxCredentials } from '../../src/sandbox/credentials.js';

export interface SlackMessage {
  ts: string;
  text: string;
  key: string | null;
  hasAccept: boolean;
  replies: number;
}

interface Wire {
  ts: string;
  text: string;
  subtype?: string;
  blocks?: unknown;
  reply_count?: number;
  metadata?: { event_payload?: { key?: string } };
}

interface Page {
  ok: boolean;
  error?: string;
  messages?: Wire[];
  response_metadata?: { next_cursor?: string };
}

const PAGE = 200;

const messageOf = ({ ts, text, blocks, metadata, reply_count }: Wire): SlackMessage => ({
  ts,
  text,
  key: metadata?.event_payload?.key ?? null,
  hasAccept: JSON.stringify(blocks ?? []).includes('"accept_lead"'),
  replies: reply_count ?? 0,
});

async function page(apiUrl: string, method: string, args: Record<string, string>): Promise<Page> {
  const response = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandboxCredentials.botToken}` },
    body: new URLSearchParams({ include_all_metadata: 'true', ...args }),
  });
  const answer = (await response.json()) as Page;
  if (!answer.ok) throw new Error(`${method} was refused: ${answer.error}`);
  return answer;
}

/** The newest messages of a channel, at most `limit`. */
export async function newest(apiUrl: string, channel: string, limit: number): Promise<SlackMessage[]> {
  const { messages = [] } = await page(apiUrl, 'conversations.history', { channel, limit: String(limit) });
  return messages.map(messageOf);
}

async function all(apiUrl: string, method: string, args: Record<string, string>): Promise<SlackMessage[]> {
  const found: SlackMessage[] = [];
  for (let cursor = ''; ; ) {
    const answer = await page(apiUrl, method, { ...args, limit: String(PAGE), ...(cursor && { cursor }) });
    found.push(...(answer.messages ?? []).map(messageOf));
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return found;
  }
}

/** Every message of the channel itself. */
export const history = (apiUrl: string, channel: string): Promise<SlackMessage[]> =>
  all(apiUrl, 'conversations.history', { channel });

/** The replies under one message. */
export async function thread(apiUrl: string, channel: string, ts: string): Promise<SlackMessage[]> {
  const messages = await all(apiUrl, 'conversations.replies', { channel, ts });
  return messages.filter((message) => message.ts !== ts);
}
