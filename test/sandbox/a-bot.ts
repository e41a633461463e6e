// A tiny real Bolt app for the sandbox's tests, over HTTP as an installed app would be.
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.js';

/** A web client that fails at once instead of trying again. */
export const aClient = (
  sandbox: Sandbox,
  token: string | undefined = sandboxCredentials.botToken,
): WebClient =>
  new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });

export interface Bench {
  sandbox: Sandbox;
  app: App;
  client: WebClient;
  hands: (deed: string, body: Record<string, unknown>) => Promise<Reply>;
  see: (as: string) => Promise<Seen>;
  stop: () => Promise<void>;
}

// What comes back is JSON from the wire; tests look into it freely.
// biome-ignore lint/suspicious/noExplicitAny: the shape is what the tests are about
export type Seen = any;

export interface Reply {
  status: number;
  body: Seen;
}

/** Starts a sandbox and a Bolt app that it delivers to, both on free ports. */
export async function aBench(options: Partial<SandboxOptions> = {}): Promise<Bench> {
  let botPort = 0;
  const requestUrl = () => `http://127.0.0.1:${botPort}/slack/events`;
  const sandbox = await startSandbox({ port: 0, requestUrl, ...options });
  const receiver = new HTTPReceiver({
    signingSecret: sandboxCredentials.signingSecret,
    processBeforeResponse: true,
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    token: sandboxCredentials.botToken,
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
  });
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  botPort = (server.address() as AddressInfo).port;
  return {
    sandbox,
    app,
    client: aClient(sandbox),
    hands: (deed, body) => post(sandbox, `/hands/${deed}`, body),
    see: async (as) => (await fetch(`${sandbox.url}/hands/see?as=${as}`)).json(),
    stop: async () => {
      await receiver.stop();
      await sandbox.stop();
    },
  };
}

export async function post(sandbox: Sandbox, path: string, body: unknown, headers = {}): Promise<Reply> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
export const aButton = (action_id: string, text: string, value = 'v') => ({
  type: 'button' as const,
  action_id,
  text: plain(text),
  value,
});
