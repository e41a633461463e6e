// npm run cells: counts, recounts, and says where what is kept differs from what happened.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Holidays from 'date-holidays';
import { afterAll, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { cellsHere } from '../../src/commands/cells.js';
import { readConfig } from '../../src/config.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { takeIn } from '../../src/journey/take-in.js';
import { openDatabase } from '../../src/store/open-database.js';
import { openStore } from '../../src/store/store.js';
import { anIncomingLead, aParcel } from '../journey/a-workplace.js';
import { NOW } from '../make.js';

const folder = mkdtempSync(join(tmpdir(), 'cells-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const config = readConfig({ DATA_DIR: folder });

async function cells(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await cellsHere(args, config, (line) => lines.push(line));
  return { code, said: lines.join('\n') };
}

test('a count agrees with a recount, one that was changed is told measure by measure', async () => {
  const store = await openStore(config.database);
  await store.register('T1', { playground: false, channel: 'C1' });
  const workspace = store.of('T1');
  await workspace.charters.begin(starterCharter, NOW);
  const holidaysOf = holidayLookup(Holidays);
  const workplace = { store: workspace, channel: 'C1', now: () => NOW, holidaysOf, owed() {} };
  await takeIn(workplace, [aParcel({ leads: [anIncomingLead('one'), anIncomingLead('two')] })]);
  await store.close();

  const agreed = await cells('--check');
  expect(agreed.said).toContain('the kept ones agree to the last count');
  expect(agreed.code).toBe(0);

  const database = await openDatabase(config.database);
  await database.pool.query(
    `UPDATE cell SET figures = jsonb_set(figures, '{offered,0}', '3') WHERE slice = 'all' AND days = 7 AND sheet = 'judged'`,
  );
  await database.close();
  const differing = await cells('--rebuild', '--check');
  expect(differing.code).toBe(1);
  expect(differing.said).toMatch(/\| all, 7 \| 2026-11-09 \| 1 \| judged offered \| \[3\] \| \[2\] \|/);
  expect(differing.said).toContain('The new count is read from now on.');
});

test('what it does not know is refused, and help tells what it takes', async () => {
  await expect(cells('--everything')).rejects.toThrow('npm run cells -- --help');
  expect((await cells('--help')).said).toContain('--rebuild');
});
