// Nudge: the sweep that says what is due of the ladder, to whom it is due, once.
import { announce, card } from '../handshake/announcement.js';
import { evolve } from '../handshake/evolve.js';
import {
  decideNudge,
  decideOfferAgain,
  type Handshake,
  holderOf,
  noteUntouched,
  type PersonId,
} from '../handshake/handshake.js';
import { type Hearers, messagesOf } from '../handshake/nudge-messages.js';
import {
  type Due,
  type Manners,
  type Nudge,
  nextNudge,
  planNudges,
  untouchedFrom,
  type Watched,
} from '../handshake/nudges.js';
import type { Batch, DueHandshake, Look, Looked } from '../store/nudges.js';
import { Overtaken } from '../store/sql.js';
import { type Giving, giveOn } from './give-on.js';
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

/** The handshakes with what their nudges depend on. */
async function watchedIn(batch: Batch, workplace: Workplace, looked: readonly Looked[]): Promise<Watched[]> {
  const under = new Map<number, Pick<Watched, 'ladder' | 'terms'>>();
  for (const version of new Set(looked.map(({ handshake }) => handshake.charterVersion))) {
    const { charter } = await batch.charter(version);
    under.set(version, { ladder: charter.ladder, terms: termsOf(workplace, charter) });
  }
  return looked.flatMap((each) => {
    const terms = under.get(each.handshake.charterVersion);
    return terms === undefined ? [] : [{ ...each, ...terms }];
  });
}

const dueOf = (nudge: Nudge): Due[] => (nudge.kind === 'bundle' ? nudge.due : [nudge.due]);

const hearerOf = (nudge: Nudge): PersonId | null =>
  nudge.kind === 'reminder' || nudge.kind === 'bundle' ? nudge.to : null;

/** A rung to be said of a handshake, with the nudge that says it and the messages by which it does. */
interface Saying {
  nudge: Nudge;
  due: Due;
  messages: Look['messages'];
}

/** What is to be said of each handshake. */
function sayingsOf(plan: readonly Nudge[], hearers: Hearers): Map<string, Saying[]> {
  const sayings = new Map<string, Saying[]>();
  for (const nudge of plan) {
    const messages = messagesOf(nudge, hearers);
    for (const due of dueOf(nudge)) {
      // What is opened to all says so on its card too.
      const cards = nudge.kind === 'all' ? [{ ...card(due.handshake), to: null }] : [];
      const others = sayings.get(due.handshake) ?? [];
      sayings.set(due.handshake, [...others, { nudge, due, messages: [...messages, ...cards] }]);
    }
  }
  return sayings;
}

/** Notes that an accepted lead was left untouched, once its time is over, whoever may hear of that now. */
function notedUntouched(watched: Watched, now: Date): Pick<Look, 'events' | 'messages'> {
  const from = untouchedFrom(watched);
  if (from === null || from > now) return { events: [], messages: [] };
  const decision = noteUntouched(watched.handshake, { at: now.toISOString() });
  if ('refused' in decision) return { events: [], messages: [] };
  const messages = decision.events.map(() => ({ ...card(watched.handshake.id), to: null }));
  return { events: decision.events, messages };
}

type GivenOn = Giving['commands'] extends Map<string, infer Command> ? Command : never;

/** Says what was planned of one handshake, gives it on where that is due, and tells when to look at it next. */
function lookAfter(
  watched: Watched,
  { sayings, command }: { sayings: readonly Saying[]; command: GivenOn | undefined },
  { manners, now }: { manners: Manners; now: Date },
): Look {
  const at = now.toISOString();
  const look: Pick<Look, 'events' | 'reminders' | 'messages'> = {
    reminders: [],
    ...notedUntouched(watched, now),
  };
  let after: Handshake = look.events.reduce(evolve, watched.handshake);
  for (const { nudge, due, messages } of sayings) {
    const { clock, atPercent, who } = due;
    const to = hearerOf(nudge);
    const decision = decideNudge(after, { clock, atPercent, who, to, at }, watched.ladder);
    if ('refused' in decision) throw new Error(`a rung was planned of a handshake that is ${after.status}`);
    after = decision.events.reduce(evolve, after);
    look.events.push(...decision.events);
    if (to !== null) look.reminders.push({ rep: to, clock, atPercent, bundled: nudge.kind === 'bundle' });
    look.messages.push(...messages);
  }
  const given = command === undefined ? null : decideOfferAgain(after, command);
  for (const event of given !== null && 'events' in given ? given.events : []) {
    after = evolve(after, event);
    look.events.push(event);
    look.messages.push(...announce(after, event).map((one) => ({ ...one, to: one.to ?? null })));
  }
  const remindedAt = look.reminders.length > 0 ? at : watched.remindedAt;
  const later = { ...watched, handshake: after, remindedAt };
  const next = nextNudge(later, manners, now);
  const untouched = untouchedFrom(later);
  const nextAt =
    untouched !== null && (next === null || untouched < next.at) ? untouched : (next?.at ?? null);
  const held = next?.held ?? false;
  return { ...look, before: watched.handshake, after, nextAt: nextAt?.toISOString() ?? null, held };
}

/** Looks at one batch and keeps what is to be said; returns how many rungs were said. */
async function sayOf(batch: Batch, ids: readonly string[], round: Round): Promise<number> {
  const { workplace, now, managers } = round;
  const { charter } = await batch.inForce();
  const day = dayIn(charter, now);
  const looked = await batch.look(ids, { now, day });
  const watched = await watchedIn(batch, workplace, looked);
  if (watched.length === 0) return 0;
  const people = [...new Set(watched.flatMap(({ handshake }) => holderOf(handshake) ?? []))];
  const manners: Manners = {
    calendar: calendarUnder(workplace, charter),
    capARepADay: charter.caps.nudgesARepADay,
    sentToday: await batch.sent(people, { now, day }),
    away: await batch.away(people, now),
  };
  const plan = planNudges(watched, manners, now);
  const giving = await giveOn(batch, { plan, looked }, { workplace, inForce: charter, now, day });
  const sayings = sayingsOf(plan, { ...managers, day });
  const looks = watched.map((each) => {
    const { id } = each.handshake;
    const said = { sayings: sayings.get(id) ?? [], command: giving.commands.get(id) };
    return lookAfter(each, said, { manners, now });
  });
  const { channel } = workplace;
  const kept = await batch.keep(looks, { day, now, channel });
  // Somebody has answered what was to go on: no turn is taken for it.
  if ([...giving.commands.keys()].some((id) => !kept.has(id))) throw new Overtaken();
  if (giving.placed !== null) await batch.keepPlaced(giving.placed, { day, at: now, channel });
  return [...sayings].reduce((sum, [id, said]) => (kept.has(id) ? sum + said.length : sum), 0);
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
