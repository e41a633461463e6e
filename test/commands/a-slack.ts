// A Slack for the doctor: the sandbox's, behind a front that can answer a method in its place; and how to ask the doctor.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { type DoctorDeps, doctor } from '../../src/commands/doctor.js';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';

/** What the front answers instead of the sandbox; `headers` are added to what it says. */
export interface Instead {
  body?: object;
  headers?: Record<string, string>;
}

export interface Front {
  sandbox: Sandbox;
  apiUrl: string;
  /** Answers to be given instead, by method. */
  instead: Map<string, Instead>;
  /** An environment with which everything is well. */
  env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Listens on a free port of this machine. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A secret as .env.example shows how to make one. */
export const someSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

/** Starts the sandbox with its front. `folder` is where the embedded database would be. */
export async function startFront(folder: string): Promise<Front> {
  const sandbox = await startSandbox({ port: 0, requestUrl: 'http://127.0.0.1:1/' });
  const instead = new Map<string, Instead>();
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').replace('/api/', '');
    const given = instead.get(method);
    const body = await textOf(request);
    const { authorization, 'content-type': type } = request.headers;
    const answer = await fetch(`${sandbox.apiUrl}${method}`, {
      method: 'POST',
      headers: { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) },
      body,
    });
    const said = await answer.text();
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-oauth-scopes': answer.headers.get('x-oauth-scopes') ?? '',
      ...given?.headers,
    });
    response.end(given?.body === undefined ? said : JSON.stringify(given.body));
  });
  const apiUrl = `http://127.0.0.1:${await listening(server)}/api/`;
  return {
    sandbox,
    apiUrl,
    instead,
    env: {
      PORT: '0',
      DATA_DIR: folder,
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: sandboxCredentials.botToken,
      SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
      HANDSHAKE_CHANNEL: sandbox.channel.id,
      MARKETING_GROUP: sandbox.marketingGroup.id,
      INTAKE_SECRET: someSecret,
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.stop();
    },
  };
}

/** What the doctor said: its exit code, its lines, and those on what is missing. */
export interface Told {
  code: number;
  lines: string[];
  missing: string[];
  text: string;
}

export type Deps = Omit<DoctorDeps, 'out'>;

/** Asks the doctor about the healthy environment with some variables changed; an empty one counts as not set. */
export async function askAt(front: Front, changes: NodeJS.ProcessEnv, deps: Deps = {}): Promise<Told> {
  const lines: string[] = [];
  const code = await doctor({ ...front.env, ...changes }, { ...deps, out: (line) => lines.push(line) });
  const missing = lines.filter((line) => line.startsWith('missing: '));
  return { code, lines, missing, text: lines.join('\n') };
}

/** The one thing that is missing; everything else is well. */
export async function onlyFaultAt(
  front: Front,
  changes: NodeJS.ProcessEnv,
  deps: Deps = {},
): Promise<string> {
  const { code, missing } = await askAt(front, changes, deps);
  expect(code).toBe(1);
  expect(missing).toHaveLength(1);
  expect(missing[0]).toContain(' What to do: ');
  return missing[0] ?? '';
}
