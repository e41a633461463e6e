// Commands, messages, the Home tab and closing modals: everything else a person does in Slack.
import { z } from 'zod';
import type { Desk } from '../desk.js';
import { HttpError } from '../http.js';
import {
  eventEnvelope,
  homeOpened,
  messageEvent,
  slashCommand,
  viewClosed,
  withMentions,
} from '../interactions.js';
import type { Json } from '../model.js';
import { applyResponse } from '../respond.js';
import { closeModals } from '../views.js';
import { SlackError } from '../web-api/call.js';
import { ackObject, readAck } from './acks.js';
import { channelBy, modalOf, personBy } from './find.js';

const commandBody = z.strictObject({ as: z.string(), channel: z.string(), text: z.string() });

/** POST /hands/command: `text` is the whole line, e.g. `/charter help`. */
export async function command(desk: Desk, body: unknown): Promise<Json> {
  const asked = commandBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const channel = channelBy(desk, as, asked.channel);
  const [, name, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(asked.text.trim()) ?? [];
  if (!name)
    throw new HttpError(400, 'not_a_command', 'A command begins with a slash, e.g. "/charter help".');
  const ack = await desk.delivery.command(slashCommand(desk, as, channel, name, rest.trim()));
  const answer = readAck(ack, name);
  if (answer.trim() === '') return {};
  try {
    applyResponse(desk, { person: as, channel: channel.id }, ackObject(answer) ?? { text: answer });
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const why = [error.code, ...error.messages].join(' ');
    const message = `${name} failed with the error "invalid_command_response". The bot's answer was refused: ${why}`;
    throw new HttpError(502, 'invalid_command_response', message);
  }
  return {};
}

const sayBody = z.strictObject({
  as: z.string(),
  channel: z.string(),
  text: z.string().min(1).max(40_000),
  thread_ts: z.string().optional(),
});

/** POST /hands/say. The bot hears it as an event when it is in the channel. */
export async function say(desk: Desk, body: unknown): Promise<Json> {
  const asked = sayBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const { workspace } = desk;
  const channel = channelBy(desk, as, asked.channel);
  const parent = asked.thread_ts ? workspace.message(channel, asked.thread_ts) : undefined;
  if (asked.thread_ts && !parent) {
    throw new HttpError(
      404,
      'thread_not_found',
      `#${channel.name} has no message ${asked.thread_ts} to reply to.`,
    );
  }
  const message = workspace.post(channel, {
    user: as,
    bot: false,
    text: withMentions(desk, asked.text),
    ...(parent ? { threadTs: parent.threadTs ?? parent.ts } : {}),
  });
  const heard = channel.members.includes(workspace.botUser);
  // Slack does not tell people when an app missed an event.
  if (heard) await desk.delivery.event(messageEvent(desk, channel, message), eventEnvelope(desk));
  return { ts: message.ts };
}

const personBody = z.strictObject({ as: z.string() });

/** POST /hands/home: opens the app's Home tab. */
export async function home(desk: Desk, body: unknown): Promise<Json> {
  const as = personBy(desk, personBody.parse(body).as).id;
  await desk.delivery.event(homeOpened(desk, as), eventEnvelope(desk));
  return {};
}

const closeBody = z.strictObject({ as: z.string(), all: z.boolean().optional() });

/** POST /hands/close: closes the open modal, or the whole stack with `all` (the X in the corner). */
export async function close(desk: Desk, body: unknown): Promise<Json> {
  const asked = closeBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const all = asked.all === true || modalOf(desk, as).clearOnClose;
  const gone = closeModals(desk.workspace, as, all ? 'all' : 'top').reverse();
  // A closed modal is gone whatever the bot answers.
  const told = gone.filter((view) => view.notifyOnClose);
  await Promise.all(told.map((view) => desk.delivery.interaction(viewClosed(desk, as, view, all))));
  return {};
}
