// Commands, messages, the app's tabs and closing modals.
import { z } from 'zod';
import type { Desk } from '../desk.js';
import { tellHomeOpened } from '../events.js';
import { HttpError } from '../http.js';
import { shortcut, slashCommand, viewClosed, withMentions } from '../interactions.js';
import type { Json } from '../model.js';
import { applyResponse } from '../respond.js';
import { closeModals } from '../views.js';
import { SlackError } from '../web-api/call.js';
import { ackObject, readAck } from './acks.js';
import { channelBy, messageBy, modalOf, personBy } from './find.js';

const commandBody = z.strictObject({ as: z.string(), channel: z.string(), text: z.string() });

/** POST /hands/command: `text` is the whole line, e.g. `/charter help`. */
export async function command(desk: Desk, body: unknown): Promise<Json> {
  const asked = commandBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const channel = channelBy(desk, as, asked.channel);
  const [, name, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(asked.text.trim()) ?? [];
  if (!name)
    throw new HttpError(400, 'not_a_command', 'A command begins with a slash, e.g. "/charter help".');
  const changes = desk.live.changesFor(as);
  const ack = await desk.delivery.command(slashCommand(desk, as, channel, name, rest.trim()));
  const answer = readAck(ack, name);
  if (answer.trim() === '') {
    await desk.live.answered(as, changes);
    return {};
  }
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
export function say(desk: Desk, body: unknown): Json {
  const asked = sayBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const { workspace } = desk;
  const channel = channelBy(desk, as, asked.channel);
  const parent = asked.thread_ts ? messageBy(desk, as, channel.id, asked.thread_ts).message : undefined;
  const message = workspace.post(channel, {
    user: as,
    bot: false,
    text: withMentions(desk, asked.text),
    ...(parent ? { threadTs: parent.threadTs ?? parent.ts } : {}),
  });
  return { ts: message.ts };
}

const homeBody = z.strictObject({ as: z.string(), tab: z.enum(['home', 'messages']).default('home') });

/** POST /hands/home: opens the app's Home tab, or its Messages. Slack does not tell people when an app misses this. */
export function home(desk: Desk, body: unknown): Json {
  const asked = homeBody.parse(body);
  tellHomeOpened(desk, personBy(desk, asked.as).id, asked.tab);
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

const shortcutBody = z.strictObject({
  as: z.string(),
  callback_id: z.string(),
  channel: z.string().optional(),
  ts: z.string().optional(),
});

/** POST /hands/shortcut: a shortcut of the app; with `channel` and `ts` the one on that message. */
export async function useShortcut(desk: Desk, body: unknown): Promise<Json> {
  const asked = shortcutBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const on = asked.channel === undefined ? undefined : messageBy(desk, as, asked.channel, asked.ts ?? '');
  const changes = desk.live.changesFor(as);
  const ack = await desk.delivery.interaction(shortcut(desk, as, asked.callback_id, on));
  readAck(ack, `The shortcut "${asked.callback_id}"`);
  await desk.live.answered(as, changes);
  return {};
}
