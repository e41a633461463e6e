// A bot that only listens and answers as told: for tests of what reaches it, byte by byte.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { View } from '@slack/web-api';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.js';
import { aClient, plain, post, type Reply, type Seen } from './a-bot.js';

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

interface Answer {
  status: number;
  /** A function is given the body it answers. */
  body?: string | ((heard: string) => string);
  headers?: Record<string, string>;
}

export interface Listener {
  sandbox: Sandbox;
  heard: Heard[];
  /** What it answers next; 200 without a body when empty. */
  answers: Answer[];
  /** The interaction heard last. */
  payload: () => Seen;
  /** A field of the slash command heard last. */
  field: (name: string) => string;
  hands: (deed: string, body: object) => Promise<Reply>;
  see: (as: string) => Promise<Seen>;
  /** Posts a card with these elements and returns its ts. */
  card: (elements: unknown[]) => Promise<string>;
  /** Opens a modal for Dana. */
  openModal: (view: object) => Promise<Seen>;
  stop: () => Promise<void>;
}

/** Starts a listener and the sandbox that delivers to it, both on free ports. */
export async function aListener(options: Partial<SandboxOptions> = {}): Promise<Listener> {
  const heard: Heard[] = [];
  const answers: Listener['answers'] = [];
  const bot = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const told = Buffer.concat(chunks).toString();
    heard.push({ headers: request.headers, body: told });
    const { status, body, headers } = answers.shift() ?? { status: 200 };
    response.writeHead(status, headers).end(typeof body === 'function' ? body(told) : body);
  });
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  const { port } = bot.address() as AddressInfo;
  const requestUrl = `http://127.0.0.1:${port}/slack/events`;
  // Without subscriptions, unless a test is about events: cards that are posted would be heard too.
  const sandbox = await startSandbox({ port: 0, requestUrl, events: [], ...options });
  const client = aClient(sandbox);
  const field = (name: string): string => new URLSearchParams(heard.at(-1)?.body).get(name) ?? '';
  const hands: Listener['hands'] = (deed, body) => post(sandbox, `/hands/${deed}`, body);
  return {
    sandbox,
    heard,
    answers,
    field,
    hands,
    payload: () => JSON.parse(field('payload') || 'null'),
    see: async (as) => (await fetch(`${sandbox.url}/hands/see?as=${as}`)).json(),
    card: async (elements) => {
      const blocks = [{ type: 'actions', block_id: 'b', elements }];
      const { ts } = await client.chat.postMessage({ channel: 'CHANDSHAKE', text: 'card', blocks });
      return String(ts);
    },
    openModal: async (view) => {
      const before = heard.length;
      const typed = hands('command', { as: 'UDANA', channel: 'general', text: '/x' });
      while (heard.length === before) await pause(5);
      try {
        return await client.views.open({ trigger_id: field('trigger_id'), view: view as View });
      } finally {
        await typed;
      }
    },
    stop: async () => {
      await sandbox.stop();
      bot.closeAllConnections();
      await new Promise((resolve) => bot.close(resolve));
    },
  };
}

const anInput = (element: object, more: object = {}) => ({
  type: 'input',
  block_id: 'i',
  label: plain('L'),
  element,
  ...more,
});

/** A modal with one input, `name`, in the block `i`. */
export const aModal = (more: object = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('Go'),
  blocks: [
    anInput({ type: 'plain_text_input', action_id: 'name', initial_value: 'x' }, { label: plain('Name') }),
  ],
  ...more,
});
