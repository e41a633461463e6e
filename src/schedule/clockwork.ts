// Runs the jobs at their times by the real clock, and tells which times lie between two instants of a moved one.
import { CronExpressionParser } from 'cron-parser';
import cron, { type ScheduledTask } from 'node-cron';
import type { Job } from './jobs.js';

/** Runs every job at its times in a zone until the returned function is called, which waits for those that run. */
export function startClockwork(
  jobs: readonly Job[],
  zone: string,
  runJob: (name: string) => Promise<unknown>,
): () => Promise<void> {
  const tasks: ScheduledTask[] = jobs.map(({ name, cron: expression }) =>
    cron.schedule(expression, () => runJob(name), { name, timezone: zone, noOverlap: true }),
  );
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()));
  };
}

/** A job's time on the way from one instant to another. */
export interface Slot {
  at: Date;
  job: string;
}

/** Every time of every job after `from` and up to `to`, in order; jobs of one instant in the table's order. */
export function slotsBetween(jobs: readonly Job[], zone: string, from: Date, to: Date): Slot[] {
  const slots = jobs.flatMap(({ name, cron: expression }) => {
    const times = CronExpressionParser.parse(expression, { currentDate: from, endDate: to, tz: zone });
    const of: Slot[] = [];
    while (times.hasNext()) of.push({ at: times.next().toDate(), job: name });
    return of;
  });
  return slots.sort((a, b) => a.at.getTime() - b.at.getTime());
}
