// The door for commands on the same machine, the import and a job run by hand: it shows a token that only the owner of the data folder can read.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.js';
import { type Door, onlyPost, parseObject, pathOf } from './door.js';
import { Gone, Refusal, readBody, sendJson, sendRefusal } from './http.js';
import { type Keeper, keepRows, type RawParcel, refusalOf } from './keep.js';

/** The largest parcel, in bytes. The client splits what is larger. */
export const PARCEL_BYTES = 4 * 1024 * 1024;
export const PARCEL_PATH = '/intake/parcel';
export const JOB_PATH = '/jobs/run';
const JOB_BYTES = 1_000;
const PARCEL_ROWS = 1_000;
const TOKEN_BYTES = 32;

/** Where the token of the process that holds the folder lies. */
export const tokenFile = (folder: string): string => join(folder, 'import-token');

const Body = z.strictObject({
  history: z.boolean(),
  leads: z.array(z.unknown()).max(PARCEL_ROWS),
  signals: z.array(z.unknown()).max(PARCEL_ROWS),
});

const JobBody = z.strictObject({ job: z.string().max(100) });

/** Runs a job; returns what it did and what it took. Throws a 404 Refusal that lists the jobs. */
async function run(body: Buffer, runJob: (name: string) => Promise<number>): Promise<{ did: number }> {
  const parsed = JobBody.safeParse(parseObject(body));
  if (!parsed.success) throw new Refusal(400, 'bad_shape', 'Send { "job": "…" } with the name of one job.');
  try {
    return { did: await runJob(parsed.data.job) };
  } catch (error) {
    if (error instanceof UserError) throw new Refusal(404, 'no_such_job', error.message);
    throw error;
  }
}

function writeToken(folder: string): string {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  mkdirSync(folder, { recursive: true });
  // Writing over an older file would keep that file's mode.
  rmSync(tokenFile(folder), { force: true });
  writeFileSync(tokenFile(folder), token, { mode: 0o600, flag: 'wx' });
  return token;
}

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address));

const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(host);

const sameToken = (left: string, right: string): boolean => {
  const [a, b] = [left, right].map((token) => createHash('sha256').update(token).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
};

/** Throws a 403 or 401 Refusal unless the request comes from a program on this machine that may read the folder. */
function admit(request: IncomingMessage, token: string): void {
  const { authorization = '', host, origin } = request.headers;
  if (!isLoopback(request.socket.remoteAddress) || !isLoopbackHost(host) || origin !== undefined)
    throw new Refusal(
      403,
      'not_from_here',
      'This address is for commands on the same machine only. From elsewhere, send a signed delivery to /intake/leads.',
    );
  if (!sameToken(authorization, `Bearer ${token}`))
    throw new Refusal(
      401,
      'wrong_token',
      'The token is not the one of the running process. Run the command again, with the same DATA_DIR and as the same user.',
    );
}

function readParcel(body: Buffer): RawParcel {
  const parsed = Body.safeParse(parseObject(body));
  if (!parsed.success)
    throw new Refusal(
      400,
      'bad_shape',
      `Send { "history": true or false, "leads": [ … ], "signals": [ … ] } with at most ${PARCEL_ROWS} rows in each list.`,
    );
  return parsed.data;
}

/** The doors at /intake/parcel and /jobs/run. Writes a new token into `folder`, readable by this user alone. */
export function loopbackDoor(
  of: Keeper & {
    folder: string;
    runJob(name: string): Promise<number>;
    log: (error: unknown) => void;
  },
): Door {
  const token = writeToken(of.folder);
  return async (request, response) => {
    const path = pathOf(request);
    if (path !== PARCEL_PATH && path !== JOB_PATH) return false;
    try {
      admit(request, token);
      onlyPost(request);
      if (path === JOB_PATH)
        sendJson(response, 200, await run(await readBody(request, JOB_BYTES), of.runJob));
      else
        sendJson(response, 202, await keepRows(readParcel(await readBody(request, PARCEL_BYTES)), null, of));
    } catch (error) {
      const what = path === JOB_PATH ? 'A job' : 'A parcel of the import';
      if (!(error instanceof Gone)) sendRefusal(request, response, refusalOf(error, what, of.log));
    }
    return true;
  };
}
