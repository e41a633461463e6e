// A business clock that can be moved: it stops at each job's time on the way and runs the job, as if the days had passed.
import { readFileSync, writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { slotsBetween } from '../schedule/clockwork.js';
import type { Job } from '../schedule/jobs.js';

/** What is run on the way: the jobs, and the zone in which their times are read now. */
interface Runner {
  jobs: readonly Job[];
  readonly zone: string;
  runJob(name: string): Promise<unknown>;
}

export interface MovedClock {
  now(): Date;
  moveTo(to: Date): Promise<void>;
  /** Puts the clock to an instant, which may be an earlier one, as if it had never been moved; no job is run. */
  beginAt(at: Date): void;
  /** Tells the clock what to run on its way, once there is something. */
  runs(runner: Runner): void;
}

/** How far ahead the clock in this file was left, in milliseconds; negative where it was begun in the past. */
function readAhead(file: string | null): number {
  if (file === null) return 0;
  try {
    const ahead: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof ahead === 'number' && Number.isFinite(ahead) ? ahead : 0;
  } catch {
    return 0; // never moved
  }
}

/** A clock that remembers in a file how far ahead it is; with null it starts at real time. */
export function movedClock(file: string | null): MovedClock {
  let ahead = readAhead(file);
  let onTheWay: (from: Date, to: Date) => Promise<void> = async () => {};
  const now = (): Date => new Date(Date.now() + ahead);
  const set = (to: Date): void => {
    ahead = Math.max(ahead, to.getTime() - Date.now());
  };
  const remember = (): void => {
    if (file !== null) writeFileSync(file, JSON.stringify(ahead));
  };
  return {
    now,
    async moveTo(to) {
      try {
        await onTheWay(now(), to);
        set(to);
      } finally {
        remember(); // once for the whole way: a year has some two hundred thousand stops
      }
    },
    beginAt(at) {
      ahead = at.getTime() - Date.now();
      remember();
    },
    runs(runner) {
      onTheWay = async (from, to) => {
        for (const { at, job } of slotsBetween(runner.jobs, runner.zone, from, to)) {
          set(at);
          await runner.runJob(job);
          // A month has thousands of stops: whoever waits on a socket meanwhile gets a turn.
          await turn();
        }
      };
    },
  };
}
