// Delivers the import's rows over the running process: it holds the data folder, which only one process may open.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UserError } from '../../errors.js';
import { holderOf } from '../../store/folder-lock.js';
import type { Answer, Deliver, RawParcel } from '../keep.js';
import { PARCEL_BYTES, PARCEL_PATH, tokenFile } from '../loopback.js';

const ANSWER_TIMEOUT_MS = 120_000;
const TRIES = 10;

const AnswerBody = z.object({
  accepted: z.number(),
  duplicates: z.number(),
  updated: z.number(),
  rejected: z.array(
    z.object({ index: z.number(), errors: z.array(z.object({ path: z.string(), message: z.string() })) }),
  ),
});
const RefusalBody = z.object({ message: z.string() });

/** Two answers about the first and the second part of one parcel, as one. `rows` is the size of the first part. */
const merged = (first: Answer, second: Answer, rows: number): Answer => ({
  accepted: first.accepted + second.accepted,
  duplicates: first.duplicates + second.duplicates,
  updated: first.updated + second.updated,
  rejected: [
    ...first.rejected,
    ...second.rejected.map(({ index, errors }) => ({ index: index + rows, errors })),
  ],
});

/** Cuts a parcel into two, its rows in the same order. */
function halves({ history, leads, signals }: RawParcel): [RawParcel, RawParcel, number] {
  const half = Math.ceil((leads.length + signals.length) / 2);
  const ofSignals = Math.max(0, half - leads.length);
  return [
    { history, leads: leads.slice(0, half), signals: signals.slice(0, ofSignals) },
    { history, leads: leads.slice(half), signals: signals.slice(ofSignals) },
    half,
  ];
}

/** Delivers to a process on this machine. Rejects with a UserError when it refuses, or no longer answers. */
export function deliverTo(of: { port: number; token: string }): Deliver {
  const post = (body: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${of.port}${PARCEL_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${of.token}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });

  return async function deliver(parcel): Promise<Answer> {
    const body = JSON.stringify(parcel);
    const rows = parcel.leads.length + parcel.signals.length;
    if (Buffer.byteLength(body) > PARCEL_BYTES && rows > 1) {
      const [first, second, size] = halves(parcel);
      return merged(await deliver(first), await deliver(second), size);
    }
    for (let attempt = 1; ; attempt++) {
      let response: Response;
      let answer: unknown;
      try {
        response = await post(body);
        answer = await response.json();
      } catch {
        throw new UserError(
          'The running process stopped answering. Check that it runs, and run the import again.',
        );
      }
      if (response.ok) return AnswerBody.parse(answer);
      if (response.status !== 503 || attempt === TRIES) {
        const told = RefusalBody.safeParse(answer);
        throw new UserError(
          told.success
            ? told.data.message
            : `The running process answered ${response.status}. Look into its log.`,
        );
      }
      await sleep(Number(response.headers.get('retry-after') ?? 1) * 1000);
    }
  };
}

/**
 * Where the process that holds the data folder can be asked, or null when none does and the `command` may open the store
 * itself. Throws a UserError when that process cannot be reached yet, or its token not be read.
 */
export function reachHolder(
  folder: string,
  command: 'import' | 'job',
): { port: number; token: string } | null {
  const holder = holderOf(folder);
  if (holder === null) return null;
  if (holder.port === null)
    throw new UserError(
      `Process ${holder.pid} is still starting. Run the ${command} again in a few seconds.`,
    );
  let token: string;
  try {
    token = readFileSync(tokenFile(folder), 'utf8').trim();
  } catch {
    throw new UserError(
      `The token of process ${holder.pid} cannot be read in ${folder}. Run the ${command} as the user who started that process.`,
    );
  }
  return { port: holder.port, token };
}

/** Delivers over the process that holds the data folder, or null when none does. */
export function deliverOverHolder(folder: string): Deliver | null {
  const holder = reachHolder(folder, 'import');
  return holder && deliverTo(holder);
}
