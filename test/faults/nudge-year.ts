// A simulated time of leads, reps and faults: who works and when, and what the sweeps of nudges meet on the way.
import type { Charter } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';
import type { Leave } from '../../src/handshake/nudges.js';
import { accept, reject, undoAccept } from '../../src/journey/answer.js';
import { backEarly, setAway } from '../../src/journey/away.js';
import { handBack, markSql, touch } from '../../src/journey/follow-through.js';
import { nudge } from '../../src/journey/nudge.js';
import { answerDue, markPosted, reassign, snooze } from '../../src/journey/offer.js';
import { nudgeStillWanted } from '../../src/journey/still-wanted.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { slowClock } from '../handshake/slow-time.js';
import { anIncomingLead, aParcel, aSignalOf, type Place } from '../journey/a-workplace.js';
import { someReasons } from '../make.js';
import { type Fate, Killed, killable } from './killable.js';
import { type Chance, chanceOf } from './random.js';

const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;
const STEPS_A_DAY = 288;
const HOUR_STEPS = 12;

/** Monday 23 November 2026, 9:00 in Sydney. */
const START = Date.parse('2026-11-23T09:00:00+11:00');
const REPS = ['UANNA', 'UBEN', 'UCARA', 'UDANA', 'UEVE', 'UFINN', 'UGUS', 'UHANA'];

/** A statement of a transaction dies this often, and a clock is off, or two sweeps meet, that often. */
const KILLS = 0.01;
const SKEWED = 0.05;
const AT_ONCE = 0.2;
const REFUSED = 0.3;
const SKEW_MINUTES = 10;

/** With the cap and a second rung for the rep, so that there is something to go wrong. */
export const yearCharter: Charter = {
  ...starterCharter,
  ladder: [...starterCharter.ladder, { atPercent: 120, who: 'rep' }],
  caps: { nudgesARepADay: 5, openARep: 20 },
};

export interface YearPlan {
  leads: number;
  days: number;
  seed: number;
  /** A fault that is planted: what goes wrong before every sweep. */
  tamper?: (workplace: Workplace) => Promise<unknown>;
}

/** What Slack heard of a message, by business time. */
export interface Heard {
  key: string;
  at: number;
}

/** What is left to be judged. */
export interface YearSeen {
  workplace: Workplace;
  charter: Charter;
  heard: Heard[];
  leaves: { rep: string; leave: Leave }[];
  kills: number;
  sweeps: number;
}

type Deed = () => Promise<unknown>;

/** The world as it goes on, step by step of five minutes. */
class Year {
  step = 0;
  skew = 0;
  kills = 0;
  sweeps = 0;
  readonly heard: Heard[] = [];
  readonly leaves: { rep: string; leave: Leave }[] = [];
  readonly #deeds = new Map<number, Deed[]>();

  constructor(
    readonly place: Place,
    readonly workplace: Workplace,
    readonly chance: Chance,
    readonly isWorking: (at: number) => boolean,
  ) {}

  get now(): number {
    return START + this.step * STEP_MS + this.skew;
  }

  later(steps: number, deed: Deed): void {
    const at = this.step + Math.max(1, Math.round(steps));
    this.#deeds.set(at, [...(this.#deeds.get(at) ?? []), deed]);
  }

  /** Does it, and again in five minutes while it is killed, as somebody who sees no answer does. */
  async try(deed: Deed): Promise<void> {
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.kills++;
      this.later(1, deed);
    }
  }

  async act(): Promise<void> {
    const deeds = this.#deeds.get(this.step) ?? [];
    this.#deeds.delete(this.step);
    for (const deed of deeds) await this.try(deed);
  }

  /** A lead comes in, is posted, and meets the fate that chance has for it. */
  arrive(n: number): Deed {
    return async () => {
      const lead = `lead-${n}`;
      const asked = aSignalOf({ source: 'web', id: lead }, 'demo_requested', {
        occurredAt: this.workplace.now(),
      });
      const leads = [{ ...anIncomingLead(lead, { signals: [] }), signals: [asked] }];
      await takeIn(this.workplace, [aParcel({ leads })]);
      const { rows } = await this.place.database.bulk.query<{ id: string }>(
        'SELECT id FROM handshake WHERE workspace = $1 AND lead_id = $2',
        [this.workplace.store.workspace, lead],
      );
      const id = rows[0]?.id;
      if (id !== undefined) this.later(this.chance.between(0, 6), this.post(id, lead));
    };
  }

  post(id: string, lead: string): Deed {
    return async () => {
      const at = this.workplace.now();
      await markPosted(this.workplace, id, at, await answerDue(this.workplace, id, at));
      const { chance } = this;
      const rep = chance.pick(REPS);
      if (chance.happens(0.85)) this.later(1, () => reassign(this.workplace, id, 'UMIA', rep));
      if (chance.happens(0.2)) this.later(chance.between(1, 40), this.snoozing(id, rep));
      if (chance.happens(0.2)) this.later(chance.between(2, 300), this.news(lead, 'pricing_page_viewed'));
      if (chance.happens(0.1)) this.later(chance.between(2, 300), this.news(lead, 'first_touch'));
      if (chance.happens(0.15))
        this.later(chance.between(2, 500), () => reassign(this.workplace, id, 'UMIA', chance.pick(REPS)));
      if (chance.happens(0.65))
        this.later(chance.between(1, 2 * STEPS_A_DAY), this.answer(id, chance.pick(REPS)));
    };
  }

  snoozing(id: string, rep: string): Deed {
    const hours = this.chance.between(1, 72);
    return () =>
      snooze(this.workplace, id, rep, new Date(this.workplace.now().getTime() + hours * 60 * MINUTE_MS));
  }

  news(lead: string, type: string): Deed {
    const key = { source: 'web', id: lead };
    return () =>
      takeIn(this.workplace, [
        aParcel({ signals: [aSignalOf(key, type, { occurredAt: this.workplace.now() })] }),
      ]);
  }

  answer(id: string, rep: string): Deed {
    const { chance, workplace } = this;
    const reasons = someReasons({ nextStep: 'archive' });
    if (chance.happens(0.3)) return () => reject(workplace, id, rep, reasons);
    if (chance.happens(0.6)) this.later(chance.between(1, STEPS_A_DAY), () => touch(workplace, id, rep));
    const end = chance.between(20, 14 * STEPS_A_DAY);
    if (chance.happens(0.5))
      this.later(end, () => markSql(workplace, id, rep, ['budget', 'decision_maker', 'timeline']));
    else if (chance.happens(0.6)) this.later(end, () => handBack(workplace, id, rep, reasons));
    if (chance.happens(0.1)) this.later(2, () => undoAccept(workplace, id, rep));
    return () => accept(workplace, id, rep);
  }

  /** Now and then somebody goes on leave, and may be back early. */
  takeLeave(): void {
    const { chance, workplace } = this;
    const rep = chance.pick(REPS);
    const by = { id: rep, groups: [], isAdmin: false, isGuest: false };
    const [from, until] = [
      new Date(this.now),
      new Date(this.now + chance.between(4, 24 * 10) * 60 * MINUTE_MS),
    ];
    const noted = { rep, leave: { from: from.toISOString(), until: until.toISOString() } };
    this.later(1, async () => {
      await setAway(workplace, { by, person: rep, from, until });
      // From now on the sweep knows.
      noted.leave.from = new Date(Math.max(from.getTime(), this.now)).toISOString();
      this.leaves.push(noted);
    });
    if (!chance.happens(0.3)) return;
    this.later(chance.between(20, 600), async () => {
      await backEarly(workplace, { by, person: rep });
      const now = new Date(this.now).toISOString();
      for (const { rep: other, leave } of this.leaves)
        if (other === rep && leave.from <= now && leave.until > now) leave.until = now;
    });
  }

  /** A courier whom Slack refuses now and then sends what is owed, if it is wanted still. */
  async deliver(): Promise<void> {
    const { workspace } = this.workplace.store;
    const { bulk } = this.place.database;
    const owed = 'workspace = $1 AND wanted > sent AND given_up IS NULL';
    const saysNudges = `(kind LIKE 'nudge%' OR kind = 'reminders')`;
    // Cards and drawing again are no matter of this.
    await bulk.query(
      `UPDATE message SET sent = wanted WHERE ${owed} AND (ts IS NOT NULL OR NOT ${saysNudges})`,
      [workspace],
    );
    const { rows } = await bulk.query<{ key: string }>(
      `SELECT key FROM message WHERE ${owed} AND ts IS NULL AND ${saysNudges} ORDER BY key`,
      [workspace],
    );
    for (const { key } of rows) {
      if (this.chance.happens(REFUSED)) continue;
      const wanted = await nudgeStillWanted(this.workplace, key);
      if (wanted === 'later') continue;
      if (wanted === 'now') this.heard.push({ key, at: this.now });
      const ts = wanted === 'now' ? '1' : null;
      await bulk.query('UPDATE message SET sent = wanted, ts = $3 WHERE workspace = $1 AND key = $2', [
        workspace,
        key,
        ts,
      ]);
    }
  }
}

/** Lives through it. With the same plan and engine the same happens again. */
export async function liveThrough(place: Place, { leads, days, seed, tamper }: YearPlan): Promise<YearSeen> {
  const chance = chanceOf(seed);
  let year: Year | null = null;
  const workplace = await place.workplace({
    charter: yearCharter,
    now: () => new Date(year?.now ?? START),
  });
  const twin = await place.twinOf(workplace);
  const holidays = workplace.holidaysOf(yearCharter);
  year = new Year(place, workplace, chance, slowClock(yearCharter.working, holidays));
  const fate: Fate = { rate: 0 };
  const { pool, bulk } = place.database;
  for (const each of new Set([pool, bulk])) killable(each, fate, chance.fork());
  const steps = days * STEPS_A_DAY;
  for (let n = 0; n < leads; n++) year.later(chance.between(1, steps * 0.9), year.arrive(n));
  for (; year.step < steps; year.step++) {
    const works = year.isWorking(year.now);
    year.skew = chance.happens(SKEWED) ? chance.whole(-SKEW_MINUTES, SKEW_MINUTES) * MINUTE_MS : year.skew;
    if (year.skew !== 0 && chance.happens(SKEWED * 4)) year.skew = 0;
    if (chance.happens(REPS.length / STEPS_A_DAY / 15)) year.takeLeave();
    fate.rate = KILLS;
    await year.act();
    if (works || year.step % HOUR_STEPS === 0) {
      year.sweeps++;
      await tamper?.(workplace);
      const at = chance.happens(AT_ONCE) ? [workplace, twin] : [workplace];
      const over = await Promise.allSettled(at.map((each) => nudge(each)));
      for (const each of over)
        if (each.status === 'rejected' && each.reason instanceof Killed) year.kills++;
        else if (each.status === 'rejected') throw each.reason;
    }
    fate.rate = 0;
    if (works) await year.deliver();
  }
  await tamper?.(workplace);
  await nudge(workplace);
  const { heard, leaves, kills, sweeps } = year;
  return { workplace, charter: yearCharter, heard, leaves, kills, sweeps };
}
