// Links to messages of ours in Slack, by their keys.
import type { WebClient } from '@slack/web-api';
import type { Workplace } from '../journey/workplace.js';

/** Where a message stands it stays: its address is asked for once. */
const known = new WeakMap<WebClient, Map<string, string>>();
const KNOWN_MOST = 10_000;

function knownTo(client: WebClient): Map<string, string> {
  const links = known.get(client) ?? new Map<string, string>();
  if (links.size >= KNOWN_MOST) links.clear();
  known.set(client, links);
  return links;
}

/** The address of a message; null while it is not in Slack, or when Slack would not say. */
export async function linkTo(
  { workplace, client }: { workplace: Workplace; client: WebClient },
  key: string,
): Promise<string | null> {
  const place = await workplace.store.messages.placeOf(key);
  if (place === null) return null;
  const { channel, ts } = place;
  const links = knownTo(client);
  const name = `${channel} ${ts}`;
  const before = links.get(name);
  if (before !== undefined) return before;
  try {
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    if (permalink !== undefined) links.set(name, permalink);
    return permalink ?? null;
  } catch {
    return null;
  }
}
