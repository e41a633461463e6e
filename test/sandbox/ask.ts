// Calling a sandbox's Web API as a form or as JSON, without a client between the test and the answer.
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.js';
import { post, type Seen } from './a-bot.js';

type Args = Record<string, unknown>;

export interface Wire {
  sandbox: Sandbox;
  /** Calls a method with a JSON body and the bot's token; the answer's body. */
  ask: (method: string, args?: Args) => Promise<Seen>;
  /** The error of a call, or `ok`. */
  errorOf: (method: string, args?: Args) => Promise<string>;
  /** The whole answer to a call. */
  send: (method: string, args?: Args, headers?: Record<string, string>) => Promise<Response>;
  hands: (deed: string, body: Args) => Promise<Seen>;
  look: (path: string) => Promise<Seen>;
}

/** A sandbox without a bot, and the ways to speak to it. */
export async function aWire(options: Partial<SandboxOptions> = {}): Promise<Wire> {
  const sandbox = await startSandbox({ port: 0, ...options });
  const send: Wire['send'] = (method, args = {}, headers = {}) =>
    fetch(`${sandbox.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-sandbox', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(args),
    });
  const ask: Wire['ask'] = async (method, args) => (await send(method, args)).json();
  return {
    sandbox,
    send,
    ask,
    errorOf: async (method, args) => {
      const { ok, error } = await ask(method, args);
      return ok ? 'ok' : error;
    },
    hands: async (deed, body) => (await post(sandbox, `/hands/${deed}`, body)).body,
    look: async (path) => (await fetch(`${sandbox.url}/hands/${path}`)).json(),
  };
}

/** A clock that stands still until it is moved. */
export function aStillClock(start: string) {
  let now = new Date(start);
  return {
    now: () => now,
    moveTo: async (to: Date) => {
      now = to;
    },
  };
}
