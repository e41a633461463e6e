// A small world to try a nudge planner in: four leads, two reps, a leave, and whatever happens to them at random.
import fc from 'fast-check';
import { assess } from '../../src/handshake/assessment.js';
import { evolve } from '../../src/handshake/evolve.js';
import { type Command, decide } from '../../src/handshake/handshake.js';
import {
  type Due,
  type Leave,
  type Manners,
  type Nudge,
  type planNudges,
  untouchedFrom,
  type Watched,
} from '../../src/handshake/nudges.js';
import type { Rung } from '../../src/handshake/rungs.js';
import { dayOf } from '../../src/handshake/working-time.js';
import { anOfferTo, aWatched, manners, rungsOf, sydney } from '../handshake/a-watched.js';
import { aCharter, aLead, aSignal, NOW, someReasons } from '../make.js';

export const MINUTE_MS = 60_000;
export const CAP = 2;

const { charter } = aCharter();
const terms = {
  charter,
  offered: assess(charter, { facts: aLead(), signals: [aSignal()], now: NOW }),
  today: '2026-10-01',
};
/** Thursday before the weekend in which the clocks change, with a holiday on its Monday. */
const START = Date.parse('2026-10-01T09:00:00+10:00');
export const leave: Leave = { from: '2026-10-06T22:00:00.000Z', until: '2026-10-08T03:00:00.000Z' };
const away = new Map([['UDANA', [leave]]]);

const ladder: Rung[] = [
  { atPercent: 50, who: 'rep' },
  { atPercent: 25, who: 'rep' },
  { atPercent: 100, who: 'thread' },
  // The same rung twice, which a charter may hold, and not in order.
  { atPercent: 100, who: 'thread' },
  { atPercent: 120, who: 'rep' },
  { atPercent: 130, who: 'thread' },
  { atPercent: 150, who: 'manager' },
  { atPercent: 200, who: 'all' },
];

const rep = fc.constantFrom('UDANA', 'USAM');
const wish = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: 'look again' } as const) },
  fc.record({ type: fc.constantFrom('accept' as const, 'undo accept' as const), by: rep }),
  fc.record({ type: fc.constant('reassign' as const), by: rep, to: rep }),
  fc.record({ type: fc.constant('snooze' as const), by: rep, hours: fc.constantFrom(1, 5, 30, 100) }),
  ...(['news', 'touch', 'reject', 'mark sql'] as const).map((type) => fc.constant({ type })),
);
type Wish = Parameters<Parameters<typeof wish.map>[0]>[0];

/** What happens, to which of four leads, so many minutes after the last: from at once to three days of standstill. */
export const happenings = fc.array(
  fc.record({
    wish,
    which: fc.integer({ min: 0, max: 3 }),
    minutes: fc.constantFrom(0, 1, 7, 30, 60, 119, 240, 480, 1440, 4320),
  }),
  { minLength: 5, maxLength: 40 },
);
type Happening = Parameters<Parameters<typeof happenings.map>[0]>[0][number];

/** What was said, as of when, and how the handshake stood. */
export interface Said {
  at: number;
  nudge: Nudge;
  watched: Map<string, Watched>;
}

export type Planner = typeof planNudges;

/** Everything that lives through a story: the handshakes, what was said of them, and the planner that is tried. */
export class World {
  now = START;
  readonly said: Said[] = [];
  readonly watched = new Map<string, Watched>();
  readonly #plan: Planner;

  constructor(plan: Planner) {
    this.#plan = plan;
    for (const [n, to] of ['UDANA', 'UDANA', 'UDANA', null].entries()) {
      const posted = new Date(START + n * 20 * MINUTE_MS).toISOString();
      this.watched.set(`h${n}`, aWatched(anOfferTo(to, posted, `h${n}`), { ladder }));
    }
  }

  get today(): Manners {
    const sentToday = new Map<string, number>();
    for (const { at, nudge } of this.said)
      if (nudge.kind === 'reminder' && dayOf(new Date(at), sydney) === dayOf(new Date(this.now), sydney))
        sentToday.set(nudge.to, (sentToday.get(nudge.to) ?? 0) + 1);
    return manners({ away, capARepADay: CAP, sentToday });
  }

  plan(of: Watched[] = [...this.watched.values()]): Nudge[] {
    return this.#plan(of, this.today, new Date(this.now));
  }

  happen({ wish, which, minutes }: Happening): void {
    this.now += minutes * MINUTE_MS;
    const id = `h${which}`;
    const before = this.watched.get(id);
    if (before !== undefined) this.watched.set(id, this.#after(before, wish));
  }

  #after(before: Watched, wish: Wish): Watched {
    const at = new Date(this.now).toISOString();
    switch (wish.type) {
      case 'look again':
        return before;
      case 'news':
        return this.#done(before, { type: 'note news', at });
      case 'touch':
        return this.#done(before, { type: 'note touch', at, touchedAt: at });
      case 'snooze': {
        const until = new Date(this.now + wish.hours * 60 * MINUTE_MS).toISOString();
        return this.#done(before, { type: 'snooze', by: wish.by, at, until });
      }
      case 'accept':
      case 'undo accept':
        return this.#done(before, { ...wish, at });
      case 'reassign':
        return this.#done(before, { ...wish, at });
      case 'reject':
        return this.#done(before, {
          type: 'reject',
          by: 'UDANA',
          at,
          rejection: 'r',
          reasons: someReasons(),
        });
      case 'mark sql':
        return this.#done(before, {
          type: 'mark sql',
          by: 'UDANA',
          at,
          ticked: ['budget', 'decision_maker', 'timeline'],
        });
    }
  }

  #done(before: Watched, command: Command): Watched {
    const decision = decide(before.handshake, command, terms);
    return 'refused' in decision
      ? before
      : { ...before, handshake: decision.events.reduce(evolve, before.handshake) };
  }

  /** Says what is planned, and keeps it as told. */
  sweep(): void {
    const watched = new Map(this.watched);
    const plan = this.plan();
    for (const nudge of plan) {
      this.said.push({ at: this.now, nudge, watched });
      const to = nudge.kind === 'reminder' || nudge.kind === 'bundle' ? nudge.to : null;
      for (const due of rungsOf(nudge)) this.#keep(due, to);
    }
    for (const [id, each] of this.watched) {
      const from = untouchedFrom(each);
      if (from === null || from.getTime() > this.now) continue;
      this.watched.set(
        id,
        this.#done(each, { type: 'note untouched', at: new Date(this.now).toISOString() }),
      );
    }
  }

  #keep({ handshake, clock, atPercent, who }: Due, to: string | null): void {
    const before = this.watched.get(handshake);
    if (before === undefined) return;
    const at = new Date(this.now).toISOString();
    const after = this.#done(before, { type: 'nudge', at, clock, atPercent, who, to });
    this.watched.set(handshake, { ...after, remindedAt: who === 'rep' ? at : before.remindedAt });
  }
}

/** Lives a story through, looking at what is due after every happening. */
export function live(story: readonly Happening[], plan: Planner): World {
  const world = new World(plan);
  for (const happening of story) {
    world.happen(happening);
    world.sweep();
  }
  return world;
}
