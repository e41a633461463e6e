// One Socket Mode connection: its hello, its envelopes and their acks, its pings, and how Slack takes leave of it.
import { randomUUID } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { parseJsonObject } from '../http.js';
import type { Json } from '../model.js';
import { ACK_LIMIT_MS, type Ack, type Lost, type Parcel } from './parcel.js';

const PING_EVERY_MS = 10_000;
/** Between the warning and the request to reconnect. */
const WARNED_FOR_MS = 10_000;
/** A connection that was asked to go is closed after this. */
const LEAVES_WITHIN_MS = 1000;
/** Slack renews a connection after about five hours, and says so in its hello. */
const CONNECTION_SECONDS = 18_060;
const DEBUG_HOST = 'applink-sandbox';

export const LEAVE_REASONS = ['warning', 'refresh_requested', 'link_disabled'] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];

const RETRY_REASONS: Record<Lost, string> = {
  http_error: 'error',
  timeout: 'timeout',
  unreachable: 'connection_failed',
  not_connected: 'connection_failed',
};

const debugInfo = { host: DEBUG_HOST, build_number: 1, approximate_connection_time: CONNECTION_SECONDS };

/** Refuses a connection that was one too many, in the words of Socket Mode. */
export function turnAway(socket: WebSocket): void {
  // Whatever it still does, it is not listened to.
  socket.on('error', () => socket.terminate());
  say(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo });
  socket.close();
}

const say = (socket: WebSocket, message: Json): void => socket.send(JSON.stringify(message));

export class Link {
  readonly #waiting = new Map<string, { parcel: Parcel; done: (ack: Ack) => void }>();
  readonly #renewal: NodeJS.Timeout;
  readonly #pings: NodeJS.Timeout;
  #alive = true;
  #leaving = false;

  /** Greets the bot; `number` is how many connections the app has with this one. */
  constructor(
    readonly socket: WebSocket,
    readonly of: { appId: string; number: number; log: (line: string) => void },
  ) {
    socket.on('message', (data) => this.#hear(data));
    socket.on('pong', () => {
      this.#alive = true;
    });
    socket.on('error', (error) => of.log(`a connection of the bot failed: ${error.message}`));
    socket.on('close', () => this.#end());
    this.#pings = setInterval(() => this.#ping(), PING_EVERY_MS).unref();
    this.#renewal = setTimeout(() => this.leave('warning'), CONNECTION_SECONDS * 1000).unref();
    say(socket, {
      type: 'hello',
      num_connections: of.number,
      debug_info: debugInfo,
      connection_info: { app_id: of.appId },
    });
  }

  /** Whether deliveries may still be sent here. */
  get open(): boolean {
    return !this.#leaving && this.socket.readyState === this.socket.OPEN;
  }

  /** Sends an envelope and waits for its ack. With `cut` the connection breaks right behind it. */
  send(parcel: Parcel, cut: boolean): Promise<Ack> {
    const id = randomUUID();
    const { kind, payload, answerable, retry } = parcel;
    const repetition = {
      retry_attempt: retry?.attempt ?? 0,
      retry_reason: retry ? RETRY_REASONS[retry.before] : '',
    };
    const envelope = {
      envelope_id: id,
      type: kind,
      payload,
      accepts_response_payload: answerable,
      ...(kind === 'events_api' ? repetition : {}),
    };
    return new Promise((resolve) => {
      const timer = setTimeout(() => done({ answered: false, reason: 'timeout' }), ACK_LIMIT_MS);
      const done = (ack: Ack): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(ack);
      };
      this.#waiting.set(id, { parcel, done });
      this.socket.send(JSON.stringify(envelope), () => {
        if (cut) this.socket.terminate();
      });
    });
  }

  /** Tells the bot that this connection ends, and ends it; after a warning only a while later. */
  leave(reason: LeaveReason): void {
    if (this.#leaving) return;
    say(this.socket, { type: 'disconnect', reason, debug_info: debugInfo });
    if (reason === 'warning') {
      setTimeout(() => this.leave('refresh_requested'), WARNED_FOR_MS).unref();
      return;
    }
    // What is on its way may still be acked; nothing new is sent here.
    this.#leaving = true;
    setTimeout(() => this.socket.close(), LEAVES_WITHIN_MS).unref();
  }

  #hear(data: RawData): void {
    const message = parsed(data);
    const id = message?.envelope_id;
    const waiting = typeof id === 'string' ? this.#waiting.get(id) : undefined;
    if (waiting === undefined) {
      this.of.log('the bot sent something that acknowledges nothing it was sent');
      return;
    }
    const answer = waiting.parcel.answerable ? message?.payload : undefined;
    waiting.done({ answered: true, status: 200, body: bodyOf(answer), noRetry: false });
  }

  #ping(): void {
    if (this.#alive) this.socket.ping(`Ping from ${DEBUG_HOST}`);
    else this.socket.terminate();
    this.#alive = false;
  }

  #end(): void {
    clearInterval(this.#pings);
    clearTimeout(this.#renewal);
    for (const { done } of this.#waiting.values()) done({ answered: false, reason: 'unreachable' });
  }
}

function parsed(data: RawData): Json | undefined {
  try {
    return parseJsonObject(data.toString());
  } catch {
    return undefined;
  }
}

/** The payload of an ack as the body that HTTP would have carried; `{}` says as little as nothing. */
const bodyOf = (payload: unknown): string =>
  typeof payload === 'object' && payload !== null && Object.keys(payload).length > 0
    ? JSON.stringify(payload)
    : '';
