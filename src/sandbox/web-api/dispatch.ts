// The door of the Web API: token, scopes, limits, faults, method, and an answer that is HTTP 200 whatever happens.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sandboxCredentials } from '../credentials.js';
import type { Desk } from '../desk.js';
import { type Answer, answerUnder, tooEarly } from '../faults.js';
import { readBody } from '../http.js';
import type { Json } from '../model.js';
import { Call, type MethodRow, readArguments, refusal, SlackError, scopesOf } from './call.js';
import { METHODS } from './register.js';

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
    const fault = desk.faults.next(method, performance.now());
    answer = await answerUnder(fault, { request, response }, () => run(desk, method, { request, url, body }));
  } finally {
    end(answer);
  }
}

interface Asked {
  request: IncomingMessage;
  url: URL;
  body: string;
}

function run(desk: Desk, method: string, asked: Asked): Answer {
  const row = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  try {
    const { token: inBody, ...args } = argumentsOf(asked);
    if (!row) throw new SlackError('unknown_method', [], { req_method: method });
    const token = /^Bearer (.+)$/i.exec(asked.request.headers.authorization ?? '')?.[1] ?? inBody;
    checkToken(row, token);
    const call = new Call(desk, args);
    call.needScope(...(row.scopes ?? []));
    const counted = { method, tier: row.tier, team: desk.workspace.state.team.id };
    const seconds = desk.rateLimits.wait({ ...counted, channel: call.text('channel') }, performance.now());
    if (seconds > 0) return tooEarly(seconds);
    return { status: 200, body: { ok: true, ...row.run(call) }, headers: scopeHeaders(desk, row) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 200, body: refusal(error), headers: scopeHeaders(desk, row) };
  }
}

const argumentsOf = ({ request, url, body }: Asked): Json =>
  readArguments(url.searchParams, request.headers['content-type'] ?? '', body);

const scopeHeaders = (desk: Desk, row: MethodRow | undefined): Record<string, string> => ({
  'x-oauth-scopes': scopesOf(desk).join(','),
  'x-accepted-oauth-scopes': (row?.scopes ?? []).join(','),
});

/** Throws not_authed, not_allowed_token_type or invalid_auth. */
function checkToken(row: MethodRow, token: unknown): void {
  if (row.token === 'nobody') return;
  if (token === undefined || token === '') throw new SlackError('not_authed');
  const { appToken, botToken } = sandboxCredentials;
  const [wanted, other] = row.token === 'app' ? [appToken, botToken] : [botToken, appToken];
  if (token === other) throw new SlackError('not_allowed_token_type');
  if (token !== wanted) throw new SlackError('invalid_auth');
}
