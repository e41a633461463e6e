// Nudge: the sweep that says what is due of the ladder, to whom it is due, once.
import { decideNudge, evolve, type Handshake, holderOf, type PersonId } from '../handshake/handshake.js';
import { type Hearers, messagesOf } from '../handshake/nudge-messages.js';
import {
  type Due,
  type Manners,
  type Nudge,
  nextNudge,
  planNudges,
  type Watched,
} from '../handshake/nudges.js';
import type { Batch, DueHandshake, Look, Looked, Reminder } from '../store/nudges.js';
import { rolesInForce } from './roles.js';
import { calendarUnder, termsOf } from './watch.js';
import { dayIn, type Workplace } from './workplace.js';

/** Handshakes looked at in one transaction; fewer on the embedded engine, which answers no click meanwhile. */
const BATCH = 1_000;
const BATCH_EMBEDDED = 200;

/** How many handshakes are asked for at once. What is left of a longer standstill is asked for after them. */
const ASKED = 50_000;

/** What holds for a whole sweep: its instant, and who hears of the managers' rungs. */
interface Round {
  workplace: Workplace;
  now: Date;
  managers: Pick<Hearers, 'managers' | 'groups'>;
}

async function roundOf(workplace: Workplace, now: Date): Promise<Round> {
  const { manager } = await rolesInForce(workplace);
  const managers = manager.filter((id) => !id.startsWith('S'));
  return { workplace, now, managers: { managers, groups: managers.length < manager.length } };
}

/** Cuts what is due, which comes rep by rep, into batches; a rep is in one batch where one can hold them. */
function* batchesOf(due: readonly DueHandshake[], most: number): Generator<string[]> {
  for (let from = 0; from < due.length; ) {
    const full = Math.min(due.length, from + most);
    let until = full;
    const holder = due[full]?.holder ?? null;
    while (holder !== null && until > from && due[until - 1]?.holder === holder) until--;
    // Nobody is helped by a batch of one rep that is too large: it is cut after all.
    if (until === from) until = full;
    yield due.slice(from, until).map(({ id }) => id);
    from = until;
  }
}

/** The handshakes with what their nudges depend on, by id. */
async function watchedIn(
  batch: Batch,
  workplace: Workplace,
  looked: readonly Looked[],
): Promise<Map<string, Watched>> {
  const watched = new Map<string, Watched>();
  for (const { handshake, remindedAt } of looked) {
    const { charter } = await batch.charter(handshake.charterVersion);
    const { ladder } = charter;
    watched.set(handshake.id, { handshake, remindedAt, ladder, terms: termsOf(workplace, charter) });
  }
  return watched;
}

const dueOf = (nudge: Nudge): Due[] => (nudge.kind === 'bundle' ? nudge.due : [nudge.due]);

const hearerOf = (nudge: Nudge): PersonId | null =>
  nudge.kind === 'reminder' || nudge.kind === 'bundle' ? nudge.to : null;

const reminderOf = ({ handshake, clock, atPercent }: Due, nudge: Nudge): Reminder[] => {
  const rep = hearerOf(nudge);
  return rep === null ? [] : [{ handshake, rep, clock, atPercent, bundled: nudge.kind === 'bundle' }];
};

/** Says what was planned of one handshake, and tells when to look at it next. */
function lookAfter(
  watched: Watched,
  said: readonly { nudge: Nudge; due: Due }[],
  manners: Manners,
  now: Date,
): Look {
  const at = now.toISOString();
  let after: Handshake = watched.handshake;
  const events = said.flatMap(({ nudge, due: { clock, atPercent, who } }) => {
    const decision = decideNudge(after, { clock, atPercent, who, to: hearerOf(nudge), at }, watched.ladder);
    if ('refused' in decision) throw new Error(`a rung was planned of a handshake that is ${after.status}`);
    after = decision.events.reduce(evolve, after);
    return decision.events;
  });
  const reminders = said.flatMap(({ nudge, due }) => reminderOf(due, nudge));
  const remindedAt = reminders.length > 0 ? at : watched.remindedAt;
  const next = nextNudge({ ...watched, handshake: after, remindedAt }, manners, now);
  return {
    before: watched.handshake,
    after,
    events,
    reminders,
    nextAt: next?.at.toISOString() ?? null,
    held: next?.held ?? false,
  };
}

/** Looks at one batch and keeps what is to be said; returns how many rungs were said. */
async function sayOf(batch: Batch, ids: readonly string[], round: Round): Promise<number> {
  const { workplace, now, managers } = round;
  const { charter } = await batch.inForce();
  const day = dayIn(charter, now);
  const watched = await watchedIn(batch, workplace, await batch.look(ids, { now, day }));
  if (watched.size === 0) return 0;
  const reps = [...new Set([...watched.values()].map(({ handshake }) => holderOf(handshake)))];
  const people = reps.filter((rep) => rep !== null);
  const sentToday = await batch.sent(people, day);
  const manners: Manners = {
    calendar: calendarUnder(workplace, charter),
    capARepADay: charter.caps.nudgesARepADay,
    sentToday,
    away: await batch.away(people, now),
  };
  const plan = planNudges([...watched.values()], manners, now);
  const said = new Map<string, { nudge: Nudge; due: Due }[]>();
  for (const nudge of plan)
    for (const due of dueOf(nudge))
      said.set(due.handshake, [...(said.get(due.handshake) ?? []), { nudge, due }]);
  const kept = await batch.keep({
    looks: [...watched].map(([id, each]) => lookAfter(each, said.get(id) ?? [], manners, now)),
    messages: plan.flatMap((nudge) => {
      const of = dueOf(nudge).map(({ handshake }) => handshake);
      return messagesOf(nudge, { ...managers, day }).map((message) => ({ ...message, of }));
    }),
    cards: plan.flatMap((nudge) => (nudge.kind === 'all' ? [nudge.due.handshake] : [])),
    day,
    now,
    channel: workplace.channel,
  });
  return [...said].reduce((sum, [id, rungs]) => (kept.has(id) ? sum + rungs.length : sum), 0);
}

/**
 * Says every rung that is due, each once, and returns how many. Any number of processes may run it at once: their
 * batches follow each other, and what was answered meanwhile is left alone.
 */
export async function nudge(workplace: Workplace): Promise<number> {
  const { nudges } = workplace.store;
  const now = workplace.now();
  const most = nudges.embedded ? BATCH_EMBEDDED : BATCH;
  for (let said = 0; ; ) {
    const due = await nudges.due(now, ASKED);
    if (due.length > 0) {
      const round = await roundOf(workplace, now);
      for (const ids of batchesOf(due, most)) said += await nudges.batch((batch) => sayOf(batch, ids, round));
    }
    if (due.length === ASKED) continue;
    if (said > 0) workplace.owed();
    return said;
  }
}
