// The promise that one statement that fails leaves the database as usable as before, whoever asks next.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../engines.js';
import { aPlace, type Place } from '../journey/a-workplace.js';

describe.each(engines)('after a statement failed on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  const seven = { name: 'seven', text: 'SELECT $1::int AS answer', values: [7] };

  test('the next ones, named or not, one by one or at once, are answered', async () => {
    const { pool } = place.database;
    for (let round = 0; round < 3; round++) {
      await pool.query(seven);
      await expect(
        pool.query({ name: 'broken', text: 'SELECT 1 / $1::int AS answer', values: [0] }),
      ).rejects.toThrow('division by zero');
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => pool.query<{ answer: number }>(seven)),
      );
      expect(answers.flatMap(({ rows }) => rows.map(({ answer }) => answer))).toEqual([7, 7, 7, 7, 7]);
    }
  });

  test('a failed statement inside a transaction takes only that transaction with it', async () => {
    const client = await place.database.pool.connect();
    await client.query('BEGIN');
    await expect(client.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
    await client.query('ROLLBACK');
    client.release();
    expect((await place.database.pool.query(seven)).rows).toEqual([{ answer: 7 }]);
  });
});
