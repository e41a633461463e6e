// Promises of the signed webhook: what is kept, when it is answered, and what the sender hears when it cannot be.
import { afterEach, describe, expect, it } from 'vitest';
import { Busy } from '../../src/intake/lane.js';
import { aLeadRow, anIntake, aSignalRow, aTakeIn, SECRET, signed } from './a-door.js';

const open: { close(): Promise<void> }[] = [];
const aDoor = async (...how: Parameters<typeof anIntake>) => {
  const door = await anIntake(...how);
  open.push(door);
  return door;
};
afterEach(async () => {
  for (const door of open.splice(0)) await door.close();
});

describe('a signed delivery', () => {
  it('is answered with 202 and its counts once its rows are kept', async () => {
    const takeIn = aTakeIn();
    const { send } = await aDoor(takeIn);
    const { status, body } = await send([
      aLeadRow({ email: 'dana@example.com', company: { name: 'Acme', employees: 40 } }),
    ]);
    expect(status).toBe(202);
    expect(body).toEqual({ accepted: 1, duplicates: 0, updated: 0, rejected: [] });
    expect(takeIn.taken).toMatchObject([
      {
        history: false,
        leads: [
          {
            key: { source: 'forms', id: 'lead-1' },
            facts: { email: 'dana@example.com', 'company.name': 'Acme', 'company.employees': 40 },
          },
        ],
      },
    ]);
    expect(takeIn.taken[0]?.delivery?.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not answered before its rows are kept', async () => {
    let keep = (): void => {};
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    let started = (): void => {};
    const begun = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { send } = await aDoor(async (parcels) => {
      started();
      await kept;
      return parcels.map(() => ({ accepted: 1, duplicates: 0, updated: 0 }));
    });
    let answered = false;
    const answer = send([aLeadRow()]).finally(() => {
      answered = true;
    });
    await begun;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    keep();
    expect((await answer).status).toBe(202);
  });

  it('brings signals to their own address', async () => {
    const takeIn = aTakeIn();
    const { post } = await aDoor(takeIn);
    const { status } = await post(
      '/intake/signals',
      JSON.stringify({ signals: [aSignalRow({ leadSource: 'crm', value: 3 })] }),
    );
    expect(status).toBe(202);
    expect(takeIn.taken[0]?.signals).toEqual([
      {
        lead: { source: 'crm', id: 'lead-1' },
        source: 'forms',
        id: 'signal-1',
        type: 'pricing_page_viewed',
        occurredAt: new Date('2026-03-01T22:30:00Z'),
        value: 3,
        facts: null,
      },
    ]);
  });

  it('may be signed with any of several secrets, so that one can be rotated', async () => {
    const older = 'whsec_b2xkZXItc2VjcmV0';
    const { post } = await aDoor(aTakeIn(), [SECRET, older]);
    const body = JSON.stringify({ leads: [aLeadRow()] });
    expect((await post('/intake/leads', body, signed(body, { secret: older }))).status).toBe(202);
  });

  it('keeps text in every script as it was signed', async () => {
    const takeIn = aTakeIn();
    const { send } = await aDoor(takeIn);
    expect((await send([aLeadRow({ firstName: 'Zoë 🌏 王' })])).status).toBe(202);
    expect(takeIn.taken[0]?.leads[0]?.facts.firstName).toBe('Zoë 🌏 王');
  });

  it('with good and bad rows has the good ones kept and the bad ones told by place and field', async () => {
    const takeIn = aTakeIn();
    const { send } = await aDoor(takeIn);
    const { status, body } = await send([
      aLeadRow({ id: 'good' }),
      aLeadRow({ company: { name: 'Acme', employees: 'forty' } }),
      aLeadRow({ colour: 'blue' }),
      'not a row',
    ]);
    expect(status).toBe(202);
    expect(body).toEqual({
      accepted: 1,
      duplicates: 0,
      updated: 0,
      rejected: [
        {
          index: 1,
          errors: [
            { path: 'company.employees', message: 'Must be a number. Send it without quotes and units.' },
          ],
        },
        {
          index: 2,
          errors: [
            {
              path: 'colour',
              message: 'Unknown field "colour". Remove it, correct its name, or send it inside facts.',
            },
          ],
        },
        { index: 3, errors: [{ path: '', message: 'Must be an object in braces.' }] },
      ],
    });
    expect(takeIn.taken[0]?.leads.map(({ key }) => key.id)).toEqual(['good']);
  });

  it('of bad rows only is still 202, and nothing is taken in', async () => {
    const takeIn = aTakeIn();
    const { send } = await aDoor(takeIn);
    const { status, body } = await send([{}]);
    expect([status, body.accepted]).toEqual([202, 0]);
    expect(takeIn.taken).toEqual([]);
  });
});

describe('otherwise', () => {
  it('another method is refused with 405 and the one that is allowed', async () => {
    const { url } = await aDoor();
    const answer = await fetch(`${url}/intake/leads`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await answer.json()).toMatchObject({ error: 'method_not_allowed' });
  });

  it('another address is left to others, untouched', async () => {
    const { url } = await aDoor();
    expect((await fetch(`${url}/intake/leads/1`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('a webhook-id that comes with another body is refused with 409', async () => {
    const { send } = await aDoor(async (parcels) => parcels.map(() => 'clash' as const));
    const { status, body } = await send([aLeadRow()]);
    expect(status).toBe(409);
    expect(body).toEqual({ error: 'webhook_id_reused', message: expect.stringContaining('another body') });
  });

  it('the same delivery has the same digest again, and another address or body has another', async () => {
    const takeIn = aTakeIn();
    const { post } = await aDoor(takeIn);
    const body = JSON.stringify({ leads: [aLeadRow()] });
    const headers = signed(body, { id: 'again' });
    await post('/intake/leads', body, headers);
    await post('/intake/leads', body, headers);
    await post('/intake/leads', `${body} `, signed(`${body} `, { id: 'again' }));
    const [first, second, third] = takeIn.taken.map(({ delivery }) => delivery);
    expect(second).toEqual(first);
    expect(third?.id).toBe('again');
    expect(third?.digest).not.toBe(first?.digest);
  });

  it('a fault of ours is apologised for with 500, and neither told nor logged with what people wrote', async () => {
    const { send, logged } = await aDoor(() =>
      Promise.reject(Object.assign(new Error('canary@example.com broke it'), { code: '22P02' })),
    );
    const { status, body } = await send([aLeadRow({ email: 'canary@example.com' })]);
    expect(status).toBe(500);
    expect(body).toEqual({ error: 'not_kept', message: expect.stringMatching(/^Sorry/) });
    expect(JSON.stringify(body)).not.toContain('canary');
    expect(logged).toHaveLength(1);
    const [fault] = logged as Error[];
    expect(`${fault?.message} ${fault?.stack}`).toContain('22P02');
    expect(`${fault?.message} ${fault?.stack}`).not.toContain('canary');
  });

  it('a full lane is told with 503 and when to come back', async () => {
    const { send } = await aDoor(() => Promise.reject(new Busy('full')));
    const { status, headers, body } = await send([aLeadRow()]);
    expect([status, headers.get('retry-after')]).toEqual([503, '2']);
    expect(body).toMatchObject({ error: 'busy' });
  });
});
