// Promises of the door for the import: only a program on this machine that may read the data folder gets in.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { deliverOverHolder, deliverTo } from '../../src/intake/csv/loopback-client.js';
import { Busy, type TakeIn } from '../../src/intake/lane.js';
import { loopbackDoor, PARCEL_BYTES, tokenFile } from '../../src/intake/loopback.js';
import { aLeadRow, aSignalRow, aTakeIn, serve } from './a-door.js';

const NOW = new Date('2026-03-03T00:00:00Z');
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'intake-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Knows one job. */
async function runJob(name: string): Promise<number> {
  if (name !== 'nudge') throw new UserError(`There is no job "${name}". The jobs are: nudge.`);
  return 7;
}

async function aDoor(takeIn: TakeIn = aTakeIn(), folder = aFolder()) {
  const logged: unknown[] = [];
  const server = await serve(
    loopbackDoor({ folder, takeIn, runJob, now: () => NOW, log: (error) => logged.push(error) }),
  );
  cleanups.push(server.close);
  const token = readFileSync(tokenFile(folder), 'utf8');
  const post = (headers: Record<string, string>, body = '{"history":false,"leads":[],"signals":[]}') =>
    new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      const sending = request(
        { port: server.port, host: '127.0.0.1', path: '/intake/parcel', method: 'POST', headers },
        (answer) => {
          let text = '';
          answer.on('data', (piece) => {
            text += piece;
          });
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }));
        },
      );
      sending.on('error', reject).end(body);
    });
  return { ...server, folder, token, logged, post, deliver: deliverTo({ port: server.port, token }) };
}

describe('the door for the import', () => {
  it('keeps what comes with its token, and tells whether it is history', async () => {
    const takeIn = aTakeIn();
    const { deliver } = await aDoor(takeIn);
    const answer = await deliver({ history: true, leads: [aLeadRow()], signals: [aSignalRow()] });
    expect(answer).toEqual({ accepted: 2, duplicates: 0, updated: 0, rejected: [] });
    expect(takeIn.taken).toMatchObject([{ history: true, delivery: null, leads: [{}], signals: [{}] }]);
  });

  it('counts rejected signals after the leads', async () => {
    const { deliver } = await aDoor();
    const { rejected } = await deliver({ history: false, leads: [{}, aLeadRow()], signals: [{}] });
    expect(rejected.map(({ index }) => index)).toEqual([0, 2]);
  });

  it('writes a token that only this user can read, a new one each time', async () => {
    const folder = aFolder();
    writeFileSync(tokenFile(folder), 'left by an older process', { mode: 0o644 });
    const first = await aDoor(aTakeIn(), folder);
    expect(statSync(tokenFile(folder)).mode & 0o777).toBe(0o600);
    const second = await aDoor(aTakeIn(), folder);
    expect(first.token.length).toBeGreaterThan(40);
    expect(second.token).not.toBe(first.token);
  });

  it.each([
    ['no token', {}, 401, 'wrong_token'],
    ['another token', { authorization: 'Bearer guess' }, 401, 'wrong_token'],
    ['a name that was bound to this address elsewhere', { host: 'evil.example' }, 403, 'not_from_here'],
    ['a page in a browser', { origin: 'http://localhost' }, 403, 'not_from_here'],
  ])('does not let in %s', async (_, headers, status, error) => {
    const takeIn = aTakeIn();
    const { post, token } = await aDoor(takeIn);
    const answer = await post({
      ...(status === 403 ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    });
    expect(answer).toEqual({ status, body: { error, message: expect.stringMatching(/\.$/) } });
    expect(takeIn.taken).toEqual([]);
  });

  it.each([
    '[]',
    '{}',
    '{"history":"yes","leads":[],"signals":[]}',
    '{"history":true,"leads":[],"signals":[],"x":1}',
  ])('refuses the body %s with its shape', async (body) => {
    const { post, token } = await aDoor();
    const answer = await post({ authorization: `Bearer ${token}` }, body);
    expect(answer).toMatchObject({ status: 400, body: { error: 'bad_shape' } });
  });

  it('takes a parcel that is larger than one body in several, and numbers its rows as one', async () => {
    const takeIn = aTakeIn();
    const { deliver } = await aDoor(takeIn);
    const facts = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`fact${n}`, 'x'.repeat(1000)]));
    const leads: unknown[] = Array.from({ length: 100 }, (_, n) => aLeadRow({ id: `${n}`, facts }));
    leads[90] = {};
    expect(JSON.stringify(leads).length).toBeGreaterThan(PARCEL_BYTES);
    const answer = await deliver({ history: false, leads, signals: [] });
    expect(answer.accepted).toBe(99);
    expect(answer.rejected.map(({ index }) => index)).toEqual([90]);
    expect(takeIn.taken.length).toBeGreaterThan(1);
  });

  it('is asked again when it was busy', async () => {
    let busy = 1;
    const { deliver } = await aDoor(async (parcels) => {
      if (busy-- > 0) throw new Busy('full');
      return parcels.map(() => ({ accepted: 1, duplicates: 0, updated: 0 }));
    });
    expect((await deliver({ history: false, leads: [aLeadRow()], signals: [] })).accepted).toBe(1);
  });

  it('tells the import in a sentence when rows could not be kept, or when it is gone', async () => {
    const door = await aDoor(() => Promise.reject(new Error('broken')));
    const parcel = { history: false, leads: [aLeadRow()], signals: [] };
    await expect(door.deliver(parcel)).rejects.toThrow(/^Sorry/);
    await door.close();
    await expect(door.deliver(parcel)).rejects.toThrow(/stopped answering/);
  });
});

describe('the process that holds the data folder', () => {
  it('is none where nobody holds it', () => {
    expect(deliverOverHolder(aFolder())).toBeNull();
  });

  it('is found by its lock, and reached with its token', async () => {
    const takeIn = aTakeIn();
    const { folder, port } = await aDoor(takeIn);
    writeFileSync(join(folder, 'lock'), `${process.ppid}  ${port}`);
    const answer = await deliverOverHolder(folder)?.({ history: false, leads: [aLeadRow()], signals: [] });
    expect(answer?.accepted).toBe(1);
  });

  it('that is still starting is waited for by the person, not by guessing a port', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'lock'), `${process.ppid} `);
    expect(() => deliverOverHolder(folder)).toThrow(/still starting/);
  });

  it('whose token cannot be read is told with the user to run as', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'lock'), `${process.ppid}  8080`);
    expect(() => deliverOverHolder(folder)).toThrow(/as the user who started/);
  });
});
