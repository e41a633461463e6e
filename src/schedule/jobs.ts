// The table of jobs: each is a sweep over what is due, so a missed tick loses nothing and any process may run it.

/** When each job runs: cron expressions, read in the charter's zone. Jobs of one instant run in this order. */
export const jobTimes = {
  'close-undo': '*/5 * * * *',
  // Before anybody is reminded: what somebody on leave has open goes to others, and what nobody had room for finds somebody.
  'place-leads': '*/15 * * * *',
  // Rungs are hours of work apart: nobody misses five minutes, and a clock that is moved stops at fewer times.
  nudge: '*/5 * * * *',
  // What somebody has just done is counted within seconds by whoever kept it; this is for what others have kept.
  count: '50 * * * *',
  'know-people': '10 7,10,13,16 * * *',
  'forget-deliveries': '30 3 * * *',
  'forget-runs': '35 3 * * *',
  // In the morning: what is offered then should not have waited for people all night.
  'judge-again': '45 8 * * *',
  'bring-back': '0 9 * * *',
  // A week's time is the charter's; it is told within a quarter of an hour of it.
  digest: '*/15 * * * *',
  'review-charter': '5 9 * * 1-5',
  // Each hour, since people begin to work when their charter says; of a day it speaks once.
  'remind-marketing': '20 * * * *',
} as const;

export type JobName = keyof typeof jobTimes;

/** A job, when it runs, and what it does: it resolves with how many things it saw to. */
export interface Job {
  name: string;
  cron: string;
  run(): Promise<number>;
}

/** The jobs with what they do, which is handed in: this room knows nobody. */
export const jobsOf = (sweeps: Record<JobName, Job['run']>): Job[] =>
  (Object.keys(jobTimes) as JobName[]).map((name) => ({ name, cron: jobTimes[name], run: sweeps[name] }));

/** The job of this name, or null. */
export const jobNamed = (jobs: readonly Job[], name: string): Job | null =>
  jobs.find((job) => job.name === name) ?? null;

/** What to tell somebody who asks for a job that there is not. */
export const noSuchJob = (name: string): string =>
  `There is no job "${name}". The jobs are: ${Object.keys(jobTimes).join(', ')}.`;
