// Digest: counts a week, and the sweep that tells each week once, when its time has come.
import { setTimeout as pause } from 'node:timers/promises';
import { mondayOf } from '../funnel/days.js';
import { isQuiet } from '../funnel/sections/sections.js';
import { holidaysIn, instantOf, type Week, weekAfter, weeksBefore, weeksDue } from '../funnel/week.js';
import { type Answers, figuresOf, questionsOf } from '../funnel/week-count.js';
import type { WeekFigures } from '../funnel/week-figures.js';
import { messagesOfWeek } from '../funnel/week-messages.js';
import type { WorkCalendar } from '../handshake/working-time.js';
import type { Telling } from '../store/digests.js';
import { ask } from './ask.js';
import { count } from './count.js';
import { reviewOf } from './review.js';
import { rolesInForce } from './roles.js';
import { isGroup } from './roster.js';
import { calendarUnder } from './watch.js';
import { dayIn, type Workplace } from './workplace.js';

/** What holds when weeks are counted: the charter in force and its calendar. */
interface Ground {
  workplace: Workplace;
  now: Date;
  calendar: WorkCalendar;
}

/** Everything that is told of a week, counted from the cells as they stand. */
async function countWeek(week: Week, missed: readonly Week[], ground: Ground): Promise<WeekFigures> {
  const { workplace, now, calendar } = ground;
  const { charters } = workplace.store;
  const [inForce, spans, review] = await Promise.all([
    charters.inForce(),
    charters.spans(),
    reviewOf(workplace),
  ]);
  const { charter, version, signed } = inForce;
  const [begin, end] = [instantOf(week, '00:00', calendar), instantOf(weekAfter(week), '00:00', calendar)];
  const held = spans.findLast(({ since }) => since < end) ?? spans[0];
  const since = held === undefined ? week : mondayOf(dayIn(charter, held.since));
  const questions = questionsOf(week, since);
  const answered = await Promise.all(
    Object.entries(questions).map(async ([name, question]) => [name, await ask(workplace, question)]),
  );
  const versions = await Promise.all(spans.map(({ version: each }) => charters.version(each)));
  const all = versions.map((each) => each.charter);
  return figuresOf(Object.fromEntries(answered) as Answers, {
    week,
    zone: charter.working.zone,
    asOf: now.toISOString(),
    running: now < end,
    charter: {
      version,
      signed,
      review: review.state,
      reviewOn: review.dueOn,
      began: spans
        .filter((span) => span.version > 1 && span.since >= begin && span.since < end)
        .map((span) => span.version),
      answerMinutes: charter.clocks.answerWorkingMinutes,
      touchMinutes: charter.clocks.firstTouchWorkingMinutes,
    },
    holidays: holidaysIn(week, charter.working, calendar),
    missed: [...missed],
    names: {
      criteria: new Map(all.flatMap(({ criteria }) => criteria.map(({ id, name }) => [id, name]))),
      segments: new Map(all.flatMap(({ segments }) => segments.map(({ id, name }) => [id, name]))),
    },
    restarts: spans.map((span) => span.since),
    beginOf: (each) => instantOf(each, '00:00', calendar),
  });
}

async function groundOf(workplace: Workplace): Promise<Ground> {
  const { charter } = await workplace.store.charters.inForce();
  return { workplace, now: workplace.now(), calendar: calendarUnder(workplace, charter) };
}

/** The week that runs now, by the charter's zone. */
export async function runningWeek({ store, now }: Workplace): Promise<Week> {
  const { charter } = await store.charters.inForce();
  return mondayOf(dayIn(charter, now()));
}

/** The week that runs, as far as it has got: counted now, kept nowhere. */
export async function weekSoFar(workplace: Workplace): Promise<WeekFigures> {
  await count(workplace);
  return countWeek(await runningWeek(workplace), [], await groundOf(workplace));
}

/** Others may be counting, or a transaction still be open that began before what it counts: both take moments. */
const MOMENT_MS = 250;
const MOMENTS = 40;

/** Counts until all from before an instant is in; false when that does not come about within ten seconds. */
async function isCounted(workplace: Workplace, before: Date): Promise<boolean> {
  for (let moment = 0; moment < MOMENTS; moment++) {
    if (moment > 0) await pause(MOMENT_MS);
    await count(workplace);
    if (await workplace.store.digests.isCounted(before)) return true;
  }
  return false;
}

/** The managers, each once, with the members of their user groups; a group that Slack would not tell of reads it on request. */
async function managersOf(workplace: Workplace): Promise<string[]> {
  const { manager } = await rolesInForce(workplace);
  const people = await Promise.all(
    manager.map(async (id) => (isGroup(id) ? ((await workplace.people?.membersOf(id)) ?? []) : [id])),
  );
  return [...new Set(people.flat())];
}

/**
 * Tells the weeks whose time has come, each once, and returns how many. After a standstill the latest is told, and says
 * which were not; those are kept, to be read when somebody asks. What is not yet counted is told by a later run. Any number of processes may run it at once.
 */
export async function tellWeeks(workplace: Workplace): Promise<number> {
  const { store, channel } = workplace;
  const ground = await groundOf(workplace);
  const [{ charter }, [first], { last, hasLeads }] = await Promise.all([
    store.charters.inForce(),
    store.charters.spans(),
    store.digests.standing(),
  ]);
  if (!hasLeads) return 0;
  const endOf = (week: Week): Date => instantOf(weekAfter(week), '00:00', ground.calendar);
  // Of what was before the first digest nothing is owed, nor of weeks that had ended before there was any charter.
  const running = mondayOf(dayIn(charter, ground.now));
  const due = weeksDue(last ?? weeksBefore(running, 3), ground.now, { charter, calendar: ground.calendar });
  const owed = due.filter((week) => first !== undefined && endOf(week) > first.since);
  const [latest, ...missed] = (last === null ? owed.slice(-1) : owed).reverse();
  if (latest === undefined) return 0;
  if (!(await isCounted(workplace, endOf(latest)))) return 0;
  const figures = await countWeek(latest, missed, ground);
  // A first week in which nothing happened is kept, and nobody is told of it.
  const isSilent = last === null && isQuiet(figures);
  const kept: Telling[] = [];
  for (const week of missed) kept.push({ figures: await countWeek(week, [], ground), messages: [] });
  const hearers = { managers: await managersOf(workplace), readers: await store.digests.readers() };
  const messages = isSilent ? [] : messagesOfWeek(figures, hearers);
  const told = await store.digests.tell([{ figures, messages }, ...kept], { channel, at: ground.now });
  if (isSilent) return 0;
  if (told > 0) workplace.owed();
  return told;
}
