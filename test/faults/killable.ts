// A database whose connections die at random: a statement is never sent, or its answer is never heard.
import type pg from 'pg';
import type { Chance } from './random.js';

/** What the process that was killed would have thrown, had it lived. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : String((query as { text?: unknown }).text ?? '');

/** How the connections of a pool are to fare: each statement dies with this probability, which may change. */
export interface Fate {
  rate: number;
}

/**
 * Has transactions of this pool die at a random statement. One that dies before COMMIT is rolled back, as the server does
 * for a client that is gone; of those that die in COMMIT half are kept, and nobody hears of it.
 */
export function killable(pool: pg.Pool, fate: Fate, chance: Chance): void {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => Promise<pg.PoolClient>;
  Object.assign(pool, {
    // What hands over a callback is the pool itself, for one statement, which is kept or not without anybody's help.
    async connect(...args: unknown[]) {
      if (args.length > 0) return connect(...args);
      const client = await connect();
      const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
      const release = client.release.bind(client);
      Object.assign(client, {
        query: async (...asked: unknown[]) => {
          const text = textOf(asked[0]);
          if (text === 'ROLLBACK' || !chance.happens(fate.rate)) return query(...asked);
          if (text === 'COMMIT' && chance.happens(0.5)) await query(...asked);
          throw new Killed(`killed in ${text.slice(0, 40)}`);
        },
        release: (error?: Error | boolean) => {
          Reflect.deleteProperty(client, 'query');
          Object.assign(client, { release });
          release(error);
        },
      });
      return client;
    },
  });
}
