// The table of jobs: each is a sweep over what is due, so a missed tick loses nothing and any process may run it.

/** A job by name, when it runs (a cron expression in the zone it is given), and what it does: how many it did. */
export interface Job {
  name: string;
  cron: string;
  run(): Promise<number>;
}

/** What the jobs do is handed in: this room knows nobody. */
export interface Sweeps {
  judgeAgain(): Promise<number>;
  bringBack(): Promise<number>;
  closeUndo(): Promise<number>;
  forgetDeliveries(): Promise<number>;
}

/** Every job, in the order in which those of one instant run. */
export const jobsOf = (sweeps: Sweeps): Job[] => [
  { name: 'close-undo', cron: '*/5 * * * *', run: sweeps.closeUndo },
  { name: 'bring-back', cron: '0 9 * * *', run: sweeps.bringBack },
  { name: 'judge-again', cron: '0 2 * * *', run: sweeps.judgeAgain },
  { name: 'forget-deliveries', cron: '30 3 * * *', run: sweeps.forgetDeliveries },
];
