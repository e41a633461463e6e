// The door for other systems: leads and signals over a signed webhook, answered once they are kept.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Gone, Refusal, readBody, sendJson, sendRefusal } from './http.js';
import { type Answer, type Keeper, keepRows, refusalOf } from './keep.js';
import { signatureCheck } from './signature.js';

const BODY_BYTES = 1024 * 1024;
const ROWS_A_DELIVERY = 1_000;

const rooms = { '/intake/leads': 'leads', '/intake/signals': 'signals' } as const;
type Path = keyof typeof rooms;
type Kind = (typeof rooms)[Path];

/** Answers a request. False when the path is not this door's, and then nothing was touched. */
export type Door = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The path of a request without its query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

/** Throws a 405 Refusal unless the method is POST. */
export function onlyPost(request: IncomingMessage): void {
  if (request.method !== 'POST')
    throw new Refusal(
      405,
      'method_not_allowed',
      'This address only takes deliveries. Send the rows with POST.',
      {
        allow: 'POST',
      },
    );
}

/** The body as a JSON object. Throws a 400 Refusal. */
export function parseObject(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(
      400,
      'bad_json',
      'The body is not valid JSON. Check it for missing quotes, commas or braces.',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(
      400,
      'bad_shape',
      'The body must be one JSON object in braces that holds the list of rows.',
    );
  return value as Record<string, unknown>;
}

/** The list of rows in a body that may hold nothing else. Throws a 400 Refusal. */
function rowsIn(body: Record<string, unknown>, kind: Kind): unknown[] {
  const { [kind]: rows, ...others } = body;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined)
    throw new Refusal(
      400,
      'unknown_field',
      `The body holds an unknown field "${unknown.slice(0, 80)}". Send only { "${kind}": [ … ] }.`,
    );
  if (!Array.isArray(rows))
    throw new Refusal(400, 'bad_shape', `The body has no list of ${kind}. Send { "${kind}": [ … ] }.`);
  if (rows.length > ROWS_A_DELIVERY)
    throw new Refusal(
      400,
      'too_many_rows',
      `The body holds ${rows.length} rows. Send at most 1,000 at a time.`,
    );
  return rows;
}

/**
 * The door at /intake/leads and /intake/signals. `takeIn` keeps the rows, no date in them may be ahead of `now`, and
 * signatures age by `wall`, the real clock. `log` hears of faults of our own. Throws when a secret is malformed; with no
 * secret nobody gets in.
 */
export function intakeDoor(
  of: Keeper & { secrets: readonly string[]; wall: () => Date; log: (error: unknown) => void },
): Door {
  const check = signatureCheck(of.secrets, of.wall);

  async function receive(request: IncomingMessage, path: Path): Promise<Answer> {
    onlyPost(request);
    const body = await readBody(request, BODY_BYTES);
    // The signature is over text: bytes that are none would fail it for no visible reason.
    if (!isUtf8(body))
      throw new Refusal(400, 'not_utf8', 'The body is not UTF-8. Send JSON as UTF-8, not compressed.');
    const id = check(request.headers, body);
    const rows = rowsIn(parseObject(body), rooms[path]);
    const digest = createHash('sha256').update(path).update('\n').update(body).digest('hex');
    const parcel = { history: false, leads: [], signals: [], [rooms[path]]: rows };
    return keepRows(parcel, { id, digest }, of);
  }

  return async (request, response) => {
    const path = pathOf(request);
    if (path !== '/intake/leads' && path !== '/intake/signals') return false;
    try {
      sendJson(response, 202, await receive(request, path));
    } catch (error) {
      if (error instanceof Gone) return true;
      const id = String(request.headers['webhook-id'] ?? '').slice(0, 255);
      sendRefusal(request, response, refusalOf(error, `Delivery ${id}`, of.log));
    }
    return true;
  };
}
