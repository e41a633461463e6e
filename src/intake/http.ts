// HTTP for the doors of intake: reading a body within a limit, answering JSON, and refusing with a sentence.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a sender may go on sending after it was refused, in milliseconds, so that it can still read the answer. */
const LINGER_MS = 2_000;

/** A request that is refused: HTTP status, a short code, and a sentence that says what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** The sender went away before its body was complete; there is nobody left to answer. */
export class Gone extends Error {
  override readonly name = 'Gone';
}

/** Answers with JSON, unless the sender is gone or was answered already. */
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

/** Answers a refusal. A sender that is not done sending is cut off only after it had the time to hear it. */
export function sendRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, headers } = refusal;
  sendJson(response, status, { error: code, message }, headers);
  if (request.complete) return;
  // Closing at once would reset the connection, and the answer would be lost with it.
  const cut = setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
  request.once('end', () => clearTimeout(cut));
  request.once('close', () => clearTimeout(cut));
  request.resume();
}

/**
 * The whole body. Throws a 413 Refusal as soon as it is known to be longer than `limit` bytes, whether its length
 * was announced or not, and Gone when the sender left.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (): Refusal =>
    new Refusal(
      413,
      'too_large',
      `The body is larger than ${limit / 1024 ** 2} MiB. Send fewer rows at a time.`,
    );
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (finish: () => void): void => {
      request.off('data', take).off('end', complete).off('close', gone).off('error', gone);
      finish();
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) settle(() => reject(tooLarge()));
      else chunks.push(chunk);
    };
    const complete = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const gone = (): void => settle(() => reject(new Gone('the sender left')));
    request.on('data', take).on('end', complete).on('close', gone).on('error', gone);
  });
}
