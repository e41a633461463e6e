// Runs of jobs: when each ran last, what it took and did, and why it failed if it did.
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** One run. `startedAt` is business time, `tookMs` real time; `failed` says in a line why it did not come to its end. */
export interface JobRun {
  job: string;
  startedAt: Date;
  tookMs: number;
  did: number;
  failed: string | null;
}

const ADD: Statement = {
  name: 'job_run_add',
  text: 'INSERT INTO job_run (workspace, job, started_at, took_ms, did, failed) VALUES ($1, $2, $3, $4, $5, $6)',
};

/** Steps from one job's name to the next by the index, whatever number of runs lies between them. */
const LATEST: Statement = {
  name: 'job_run_latest',
  text: `WITH RECURSIVE known AS (
      (SELECT job FROM job_run WHERE workspace = $1 ORDER BY job LIMIT 1)
      UNION ALL SELECT (SELECT r.job FROM job_run r WHERE r.workspace = $1 AND r.job > known.job ORDER BY r.job LIMIT 1)
      FROM known WHERE known.job IS NOT NULL)
    SELECT r.job, r.started_at AS "startedAt", r.took_ms AS "tookMs", r.did, r.failed FROM known CROSS JOIN LATERAL (
      SELECT * FROM job_run WHERE workspace = $1 AND job = known.job ORDER BY started_at DESC, id DESC LIMIT 1) r
    ORDER BY r.job`,
};

const FORGET: Statement = {
  name: 'job_run_forget',
  text: 'DELETE FROM job_run WHERE workspace = $1 AND started_at < $2',
};

export class JobRuns {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  async add({ job, startedAt, tookMs, did, failed }: JobRun): Promise<void> {
    const values = [this.workspace, job, startedAt, Math.round(tookMs), did, failed];
    await rowsOf(this.database.pool, ADD, values);
  }

  /** The last run of each job that ever ran, by name. */
  latest(): Promise<JobRun[]> {
    return rowsOf<JobRun & Record<string, unknown>>(this.database.pool, LATEST, [this.workspace]);
  }

  /** Forgets the runs that began before an instant. */
  async forget(before: Date): Promise<number> {
    const { rowCount } = await this.database.bulk.query({ ...FORGET, values: [this.workspace, before] });
    return rowCount ?? 0;
  }
}
