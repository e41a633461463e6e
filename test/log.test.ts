// The log holds no words of people, whatever goes wrong.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logAt } from '../src/log.js';
import { type Database, openDatabase } from '../src/store/open-database.js';
import { engines } from './engines.js';

/** Logs an error and returns the lines. */
function logged(error: unknown): string {
  const lines: string[] = [];
  logAt('info', { write: (line) => void lines.push(line) }).error({ err: error }, 'it failed');
  return lines.join('');
}

const canary = `canary-${randomUUID()}`;

async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

test('keeps what the JSON parser quotes out, and says where it happened', async () => {
  const line = logged(await failureOf(() => JSON.parse(`${canary}`)));
  expect(line).not.toContain(canary);
  expect(line).toContain('SyntaxError');
  expect(line).toContain('log.test');
});

test('keeps the message of an error of ours, and strips its cause', () => {
  const line = logged(new Error('a job failed', { cause: new SyntaxError(canary) }));
  expect(line).toContain('a job failed');
  expect(line).not.toContain(canary);
});

describe.each(engines)('errors of $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const empty = await engine.empty();
    drop = empty.drop;
    database = await openDatabase(empty.location);
    await database.pool.query('CREATE TABLE person (email text UNIQUE)');
  });
  afterAll(async () => {
    await database?.close();
    await drop?.();
  });

  test('are logged by their code and constraint, without the row that broke it', async () => {
    const insert = () => database.pool.query('INSERT INTO person VALUES ($1)', [canary]);
    await insert();
    const line = logged(await failureOf(insert));
    expect(line).not.toContain(canary);
    expect(line).toContain('23505');
    expect(line).toContain('person_email_key');
  });

  test('are logged without the value that could not be read', async () => {
    const line = logged(await failureOf(() => database.pool.query('SELECT $1::int', [canary])));
    expect(line).not.toContain(canary);
    expect(line).toContain('22P02');
  });
});
