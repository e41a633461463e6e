// A month of five hundred leads with faults: everybody hears what they should, once, whatever dies on the way.
import { describe, expect, test } from 'vitest';
import type { Workplace } from '../../src/journey/workplace.js';
import { type Engine, engines, oneEngine } from '../engines.js';
import { aPlace } from '../journey/a-workplace.js';
import { type NudgeVerdict, nudgeVerdict } from './nudge-verdict.js';
import { liveThrough, type YearPlan } from './nudge-year.js';

const RUN_MS = 300_000;
const SEED = 20_261_123;
const month: YearPlan = { leads: 500, days: 28, seed: SEED };
/** Long enough for a fault that is planted. */
const fortnight: YearPlan = { leads: 300, days: 14, seed: SEED };
const clean = { twice: [], outsideHours: [], beyondTheCap: [], inALeave: [], unsaid: [], missed: [] };

async function verdictOf(
  engine: Engine,
  plan: (at: (sql: string, workplace: Workplace) => Promise<unknown>) => YearPlan,
): Promise<NudgeVerdict & { kills: number }> {
  const place = await aPlace(engine);
  try {
    const query = (sql: string, { store }: Workplace) => place.database.bulk.query(sql, [store.workspace]);
    const seen = await liveThrough(place, plan(query));
    return { ...(await nudgeVerdict(place, seen)), kills: seen.kills };
  } finally {
    await place.close();
  }
}

describe.each(engines)('a month of leads and faults on $name', (engine) => {
  test('no rung comes twice, none outside hours or in a leave, none beyond the cap, and none is missed', {
    timeout: RUN_MS,
  }, async () => {
    const verdict = await verdictOf(engine, () => month);
    expect(verdict).toMatchObject(clean);
    expect(verdict.rungs).toBeGreaterThan(500);
    expect(verdict.kills).toBeGreaterThan(50);
  });
});

// Whether a fault is caught depends on who judges, and not on the database.
describe('a fortnight with a fault in it', () => {
  const planted: [name: string, sql: string, fault: keyof NudgeVerdict][] = [
    [
      'forgets what was told',
      `UPDATE handshake SET state = state || '{"told": []}' WHERE workspace = $1`,
      'twice',
    ],
    ['forgets what reps were sent', 'DELETE FROM reminder WHERE workspace = $1', 'beyondTheCap'],
    ['knows of no leave', 'DELETE FROM leave WHERE workspace = $1', 'inALeave'],
    [
      'loses sight of what somebody has',
      'DELETE FROM watch WHERE workspace = $1 AND holder IS NOT NULL',
      'missed',
    ],
  ];
  test.each(planted)('a sweep that %s is caught', { timeout: RUN_MS }, async (_name, sql, fault) => {
    const verdict = await verdictOf(oneEngine, (query) => ({
      ...fortnight,
      tamper: (workplace) => query(sql, workplace),
    }));
    expect(verdict[fault]).not.toEqual([]);
  });
});
