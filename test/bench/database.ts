// A database for one benchmark run, and the two things that the run does to it behind the servers' backs.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface BenchDatabase {
  url: string;
  /** Open offers, in no order, at most so many. */
  offered(most: number): Promise<string[]>;
  /** Marks all that is owed as said, so that what came before does not weigh on what is measured next. */
  asIfPosted(): Promise<void>;
  drop(): Promise<void>;
}

/** Makes a database on this server. */
export async function benchDatabase(server: string): Promise<BenchDatabase> {
  const name = `handshake_bench_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.href;
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {});
  return {
    url,
    async offered(most) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT id FROM handshake WHERE status = 'offered' ORDER BY id LIMIT $1`,
        [most],
      );
      return rows.map(({ id }) => id);
    },
    async asIfPosted() {
      await pool.query(
        `UPDATE message SET sent = wanted, ts = coalesce(ts, '1600000000.' || lpad((random() * 999999)::int::text, 6, '0')),
           lease_until = NULL, lease_by = NULL, sending_at = NULL WHERE sent < wanted`,
      );
      await pool.query('VACUUM ANALYZE');
      await pool.query('CHECKPOINT');
    },
    async drop() {
      await pool.end();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
