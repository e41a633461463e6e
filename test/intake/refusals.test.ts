// Promises of the signed webhook's threshold: who is not let in, which bodies are not read, and what they are told.
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { aLeadRow, anIntake, aTakeIn, signed } from './a-door.js';

const MEBIBYTE = 1024 * 1024;
const open: { close(): Promise<void> }[] = [];
const aDoor = async (...how: Parameters<typeof anIntake>) => {
  const door = await anIntake(...how);
  open.push(door);
  return door;
};
afterEach(async () => {
  for (const door of open.splice(0)) await door.close();
});

describe('a delivery that is not to be trusted is refused with 401 and what to check', () => {
  const body = JSON.stringify({ leads: [aLeadRow()] });

  it.each([
    [
      'signed with another secret',
      signed(body, { secret: 'whsec_YW5vdGhlcg==' }),
      'signature_mismatch',
      /INTAKE_SECRET/,
    ],
    ['signed more than 5 minutes ago', signed(body, { ahead: -310 }), 'timestamp_too_old', /clock/],
    ['signed more than 5 minutes ahead', signed(body, { ahead: 310 }), 'timestamp_in_future', /clock/],
    ['signed for another body', signed(`${body} `), 'signature_mismatch', /exactly as it is sent/],
    ['without a usable time', { ...signed(body), 'webhook-timestamp': 'noon' }, 'bad_timestamp', /Unix time/],
  ])('%s', async (_, headers, error, message) => {
    const takeIn = aTakeIn();
    const { post } = await aDoor(takeIn);
    const answer = await post('/intake/leads', body, headers);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ error, message: expect.stringMatching(message) });
    expect(takeIn.taken).toEqual([]);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)('without %s', async (name) => {
    const { post } = await aDoor();
    const { [name]: _, ...headers } = signed(body);
    const answer = await post('/intake/leads', body, headers);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ error: 'missing_signature', message: expect.stringContaining(name) });
  });

  it('but 4 minutes either way are forgiven', async () => {
    const { post } = await aDoor();
    for (const ahead of [-240, 240]) {
      const answer = await post('/intake/leads', body, signed(body, { ahead }));
      expect(answer.status).toBe(202);
    }
  });
});

describe('a body that cannot be read is refused with 400 and what to change', () => {
  const rows = (count: number): unknown[] =>
    Array.from({ length: count }, (_, n) => aLeadRow({ id: `${n}` }));

  it.each([
    ['that is not JSON', '{"leads": [', 'bad_json', /not valid JSON/],
    ['that is empty', '', 'bad_json', /not valid JSON/],
    ['that is a bare list', '[]', 'bad_shape', /one JSON object/],
    ['that is null', 'null', 'bad_shape', /one JSON object/],
    ['without its rows', '{}', 'bad_shape', /no list of leads/],
    ['whose rows are no list', '{"leads": {}}', 'bad_shape', /no list of leads/],
    ['with more than rows', '{"leads": [], "history": true}', 'unknown_field', /"history"/],
    ['with the other door’s rows', '{"signals": []}', 'unknown_field', /"signals"/],
    ['with 1,001 rows', JSON.stringify({ leads: rows(1001) }), 'too_many_rows', /at most 1,000/],
  ])('%s', async (_, body, error, message) => {
    const { post } = await aDoor();
    const answer = await post('/intake/leads', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error, message: expect.stringMatching(message) });
  });

  it('that is not UTF-8', async () => {
    const { url } = await aDoor();
    const body = Buffer.from([0x7b, 0xff, 0x7d]);
    const answer = await fetch(`${url}/intake/leads`, { method: 'POST', body, headers: signed('{}') });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'not_utf8' });
  });

  it('while 1,000 rows are taken', async () => {
    const { send } = await aDoor();
    expect((await send(rows(1000))).body.accepted).toBe(1000);
  });
});

describe('a body that is too large', () => {
  /** Sends a body in pieces, and resolves with the answer or rejects when the connection breaks first. */
  const stream = (port: number, headers: Record<string, string>, pieces: number) =>
    new Promise<number>((resolve, reject) => {
      const sending = request(
        { port, host: '127.0.0.1', path: '/intake/leads', method: 'POST', headers },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
          sending.destroy();
        },
      );
      sending.on('error', reject);
      const piece = Buffer.alloc(MEBIBYTE / 4, 0x20);
      let sent = 0;
      const more = (): void => {
        if (sent++ < pieces) sending.write(piece, () => setImmediate(more));
      };
      more();
    });

  it('is refused with 413 when it announces its length, before it is sent', async () => {
    const { port } = await aDoor();
    expect(await stream(port, { 'content-length': String(MEBIBYTE + 1) }, 1)).toBe(413);
  });

  it('is refused with 413 when it comes in chunks, without waiting for an end that never comes', async () => {
    const { port } = await aDoor();
    expect(await stream(port, { 'transfer-encoding': 'chunked' }, 6)).toBe(413);
  });

  it('says how large it may be', async () => {
    const { post } = await aDoor();
    const { status, body } = await post('/intake/leads', ' '.repeat(MEBIBYTE + 1));
    expect(status).toBe(413);
    expect(body).toEqual({
      error: 'too_large',
      message: 'The body is larger than 1 MiB. Send fewer rows at a time.',
    });
  });
});
