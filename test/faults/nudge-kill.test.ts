// Three processes sweep the same nudges on PostgreSQL and are killed at random: each rung is said once all the same.
import { setTimeout as pause } from 'node:timers/promises';
import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import type { Charter } from '../../src/charter/charter.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { nudge } from '../../src/journey/nudge.js';
import { answerDue, markPosted, reassign } from '../../src/journey/offer.js';
import { takeIn } from '../../src/journey/take-in.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, type Place } from '../journey/a-workplace.js';
import { type Child, launch } from './children.js';
import { FAST_START, fastClock } from './fast-clock.js';
import { nudgeVerdict } from './nudge-verdict.js';
import { yearCharter } from './nudge-year.js';
import { chanceOf } from './random.js';

const RUN_MS = 240_000;
const SEED = 20_261_123;
const LEADS = 400;
const REPS = 20;
const MINUTE_MS = 60_000;
const SWEEPING_MOST_MS = 60_000;
/** The last rung is due eight hours after the last card, which is posted after two. */
const HOURS = 11;

const day = { from: '00:00', to: '24:00' };
const roundTheClock: Charter = {
  ...yearCharter,
  working: {
    ...yearCharter.working,
    days: {
      monday: day,
      tuesday: day,
      wednesday: day,
      thursday: day,
      friday: day,
      saturday: day,
      sunday: day,
    },
    holidays: null,
  },
};

/** The address of the database that a place has on a server. */
async function urlOf({ database }: Place): Promise<string> {
  const { rows } = await database.pool.query<{ name: string }>('SELECT current_database() AS name');
  const url = new URL(process.env.TEST_DATABASE_URL ?? '');
  url.pathname = `/${rows[0]?.name}`;
  return url.href;
}

test.each(engines.filter(({ name }) => name === 'PostgreSQL'))(
  'three processes on $name that are killed at random say each rung once',
  { timeout: RUN_MS },
  async (engine) => {
    const place = await aPlace(engine);
    const chance = chanceOf(SEED);
    let clock = (): Date => new Date(FAST_START);
    const workplace = {
      ...(await place.workplace({ charter: roundTheClock, now: () => clock() })),
      holidaysOf: holidayLookup(Holidays),
    };
    const leads = Array.from({ length: LEADS }, (_, n) => anIncomingLead(`lead-${n}`));
    await takeIn(workplace, [aParcel({ leads })]);
    for (const [n, { id }] of (await place.handshakes(workplace)).entries()) {
      const at = new Date(FAST_START + n * 0.3 * MINUTE_MS);
      await markPosted(workplace, id, at, await answerDue(workplace, id, at));
      await reassign(workplace, id, 'UMIA', `UREP${n % REPS}`);
    }
    const begun = Date.now();
    clock = fastClock(begun);
    const args = [await urlOf(place), workplace.store.workspace, String(begun)];
    const start = (): Child => launch('test/faults/sweeper.ts', { args, env: {} });
    const sweepers = [start(), start(), start()];
    let kills = 0;
    try {
      while (clock().getTime() < FAST_START + HOURS * 60 * MINUTE_MS) {
        const which = chance.whole(0, 2);
        const until = Date.now() + SWEEPING_MOST_MS;
        while (!sweepers[which]?.words().includes('sweeping') && Date.now() < until) await pause(20);
        await pause(chance.between(50, 800));
        expect(sweepers[which]?.hasEnded(), sweepers[which]?.words()).toBe(false);
        await sweepers[which]?.end('SIGKILL');
        kills++;
        sweepers[which] = start();
      }
    } finally {
      for (const sweeper of sweepers) await sweeper.end('SIGKILL');
    }
    await nudge(workplace);
    const seen = { workplace, charter: roundTheClock, heard: [], leaves: [], kills, sweeps: 0 };
    const verdict = await nudgeVerdict(place, seen);
    await place.close();
    expect(verdict).toMatchObject({
      twice: [],
      outsideHours: [],
      beyondTheCap: [],
      unsaid: [],
      missed: [],
    });
    // Every lead had its first reminder and its three rungs for everybody.
    expect(verdict.rungs).toBe(4 * LEADS);
    expect(kills).toBeGreaterThan(3);
  },
);
