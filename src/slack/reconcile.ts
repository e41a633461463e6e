// Finds a message in Slack by the key in its metadata: the only way to know what became of a call that never answered.
import type { WebClient } from '@slack/web-api';

/** Readable by every app and member, so the payload holds keys and never words. */
export const EVENT_TYPE = 'handshake_message';

/** The window before the call was begun, in seconds: our clock and Slack's may differ. */
const MARGIN_SECONDS = 120;

const PAGE = 200;
const MOST_PAGES = 25;

interface Found {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: object };
}

const keyOf = ({ metadata }: Found): unknown =>
  metadata?.event_type === EVENT_TYPE
    ? (metadata.event_payload as { key?: unknown } | undefined)?.key
    : undefined;

/**
 * The timestamps of all messages with this key, the oldest first. `since` bounds the search for one in the channel;
 * null looks as far back as the pages go. Throws what the client throws.
 */
export async function copiesIn(
  client: WebClient,
  of: { key: string; channel: string; threadTs: string | null },
  since: Date | null,
): Promise<string[]> {
  const found: string[] = [];
  const { key, channel, threadTs } = of;
  const oldest = since === null ? {} : { oldest: String(since.getTime() / 1000 - MARGIN_SECONDS) };
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = {
      channel,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const answer =
      threadTs === null
        ? await client.conversations.history({ ...asked, ...oldest })
        : await client.conversations.replies({ ...asked, ts: threadTs });
    const messages = (answer.messages ?? []) as Found[];
    found.push(...messages.filter((message) => keyOf(message) === key).map(({ ts }) => ts ?? ''));
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found.sort();
}
