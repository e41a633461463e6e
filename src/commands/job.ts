// npm run job -- NAME: runs one job by hand, through the process that holds the data folder, else right here.
import { join } from 'node:path';
import Holidays from 'date-holidays';
import { z } from 'zod';
import { starterCharter } from '../charter/starter.js';
import type { Config } from '../config.js';
import { UserError } from '../errors.js';
import { reachHolder } from '../intake/csv/loopback-client.js';
import { JOB_PATH } from '../intake/loopback.js';
import { holidayLookup } from '../journey/holidays.js';
import { runRecorded } from '../journey/run-job.js';
import { sweepsOf } from '../journey/sweep.js';
import type { Workplace } from '../journey/workplace.js';
import { type Job, jobNamed, jobsOf, jobTimes, noSuchJob } from '../schedule/jobs.js';
import { openStore } from '../store/store.js';
import { workspaceFor } from './import-here.js';
import { movedClock } from './moved-clock.js';

const Done = z.object({ did: z.number() });
const Refused = z.object({ message: z.string() });

/** Has the running process do it. Throws a UserError with what it says when it refuses, or does not answer. */
async function runThere(name: string, { port, token }: { port: number; token: string }): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}${JOB_PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ job: name }),
  }).catch(() => {
    throw new UserError(
      'The running process stopped answering. Check that it runs, and run the job again: it does what is due.',
    );
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return Done.parse(answer).did;
  const told = Refused.safeParse(answer);
  throw new UserError(
    told.success ? told.data.message : `The running process answered ${response.status}. Look into its log.`,
  );
}

function jobOf(workplace: Workplace, name: string): Job {
  const jobs = jobsOf(sweepsOf(workplace));
  const job = jobNamed(jobs, name);
  if (job === null) throw new UserError(noSuchJob(name));
  return job;
}

/** Opens the store and does it here; what is owed to Slack then is sent by the bot, whenever it runs. */
async function runHere(name: string, config: Config, now: () => Date): Promise<number> {
  const store = await openStore(config.database);
  try {
    const { id, channel } = await workspaceFor(store, config);
    const workspace = store.of(id);
    await workspace.charters.begin(starterCharter, now());
    const holidaysOf = holidayLookup(Holidays);
    const workplace: Workplace = { store: workspace, channel, now, holidaysOf, owed() {} };
    return await runRecorded(workplace, jobOf(workplace, name));
  } finally {
    await store.close();
  }
}

/** Runs the job that the arguments name; returns the line that tells what it did. Throws a UserError that lists the jobs. */
export async function jobHere(args: readonly string[], config: Config): Promise<string> {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0)
    throw new UserError(
      `Name one job: npm run job -- NAME. The jobs are: ${Object.keys(jobTimes).join(', ')}.`,
    );
  if (!Object.hasOwn(jobTimes, name)) throw new UserError(noSuchJob(name));
  const folder = 'folder' in config.database ? config.database.folder : null;
  const holder = folder === null ? null : reachHolder(folder, 'job');
  const begun = performance.now();
  const now = folder === null ? () => new Date() : movedClock(join(folder, 'clock.json')).now;
  const did = holder === null ? await runHere(name, config, now) : await runThere(name, holder);
  return `${name}: saw to ${did} in ${Math.round(performance.now() - begun)} ms.`;
}
