// A slow line to Slack: passes every call on, late, and its answer back, late, so that a kill falls between the two.
import { Agent, request as call, createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './random.js';

/** The longest delay on either way, in milliseconds. */
const DELAY_MOST_MS = 60;

export interface SlowLine {
  /** Where the bot finds Slack's Web API; ends with /api/. */
  apiUrl: string;
  /** Posts under way now: `unheard` ones that Slack does not have yet, and `unanswered` ones that it has. */
  posting(): { unheard: number; unanswered: number };
  stop(): Promise<void>;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Starts the line to a Slack on this machine, e.g. `http://127.0.0.1:3001`. */
export async function slowLine(slackUrl: string, chance: Chance): Promise<SlowLine> {
  const agent = new Agent({ keepAlive: true });
  const posts = new Set<{ heard: boolean }>();

  const forward = (of: IncomingMessage, body: Buffer): Promise<{ answer: IncomingMessage; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const headers = { ...of.headers, host: new URL(slackUrl).host };
      const sent = call(`${slackUrl}${of.url}`, { method: of.method ?? 'POST', headers, agent }, (answer) =>
        bodyOf(answer).then((read) => resolve({ answer, body: read }), reject),
      );
      sent.on('error', reject);
      sent.end(body);
    });

  const server = createServer(async (request, response) => {
    const post = { heard: false };
    try {
      if (request.url?.endsWith('/chat.postMessage')) posts.add(post);
      const body = await bodyOf(request);
      await pause(chance.between(0, DELAY_MOST_MS));
      // What is on the line arrives, even if the one who sent it has died meanwhile.
      const { answer, body: told } = await forward(request, body);
      post.heard = true;
      await pause(chance.between(0, DELAY_MOST_MS));
      const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': told.length }).end(told);
    } catch {
      response.destroy();
    } finally {
      posts.delete(post);
    }
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    posting() {
      const heard = [...posts].filter((post) => post.heard).length;
      return { unheard: posts.size - heard, unanswered: heard };
    },
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
