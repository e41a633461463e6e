// What people do in channels besides writing: come in, and put an emoji under a message.
import { z } from 'zod';
import type { Desk } from '../desk.js';
import { HttpError } from '../http.js';
import type { Json } from '../model.js';
import { channelBy, messageBy, personBy } from './find.js';

const joinBody = z.strictObject({ as: z.string(), channel: z.string() });

/** POST /hands/join: comes into a public channel. */
export function join(desk: Desk, body: unknown): Json {
  const asked = joinBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const channel = desk.workspace.channel(asked.channel);
  // A private channel is not there for somebody who is not in it.
  if (!channel || ((channel.isPrivate || channel.isArchived) && !channel.members.includes(as))) {
    const message = `There is no public channel "${asked.channel}". GET /hands/people lists them.`;
    throw new HttpError(404, 'channel_not_found', message);
  }
  desk.workspace.join(channel, as);
  return {};
}

const reactBody = z.strictObject({
  as: z.string(),
  channel: z.string(),
  ts: z.string(),
  name: z.string().regex(/^:?[a-z0-9_+'-]+:?$/, 'give the name of an emoji, such as eyes'),
  remove: z.boolean().default(false),
});

/** POST /hands/react: puts an emoji under a message, or takes it away with `remove`. */
export function react(desk: Desk, body: unknown): Json {
  const asked = reactBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const { channel, message } = messageBy(desk, as, asked.channel, asked.ts);
  const reaction = { name: asked.name.replaceAll(':', ''), by: as };
  // Clicking twice on the same emoji of a client does no harm either.
  if (asked.remove) desk.workspace.unreact(channel, message, reaction);
  else desk.workspace.react(channel, message, reaction);
  return {};
}

const dismissBody = z.strictObject({ as: z.string(), channel: z.string(), ts: z.string() });

/** POST /hands/dismiss: takes a message away that only this person sees. */
export function dismiss(desk: Desk, body: unknown): Json {
  const asked = dismissBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const channel = channelBy(desk, as, asked.channel);
  const ephemeral = desk.workspace.state.ephemerals.find(
    (e) => e.viewer === as && e.channel === channel.id && e.ts === asked.ts,
  );
  if (!ephemeral) {
    const message = `${as} sees no message ${asked.ts} of their own in #${channel.name}. It may be gone already.`;
    throw new HttpError(404, 'message_not_found', message);
  }
  desk.workspace.removeEphemeral(ephemeral);
  return {};
}
