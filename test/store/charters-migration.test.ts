// The promise that a database of the first release is amended as it is: nothing in it is lost, and its starter can be signed.
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { propose } from '../../src/journey/amend.js';
import { charterHistory } from '../../src/journey/charter-standing.js';
import { migrate } from '../../src/store/migrate.js';
import { type Database, openDatabase } from '../../src/store/open-database.js';
import { storeOf } from '../../src/store/store.js';
import { type EmptyDatabase, engines } from '../engines.js';
import { bothSign, dana, draftOf, theRoles } from '../journey/amend-people.js';
import { NOW } from '../make.js';

const FIRST = '20261123000000_first_handshake';

describe.each(engines)('a database of the first release on $name', (engine) => {
  let empty: EmptyDatabase;
  let database: Database;
  beforeAll(async () => {
    empty = await engine.bare();
    database = await openDatabase(empty.location);
    const sql = await readFile(
      new URL(`../../prisma/migrations/${FIRST}/migration.sql`, import.meta.url),
      'utf8',
    );
    for (const statement of sql.split(/;\s*\n/).filter((each) => each.replace(/--.*/g, '').trim() !== ''))
      await database.pool.query(statement);
    await database.pool.query(`CREATE TABLE _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
    await database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ($1, $2, $3, now())`,
      [randomUUID(), createHash('sha256').update(sql).digest('hex'), FIRST],
    );
    // As the first release wrote them: a charter names no people, a workspace has no roles.
    const { people: _, ...charter } = starterCharter;
    await database.pool.query(
      `INSERT INTO workspace (id, playground, channel) VALUES ('TOLD', false, 'COLD')`,
    );
    await database.pool.query(
      `INSERT INTO charter (workspace, version, content, signed, in_force_from) VALUES ('TOLD', 1, $1, false, $2)`,
      [JSON.stringify(charter), NOW],
    );
    await migrate(database.pool);
  });
  afterAll(async () => {
    await database?.close();
    await empty?.drop();
  });

  test('keeps its charter and its channel, and can be set up, amended and signed', async () => {
    const store = storeOf(database, 'TOLD');
    expect(await store.charters.inForce()).toEqual({ version: 1, signed: false, charter: starterCharter });
    expect(await store.settings.read()).toMatchObject({ channel: 'COLD', revision: 0, changed: null });
    const workplace = { store, channel: 'COLD', now: () => NOW, holidaysOf: () => () => [], owed() {} };
    const setup = { channel: 'COLD', roles: theRoles, revision: 0 };
    expect(await store.settings.change(setup, { id: 'UADMIN', at: NOW })).toBe(true);
    const proposal = { by: dana, base: 1, charter: starterCharter, why: 'As it is, signed.' };
    await bothSign(workplace, draftOf(await propose(workplace, proposal)));
    expect((await charterHistory(workplace)).map(({ version, status }) => [version, status])).toEqual([
      [2, 'in_force'],
      [1, 'superseded'],
    ]);
  });

  test('never has two charters in force, or two drafts open, whoever writes', async () => {
    const second = `INSERT INTO charter (workspace, version, content, signed, in_force_from)
      VALUES ('TOLD', $1, '{}', true, now())`;
    await expect(database.pool.query(second, [7])).rejects.toThrow('charter_in_force_key');
    const draft = `INSERT INTO charter_draft (workspace, version, status, seq, state) VALUES ('TOLD', $1, 'open', 1, '{}')`;
    await database.pool.query(draft, [8]);
    await expect(database.pool.query(draft, [9])).rejects.toThrow('charter_draft_open_key');
  });
});
