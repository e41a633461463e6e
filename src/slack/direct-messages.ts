// Direct messages: Slack takes a person's id to write to them, and asks for the conversation's own id for all else.
import type { WebClient } from '@slack/web-api';

const PERSON = /^[UW]/;

/** The id of a conversation: a channel's own, or that of the direct messages with a person. Throws what the client throws. */
export async function conversationOf(client: WebClient, channel: string): Promise<string> {
  if (!PERSON.test(channel)) return channel;
  const { channel: opened } = await client.conversations.open({ users: channel });
  return opened?.id ?? channel;
}
