// HTTP for the sandbox: reading bodies with a limit, answering JSON, and keeping strangers out.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './model.js';

/** Bodies above this are refused with 413. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** An answer in the form of an error: HTTP status, a short code, and a sentence that says what to do. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: Json = {},
  ) {
    super(message);
  }
}

/** The whole body as text. Throws a 413 HttpError when it is longer than 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, BODY_LIMIT_BYTES)).toString('utf8');
}

/** The whole body. Throws a 413 HttpError when it is longer than the limit in bytes. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Reading on without keeping lets the sender finish and hear the answer.
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) {
    const mebibytes = Math.floor(limit / 1024 / 1024);
    throw new HttpError(413, 'too_large', `The body is larger than ${mebibytes} MiB. Send less at a time.`);
  }
  return Buffer.concat(chunks);
}

/** The body as a JSON object. Throws a 400 HttpError when it is not one. */
export function parseJsonObject(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new HttpError(400, 'bad_json', 'The body is not valid JSON. Send one JSON object.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError(400, 'bad_json', 'The body must be one JSON object.');
  }
  return value as Json;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/**
 * Refuses requests that reach this port under another name (DNS rebinding) and writes that a page from elsewhere sends.
 * Throws a 403 HttpError.
 */
export function keepStrangersOut(request: IncomingMessage, port: number): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (!hosts.includes(request.headers.host ?? '')) {
    throw new HttpError(
      403,
      'wrong_host',
      `The sandbox answers on this machine only. Open http://127.0.0.1:${port}/ instead.`,
    );
  }
  const origin = request.headers.origin;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const fromElsewhere = ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site']));
  const foreignOrigin = origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, ''));
  // A picture or link on any web page can send a GET without an Origin, and the Web API takes GET.
  if ((foreignOrigin && !reads) || (fromElsewhere && !isPageVisit(request))) {
    throw new HttpError(
      403,
      'wrong_origin',
      "The sandbox takes requests from its own page only. Use the sandbox's page, or send no Origin header.",
    );
  }
}

const DOORS = ['/api/', '/hands/', '/hooks/'];

/** Following a link to the page is no harm; the doors are for the page itself and for programs. */
const isPageVisit = (request: IncomingMessage): boolean =>
  request.method === 'GET' &&
  request.headers['sec-fetch-mode'] === 'navigate' &&
  !DOORS.some((door) => request.url?.startsWith(door));
