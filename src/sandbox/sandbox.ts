// The sandbox: a Slack workspace on this machine, with its Web API, hands to act as its people, and a page.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Activity } from './activity.js';
import { type Clock, ownClock } from './clock.js';
import { sandboxCredentials } from './credentials.js';
import { Delivery } from './delivery/delivery.js';
import { LINK_PATH, refuseUpgrade } from './delivery/sockets.js';
import type { CommandHint, Desk, Shortcut } from './desk.js';
import { tellEvents } from './events.js';
import { Faults } from './faults.js';
import { serveFile, serveUpload } from './file-doors.js';
import { FILES_PREFIX, UPLOAD_PREFIX } from './file-kinds.js';
import { Files } from './files.js';
import { serveHands } from './hands/router.js';
import { HttpError, keepStrangersOut, sendJson } from './http.js';
import { Live } from './live.js';
import type { Person } from './model.js';
import { servePage } from './page-files.js';
import { Keeper, readState } from './persistence.js';
import { RateLimits } from './rate-limits.js';
import { serveResponseUrl } from './respond.js';
import { seedWorkspace } from './seed.js';
import { ResponseUrls, Triggers } from './triggers.js';
import { serveWebApi } from './web-api/dispatch.js';
import { sendScheduled } from './web-api/scheduled.js';
import { Workspace } from './workspace.js';

export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  /**
   * Where the bot listens for Slack, e.g. `http://127.0.0.1:3000/slack/events`.
   * A function is asked at each delivery: a bot on a free port knows its address only after its start.
   * Absent, the bot is reached over Socket Mode only; a bot that is connected so is always reached so.
   */
  requestUrl?: string | (() => string);
  /** The events the app subscribes to, by the names in a manifest's `bot_events`; absent means all. */
  events?: readonly string[];
  /** The pauses before a failed event comes again, ms; Slack's are 0, 60,000 and 300,000. */
  retryDelaysMs?: readonly number[];
  /** Keeps the workspace over restarts; absent means in memory only. */
  stateFile?: string;
  /** Business time; absent means a clock of the sandbox's own. */
  clock?: Clock;
  /** The names `runJob` knows, for the page to offer. */
  jobs?: readonly string[];
  /** The bot's slash commands, for the page to hint at. */
  commands?: readonly CommandHint[];
  /** The bot's shortcuts, for the page to offer. */
  shortcuts?: readonly Shortcut[];
  runJob?: (name: string) => Promise<unknown>;
  intake?: (kind: 'leads' | 'signals', rows: unknown[]) => Promise<unknown>;
  /** Turns mentions in slash commands into `<@U…>`, as `should_escape` in an app's manifest does. */
  shouldEscape?: boolean;
  /** Limits calls as Slack does, by real time; a hand turns it on and off. Absent means off. */
  rateLimits?: boolean;
  log?: (line: string) => void;
}

export interface Sandbox {
  url: string;
  /** Ends with `/api/`. */
  apiUrl: string;
  port: number;
  team: { id: string; name: string };
  /** The first channel, with everybody and the bot in it. */
  channel: { id: string; name: string };
  marketingGroup: { id: string; handle: string };
  people: Person[];
  stop(): Promise<void>;
}

/** How often the business clock is asked whether a scheduled message is due. */
const SCHEDULED_EVERY_MS = 1000;

/** Slack's count of repetitions with shorter waits; the last one still reaches a bot that reconnects after 5 s. */
const RETRY_DELAYS_MS = [0, 1000, 6000];

/**
 * Starts the workspace on 127.0.0.1.
 * Throws when the port is taken or the state file holds something else.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { requestUrl, log = () => undefined } = options;
  const state = (options.stateFile ? readState(options.stateFile) : undefined) ?? seedWorkspace();
  const clock = options.clock ?? ownClock(state);
  const live = new Live();
  const keeper = options.stateFile ? new Keeper(options.stateFile, () => state, log) : undefined;
  const workspace = new Workspace(state, clock, (audience) => {
    live.changed(audience);
    keeper?.changed();
  });
  const server = createServer();
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  const desk: Desk = {
    url,
    workspace,
    clock,
    live,
    activity: new Activity(),
    triggers: new Triggers(),
    responseUrls: new ResponseUrls(),
    delivery: new Delivery({
      requestUrl: typeof requestUrl === 'string' ? () => requestUrl : requestUrl,
      signingSecret: sandboxCredentials.signingSecret,
      appId: state.app.id,
      retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
      log,
    }),
    faults: new Faults(),
    rateLimits: new RateLimits(options.rateLimits ?? false),
    files: new Files(options.stateFile ? `${options.stateFile}.files` : undefined),
    messageState: new Map(),
    offered: new Map(),
    jobs: options.jobs ?? [],
    commands: options.commands ?? [],
    shortcuts: options.shortcuts ?? [],
    events: options.events ?? 'all',
    runJob: options.runJob,
    intake: options.intake,
    shouldEscape: options.shouldEscape ?? false,
  };
  server.on('request', (request, response) => void serve(desk, port, log, request, response));
  server.on('upgrade', (request, socket, head) => connect(desk, port, request, socket, head));
  tellEvents(desk);
  workspace.url = url;
  const scheduled = setInterval(() => sendScheduled(desk), SCHEDULED_EVERY_MS).unref();
  return {
    url,
    apiUrl: `${url}/api/`,
    port,
    team: state.team,
    channel: first(state.channels),
    marketingGroup: first(state.groups),
    people: state.people.filter((p) => !p.isBot && !p.deleted),
    stop: async () => {
      clearInterval(scheduled);
      desk.delivery.stop();
      live.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await keeper?.flush();
    },
  };
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined)
    throw new Error('The sandbox workspace is empty. Delete its state file to start afresh.');
  return item;
}

function listen(server: Server, port: number): Promise<number> {
  // Clients that keep connections alive must not meet one that is just closing.
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function serve(
  desk: Desk,
  port: number,
  log: (line: string) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    keepStrangersOut(request, port);
    await route(desk, request, response, addressOf(request, desk.url));
  } catch (error) {
    const known = error instanceof HttpError ? error : undefined;
    if (!known) log(`request failed: ${error instanceof Error ? error.stack : String(error)}`);
    const body = known
      ? { error: known.code, message: known.message, ...known.more }
      : { error: 'sandbox_failed', message: 'The sandbox stumbled. Its log says why.' };
    sendJson(response, known?.status ?? 500, body);
  }
}

/** Throws a 400 HttpError for a request line that names no address. */
function addressOf({ url = '/' }: IncomingMessage, base: string): URL {
  if (URL.canParse(url, base)) return new URL(url, base);
  throw new HttpError(
    400,
    'bad_address',
    'This address cannot be read. The page is at /, the Web API under /api/.',
  );
}

/** Opens a connection of Socket Mode. A page that somebody else served has no business here. */
function connect(desk: Desk, port: number, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  // A bot that goes away in the middle is no error of ours.
  socket.on('error', () => socket.destroy());
  try {
    keepStrangersOut(request, port);
    if (![undefined, desk.url].includes(request.headers.origin))
      throw new HttpError(403, 'wrong_origin', 'Connections are for bots, not for pages in a browser.');
    if (!request.url?.startsWith(LINK_PATH))
      throw new HttpError(404, 'not_found', 'There is nothing to connect to. Call apps.connections.open.');
    desk.delivery.sockets.accept(request, socket, head);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    refuseUpgrade(socket, error);
  }
}

const RESPOND_PREFIX = '/hooks/respond/';

async function route(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = url.pathname;
  if (path.startsWith('/api/')) return serveWebApi(desk, request, response, url);
  if (path.startsWith('/hands/')) return serveHands(desk, request, response, url);
  if (request.method === 'POST' && path.startsWith(RESPOND_PREFIX)) {
    return serveResponseUrl(desk, request, response, path.slice(RESPOND_PREFIX.length));
  }
  if (request.method === 'POST' && path.startsWith(UPLOAD_PREFIX))
    return serveUpload(desk, request, response, path.slice(UPLOAD_PREFIX.length));
  if (request.method === 'GET' && path.startsWith(FILES_PREFIX))
    return serveFile(desk, request, response, path);
  if (request.method === 'GET') return servePage(response, path);
  throw new HttpError(404, 'not_found', `There is nothing to ${request.method} at ${path}.`);
}
