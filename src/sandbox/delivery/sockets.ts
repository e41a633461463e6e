// Socket Mode: connections that a bot opens with a ticket, and any delivery on any one of them.
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { HttpError } from '../http.js';
import { type LeaveReason, Link, turnAway } from './link.js';
import type { Ack, Parcel } from './parcel.js';
import { Tickets } from './tickets.js';

/** Connections an app may have at once. */
const LINKS_MAX = 10;
/** An ack is small; a view in it has 250 KB at most. */
const MESSAGE_BYTES_MAX = 1024 * 1024;

/** The WebSocket code for a server that stops, and how long a client gets to say goodbye. */
const GOING_AWAY = 1001;
const STOPS_WITHIN_MS = 500;

export const LINK_PATH = '/link/';

export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX });
  readonly #tickets = new Tickets();
  readonly #links: Link[] = [];
  #turn = 0;

  constructor(readonly options: { appId: string; log: (line: string) => void }) {}

  /** The address of one connection, with a ticket for it: the answer of apps.connections.open. `base` is `ws://host`. */
  give(base: string): string {
    return `${base}${LINK_PATH}?ticket=${this.#tickets.give()}&app_id=${this.options.appId}`;
  }

  /** Opens a connection. Throws for a ticket that is spent, too old or not from here a 401 HttpError. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const query = new URL(request.url ?? '/', 'ws://sandbox').searchParams;
    if (!this.#tickets.take(query.get('ticket') ?? '')) {
      throw new HttpError(401, 'invalid_ticket', 'This ticket opens nothing. Call apps.connections.open.');
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      if (this.#links.length >= LINKS_MAX) {
        turnAway(opened);
        return;
      }
      const { appId, log } = this.options;
      const link = new Link(opened, { appId, number: this.#links.length + 1, log });
      this.#links.push(link);
      opened.on('close', () => this.#links.splice(this.#links.indexOf(link), 1));
    });
  }

  /** Sends on one of the open connections, in turn; undefined when there is none. */
  send(parcel: Parcel, cut: boolean): Promise<Ack> | undefined {
    const open = this.#links.filter((link) => link.open);
    this.#turn += 1;
    return open[this.#turn % open.length]?.send(parcel, cut);
  }

  /** How many connections take deliveries. */
  get count(): number {
    return this.#links.filter((link) => link.open).length;
  }

  /** Takes leave of every connection. Returns how many there were. */
  leave(reason: LeaveReason): number {
    const { count } = this;
    for (const link of this.#links) link.leave(reason);
    return count;
  }

  stop(): void {
    for (const { socket } of this.#links) {
      socket.close(GOING_AWAY);
      // A bot that hangs does not keep the sandbox from stopping.
      setTimeout(() => socket.terminate(), STOPS_WITHIN_MS).unref();
    }
    this.#server.close();
  }
}

/** Answers a request for a connection with an error. */
export function refuseUpgrade(socket: Duplex, { status, message }: HttpError): void {
  const body = `${message}\n`;
  const head = `content-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\n${head}\r\n\r\n${body}`);
}
