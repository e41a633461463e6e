// Bolt, connected: over Socket Mode or as a handler of HTTP requests, with our listeners behind one boundary.
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  App,
  type BlockAction,
  type Logger as BoltLogger,
  HTTPReceiver,
  LogLevel,
  type Receiver,
  SocketModeReceiver,
} from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';

import type { SlackConfig } from '../config.js';
import { called, openModal, type Press, pressed, pushModal, type Submission, submitted } from './boundary.js';
import type { Desk } from './desk.js';
import { ReplayGuard } from './replay-guard.js';
import { commands, events, presses, submissions } from './switchboard.js';

/** Our own rows decide what is tried again; Bolt's client would post twice after a timeout. */
const CALL_TIMEOUT_MS = 10_000;

/**
 * While Slack is away; without a ceiling the pauses double, and an hour away would mean another hour of silence.
 * Its timers keep no process alive that is told to stop.
 */
const RECONNECTING = { forever: true, maxTimeout: 15_000, unref: true };

/** The socket's client goes on connecting after it was told to stop: then it gets no address any more. */
const fetchUntil =
  (isStopped: () => boolean): typeof fetch =>
  async (...request) => {
    if (isStopped()) throw new Error('the bot is stopping');
    const response = await fetch(...request);
    if (isStopped()) throw new Error('the bot is stopping');
    return response;
  };

const SLACK_PATH = '/slack/events';

/** Who we are in Slack. */
export interface Identity {
  team: string;
  botId: string;
  botUserId: string;
}

export interface Connection {
  /** Answers Slack's requests under /slack/events; false for other paths and over Socket Mode. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  start(): Promise<void>;
  /** Takes no new work and waits for the listeners that are running. */
  stop(): Promise<void>;
}

/** A client that never retries by itself and never queues behind somebody else's rate limit. */
export const clientFor = ({ botToken, apiUrl }: SlackConfig, log: Logger): WebClient =>
  new WebClient(botToken, { ...clientOptions(apiUrl), logger: boltLogger(log) });

const clientOptions = (slackApiUrl: string) => ({
  slackApiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: CALL_TIMEOUT_MS,
});

/** Bolt's words, at the level they deserve; its debug output would hold what people typed. */
function boltLogger(log: Logger): BoltLogger {
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (...words: unknown[]) =>
      log[level]({ from: 'bolt' }, words.filter((word) => typeof word === 'string').join(' '));
  return {
    debug() {},
    info() {},
    warn: say('warn'),
    error: say('error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

function receiverFor(
  config: SlackConfig,
  logger: BoltLogger,
  isStopped: () => boolean,
): { receiver: Receiver; http: HTTPReceiver | null } {
  const { connection, apiUrl } = config;
  if (connection.kind === 'http') {
    const http = new HTTPReceiver({ signingSecret: connection.signingSecret, endpoints: SLACK_PATH, logger });
    return { receiver: http, http };
  }
  const socket = new SocketModeReceiver({
    appToken: connection.appToken,
    logger,
    // Left unset, Socket Mode would share and overwrite the retries of every other client.
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, retryConfig: RECONNECTING, fetch: fetchUntil(isStopped) },
    },
  });
  return { receiver: socket, http: null };
}

/**
 * The ids of a register, to be listened for at once: Bolt walks through all that it listens for at every request, so one
 * entry for each id would make each click pay for every button there is.
 */
const anyOf = (register: Readonly<Record<string, unknown>>): RegExp =>
  new RegExp(`^(?:${Object.keys(register).join('|')})$`);

/** The value a button carries, or the value of the option that was chosen. */
function valueIn(action: BlockAction['actions'][number]): string {
  if ('selected_option' in action && action.selected_option !== null)
    return action.selected_option?.value ?? '';
  return 'value' in action && typeof action.value === 'string' ? action.value : '';
}

/** The thread a button stands in; a card that has replies carries its own ts, and stands in the channel. */
function threadOf({ message }: BlockAction): string | null {
  const thread: unknown = message?.thread_ts;
  return typeof thread === 'string' && thread !== message?.ts ? thread : null;
}

/** Where a button stands. */
const placeOf = ({ view }: BlockAction): Press['place'] =>
  view === undefined ? 'message' : view.type === 'home' ? 'home' : 'modal';

/** The modal that a button stands in; the Home tab is none. */
const modalOf = ({ view }: BlockAction): Press['view'] => (view?.type === 'modal' ? view : null);

/** What was done on the Home tab shows there at once. */
async function redrawn({ place, person }: Press, { workplace }: Desk): Promise<void> {
  if (place !== 'home') return;
  await workplace.store.homes.open(person);
  workplace.owed();
}

/** Connects the switchboard to Slack. Nothing is answered before `start`, nor after `stop`. */
export function connect(of: {
  config: SlackConfig;
  identity: Identity;
  desk: Omit<Desk, 'leaving' | 'log'>;
  log: Logger;
  wall: () => number;
}): Connection {
  const { config, identity, log } = of;
  const leaving = new AbortController();
  const desk: Desk = { ...of.desk, log, leaving: leaving.signal };
  const logger = boltLogger(log);
  let stopped = false;
  const { receiver, http } = receiverFor(config, logger, () => stopped);
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    extendedErrorHandler: true,
    authorize: async () => ({
      botToken: config.botToken,
      botId: identity.botId,
      botUserId: identity.botUserId,
      teamId: identity.team,
    }),
    clientOptions: clientOptions(config.apiUrl),
  });

  // Bolt does not wait for running listeners when it stops, so we count them.
  const running = new Set<Promise<void>>();
  const track = async (work: Promise<void>): Promise<void> => {
    running.add(work);
    await work.finally(() => running.delete(work));
  };

  app.action<BlockAction>({ type: 'block_actions', action_id: anyOf(presses) }, (of) => {
    const { ack, body, action, respond } = of;
    const press: Press = {
      person: body.user.id,
      value: valueIn(action),
      trigger: body.trigger_id,
      thread: threadOf(body),
      view: modalOf(body),
      place: placeOf(body),
      ack: async () => void (await ack()),
      respond,
      push: async (view) => {
        const below = modalOf(body);
        const trigger = body.trigger_id;
        if (below === null) await openModal(desk.client, { trigger }, view);
        else await pushModal(desk.client, { trigger, below }, view);
      },
    };
    const id = action.action_id;
    const answered = pressed(press, log, id, async () => presses[id]?.(press, desk));
    return track(answered.then(() => redrawn(press, desk)));
  });
  app.view({ type: 'view_submission', callback_id: anyOf(submissions) }, ({ ack, body, view }) => {
    const submission: Submission = { person: body.user.id, view, ack: ack as Submission['ack'] };
    const id = view.callback_id;
    return track(submitted(submission, log, id, async () => submissions[id]?.(submission, desk)));
  });
  for (const [id, listener] of Object.entries(commands))
    app.command(id, ({ ack, body, respond }) => {
      const call = { person: body.user_id, text: body.text, trigger: body.trigger_id, ack, respond };
      return track(called(call, log, id, (noted) => listener(noted, desk)));
    });
  for (const [id, listener] of Object.entries(events))
    app.event(id, ({ event }) => track(listener((event as { user: string }).user, desk)));
  app.error(async ({ error }: { error: Error }) => {
    log.error({ err: error }, 'Slack could not be answered');
  });

  const guard = new ReplayGuard(of.wall);
  return {
    handle(request, response) {
      if (http === null || request.url?.split('?', 1)[0] !== SLACK_PATH) return false;
      const refusal = guard.refusalOf(request.headers);
      if (refusal === null) http.requestListener(request, response);
      else response.writeHead(401, { 'content-type': 'text/plain; charset=utf-8' }).end(refusal);
      return true;
    },
    async start() {
      if (http === null) await app.start();
    },
    async stop() {
      stopped = true;
      // What is being answered is acked on the socket that it came by.
      await Promise.allSettled(running);
      if (http === null) await app.stop();
      await Promise.allSettled(running);
    },
  };
}
