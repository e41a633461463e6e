// Properties of the nudge plan: whatever happens in whatever order, no rung twice, nothing outside hours, nobody over the cap.
import Holidays from 'date-holidays';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextLookAt, nextNudge, planNudges, stillWanted, type Watched } from '../../src/handshake/nudges.js';
import { dayOf } from '../../src/handshake/working-time.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { rungsOf, sydney } from '../handshake/a-watched.js';
import { slowClock } from '../handshake/slow-time.js';
import { aCharter } from '../make.js';
import { CAP, happenings, leave, live, MINUTE_MS, type Planner, type Said, World } from './nudge-world.js';
import { PATIENCE_MS, runs } from './runs.js';

const { charter } = aCharter();
const isWorking = slowClock(charter.working, holidayLookup(Holidays)(charter));

const dayAt = (at: number): number => dayOf(new Date(at), sydney);

/** Throws when a private message came in a leave, when a lead had two in a working day, or a rep more than the cap. */
function checkPrivate(said: readonly Said[]): void {
  const [leads, messages] = [new Set<string>(), new Map<string, number>()];
  for (const { at, nudge } of said) {
    if (nudge.kind !== 'reminder' && nudge.kind !== 'bundle') continue;
    const now = new Date(at).toISOString();
    expect(nudge.to === 'UDANA' && leave.from <= now && now < leave.until).toBe(false);
    for (const { handshake } of rungsOf(nudge)) {
      const lead = `${handshake} on ${dayAt(at)}`;
      expect(leads).not.toContain(lead);
      leads.add(lead);
    }
    if (nudge.kind === 'bundle') continue;
    const day = `${nudge.to} on ${dayAt(at)}`;
    messages.set(day, (messages.get(day) ?? 0) + 1);
    expect(messages.get(day)).toBeLessThanOrEqual(CAP);
  }
}

/** Throws when the world was told something that it should not have been. */
function checkSaid({ said }: World): void {
  const rungs = new Map<string, number>();
  for (const { at, nudge, watched } of said) {
    expect(isWorking(at)).toBe(true);
    for (const { handshake, clock, who, atPercent } of rungsOf(nudge)) {
      const to = nudge.kind === 'reminder' || nudge.kind === 'bundle' ? nudge.to : null;
      const of = watched.get(handshake);
      expect(of && stillWanted({ clock, to }, of, new Date(at))).toBe(true);
      // Not the same rung again, nor a lower one to the same audience.
      const audience = `${handshake} ${clock} ${who}`;
      expect(atPercent).toBeGreaterThan(rungs.get(audience) ?? 0);
      rungs.set(audience, atPercent);
    }
  }
  checkPrivate(said);
}

const promise = (plan: Planner) => fc.property(happenings, (story) => checkSaid(live(story, plan)));

test(
  'no rung comes twice, none outside hours or in a leave, none beyond the cap, and none that is not wanted any more',
  () => fc.assert(promise(planNudges), runs(400)),
  PATIENCE_MS,
);

const everyMinute = { ...sydney, instantOf: (_worked: number, _side: string, from: number) => from };
const planted: [name: string, plan: Planner][] = [
  [
    'forgets what was told',
    (open, how, now) =>
      planNudges(
        open.map((each) => ({ ...each, handshake: { ...each.handshake, told: [] } })),
        how,
        now,
      ),
  ],
  ['speaks at night', (open, how, now) => planNudges(open, { ...how, calendar: everyMinute }, now)],
  ['knows of no leave', (open, how, now) => planNudges(open, { ...how, away: new Map() }, now)],
  [
    'does not count what a rep was sent',
    (open, how, now) => planNudges(open, { ...how, sentToday: new Map() }, now),
  ],
  [
    'reminds of a lead twice a day',
    (open, how, now) =>
      planNudges(
        open.map((each) => ({ ...each, remindedAt: null })),
        how,
        now,
      ),
  ],
  [
    'overhears a snooze',
    (open, how, now) =>
      planNudges(
        open.map((each) =>
          each.handshake.status === 'offered'
            ? { ...each, handshake: { ...each.handshake, snoozedUntil: null } }
            : each,
        ),
        how,
        now,
      ),
  ],
];

test.each(planted)(
  'a planner that %s is caught',
  (_name, plan) => {
    expect(fc.check(promise(plan), runs(2000)).failed).toBe(true);
  },
  PATIENCE_MS,
);

test(
  'who looks only at what is next due says what a look at everything would, and nothing is due twice in an instant',
  () => {
    fc.assert(
      fc.property(happenings, (story) => {
        const world = new World(planNudges);
        const isDue = (watched: Watched): boolean => {
          const next = nextNudge(watched, world.today, new Date(world.now));
          return next !== null && next.at.getTime() <= world.now;
        };
        for (const happening of story) {
          world.happen(happening);
          expect(world.plan([...world.watched.values()].filter(isDue))).toEqual(world.plan());
          world.sweep();
          expect([...world.watched.values()].filter(isDue)).toEqual([]);
        }
      }),
      runs(300),
    );
  },
  PATIENCE_MS,
);

test(
  'at the instant that was foretold, and not a minute before, something is said',
  () => {
    fc.assert(
      fc.property(happenings, fc.integer({ min: 0, max: 3 }), (story, which) => {
        const world = live(story, planNudges);
        const watched = world.watched.get(`h${which}`);
        const next = watched && nextNudge(watched, world.today, new Date(world.now));
        if (!watched || !next) return;
        const foretold = next.at;
        const look = nextLookAt(watched, new Date(world.now))?.getTime() ?? Number.NaN;
        expect(look).toBeLessThanOrEqual(foretold.getTime());
        expect(next.held).toBe(look < foretold.getTime());
        const at = world.now;
        world.now = Math.max(at, foretold.getTime() - MINUTE_MS);
        expect(world.plan([watched])).toEqual([]);
        world.now = foretold.getTime();
        expect(world.plan([watched])).not.toEqual([]);
      }),
      runs(300),
    );
  },
  PATIENCE_MS,
);
