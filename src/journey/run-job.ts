// Runs a job and keeps a record of it: what it took and did, or why it failed.
import { messageOf } from '../errors.js';
import type { Workplace } from './workplace.js';

/** A job that failed tells why in a line of this length at most. */
const REASON_CHARACTERS = 200;

const reasonOf = (error: unknown): string =>
  messageOf(error).split('\n', 1).join('').slice(0, REASON_CHARACTERS) || 'it did not say why';

/** Runs it; resolves with how many things it saw to. Rejects with what the job rejected with, which is recorded too. */
export async function runRecorded(
  { store, now }: Workplace,
  job: { name: string; run(): Promise<number> },
): Promise<number> {
  const [startedAt, begun] = [now(), performance.now()];
  const record = (did: number, failed: string | null): Promise<void> =>
    store.jobRuns.add({ job: job.name, startedAt, tookMs: performance.now() - begun, did, failed });
  let did: number;
  try {
    did = await job.run();
  } catch (error) {
    // Where the database is what failed there is no record; the error is told either way.
    await record(0, reasonOf(error)).catch(() => {});
    throw error;
  }
  await record(did, null);
  return did;
}
