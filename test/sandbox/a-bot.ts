// A tiny real Bolt app for the sandbox's tests, over HTTP or Socket Mode as an installed app would be.
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

export const TRANSPORTS = ['http', 'socket'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Starts a sandbox and a Bolt app that it delivers to, over HTTP where nothing else is said. */
export async function aBench({
  transport = 'http',
  ...options
}: Partial<SandboxOptions> & { transport?: Transport } = {}): Promise<Bench> {
  const { sandbox, app, stop } = await START[transport](options);
  return {
    sandbox,
    app,
    client: aClient(sandbox),
    hands: (deed, body) => post(sandbox, `/hands/${deed}`, body),
    see: async (as) => (await fetch(`${sandbox.url}/hands/see?as=${as}`)).json(),
    stop,
  };
}

type Start = (options: Partial<SandboxOptions>) => Promise<Pick<Bench, 'sandbox' | 'app' | 'stop'>>;

const quiet = { convoStore: false as const, logLevel: LogLevel.ERROR };

const overHttp: Start = async (options) => {
  let botPort = 0;
  const requestUrl = () => `http://127.0.0.1:${botPort}/slack/events`;
  const sandbox = await startSandbox({ port: 0, requestUrl, ...options });
  const receiver = new HTTPReceiver({
    signingSecret: sandboxCredentials.signingSecret,
    processBeforeResponse: true,
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    ...quiet,
    token: sandboxCredentials.botToken,
    receiver,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
  });
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  botPort = (server.address() as AddressInfo).port;
  return {
    sandbox,
    app,
    stop: async () => {
      await receiver.stop();
      await sandbox.stop();
    },
  };
};

const overSockets: Start = async (options) => {
  const sandbox = await startSandbox({ port: 0, ...options });
  const app = new App({
    ...quiet,
    token: sandboxCredentials.botToken,
    appToken: sandboxCredentials.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
  });
  await app.start();
  return {
    sandbox,
    app,
    stop: async () => {
      await app.stop();
      await sandbox.stop();
    },
  };
};

const START: Record<Transport, Start> = { http: overHttp, socket: overSockets };

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
