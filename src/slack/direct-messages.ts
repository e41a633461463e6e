// Direct messages: Slack takes a person's id to write to them, and asks for the conversation's own id for all else.
import type { WebClient } from '@slack/web-api';

const PERSON = /^[UW]/;

/** Whether an id is a person's: not a channel's, nor a user group's. */
export const isPerson = (id: string): boolean => PERSON.test(id);

/** The id of a conversation: a channel's own, or that of the direct messages with a person. Throws what the client throws. */
export async function conversationOf(client: WebClient, channel: string): Promise<string> {
  if (!isPerson(channel)) return channel;
  const { channel: opened } = await client.conversations.open({ users: channel });
  return opened?.id ?? channel;
}
