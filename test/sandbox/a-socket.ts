// A bare Socket Mode client for tests of the protocol itself: what it was sent, and acks as the test wants them.
import { WebSocket } from 'ws';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { Seen } from './a-bot.js';

const PATIENCE_MS = 10_000;

export interface Socket {
  /** Everything it was sent, oldest first. */
  heard: Seen[];
  /** The message numbered `n`, from 0, as soon as it is there; the first one is the hello. */
  message: (n: number) => Promise<Seen>;
  ack: (envelope: Seen, payload?: unknown) => void;
  /** Resolves once the connection is closed, from whichever side. */
  closed: Promise<void>;
  /** How often the sandbox pinged so far. */
  pings: () => number;
  close: () => void;
  /** Breaks the connection without a word. */
  cut: () => void;
}

/** Asks for the address of a connection as a client does. */
export async function anAddress(
  sandbox: Sandbox,
  token: string = sandboxCredentials.appToken,
): Promise<Seen> {
  const authorization = `Bearer ${token}`;
  const response = await fetch(`${sandbox.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization },
  });
  return response.json();
}

/** Connects, with a ticket of its own unless the test has one. Rejects when the sandbox refuses. */
export async function aSocket(sandbox: Sandbox, url?: string, headers = {}): Promise<Socket> {
  const socket = new WebSocket(url ?? (await anAddress(sandbox)).url, { headers });
  const heard: Seen[] = [];
  let pings = 0;
  let arrived = (): void => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(data.toString()));
    arrived();
  });
  socket.on('ping', () => {
    pings += 1;
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const message = async (n: number): Promise<Seen> => {
    const until = Date.now() + PATIENCE_MS;
    while (heard.length <= n) {
      if (Date.now() > until)
        throw new Error(`message ${n} did not come; there are ${JSON.stringify(heard)}`);
      await new Promise<void>((resolve) => {
        arrived = resolve;
        setTimeout(resolve, 50);
      });
    }
    return heard[n];
  };
  return {
    heard,
    message,
    closed,
    pings: () => pings,
    ack: ({ envelope_id }, payload) => socket.send(JSON.stringify({ envelope_id, payload })),
    close: () => socket.close(1000),
    cut: () => socket.terminate(),
  };
}
