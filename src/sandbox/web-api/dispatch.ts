// The door of the Web API: token, faults, method, and an answer that is HTTP 200 whatever happens.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SCOPES, sandboxCredentials } from '../credentials.js';
import type { Desk } from '../desk.js';
import { answerUnder } from '../faults.js';
import { readBody } from '../http.js';
import type { Json } from '../model.js';
import { Call, readArguments, refusal, SlackError } from './call.js';
import { METHODS, OPEN_METHODS } from './register.js';

/** Serves `/api/<method>`. */
export async function serveWebApi(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const method = url.pathname.slice('/api/'.length);
  const end = desk.activity.begin(method, desk.clock.now());
  let answer: Json = { ok: false, error: 'internal_error' };
  try {
    const body = await readBody(request);
    answer = await answerUnder(desk.faults.next(method), { request, response }, () => ({
      status: 200,
      body: run(desk, method, request, url, body),
      headers: SCOPE_HEADERS,
    }));
  } finally {
    end(answer);
  }
}

const SCOPE_HEADERS = {
  'x-oauth-scopes': SCOPES.join(','),
  'x-accepted-oauth-scopes': '',
};

function run(desk: Desk, method: string, request: IncomingMessage, url: URL, body: string): Json {
  try {
    const { token: inBody, ...args } = readArguments(
      url.searchParams,
      request.headers['content-type'] ?? '',
      body,
    );
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? inBody;
    const handler = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
    if (!handler) return { ok: false, error: 'unknown_method', req_method: method };
    if (!OPEN_METHODS.has(method)) checkToken(token);
    return { ok: true, ...handler(new Call(desk, args)) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return refusal(error);
  }
}

/** Throws not_authed, not_allowed_token_type or invalid_auth. */
function checkToken(token: unknown): void {
  if (token === undefined || token === '') throw new SlackError('not_authed');
  if (token === sandboxCredentials.appToken) throw new SlackError('not_allowed_token_type');
  if (token !== sandboxCredentials.botToken) throw new SlackError('invalid_auth');
}
