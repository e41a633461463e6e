// Links to messages of ours in Slack, by their keys.
import type { WebClient } from '@slack/web-api';
import type { Workplace } from '../journey/workplace.js';

/** The address of a message; null while it is not in Slack, or when Slack would not say. */
export async function linkTo(
  { workplace, client }: { workplace: Workplace; client: WebClient },
  key: string,
): Promise<string | null> {
  const place = await workplace.store.messages.placeOf(key);
  if (place === null) return null;
  const { channel, ts } = place;
  return client.chat.getPermalink({ channel, message_ts: ts }).then(
    ({ permalink }) => permalink ?? null,
    () => null,
  );
}
