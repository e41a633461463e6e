// A season as a diagnosis sees it, counted without a database.
import { reviewStanding } from '../../src/charter/review.js';
import type { Plan } from '../../src/commands/season/plan.js';
import { type Season, season } from '../../src/commands/season/season.js';
import { answer, type Cell, cellOf } from '../../src/funnel/cells.js';
import { countOfLead, countsOf } from '../../src/funnel/counts.js';
import { type Day, dayAt, daysAfter } from '../../src/funnel/days.js';
import { type Diagnosis, diagnosisOf } from '../../src/funnel/diagnosis.js';
import type { Answered } from '../../src/funnel/inquiry.js';
import { passageOf } from '../../src/funnel/passage.js';
import type { Sampled } from '../../src/funnel/scope.js';
import { openStages } from '../../src/funnel/slices.js';
import { agedAt, countsOfWaiting, waitingOf } from '../../src/funnel/waiting.js';
import { dayOf } from '../../src/handshake/working-time.js';

/** Everything that a season counts as when it ends, day by day. */
function cellsOf({ leads, ground }: Season): Cell[] {
  const { calendar, charters, until } = ground;
  const terms = (version: number) => {
    const found = charters.find((each) => each.version === version);
    if (found === undefined) throw new Error(`the season has no charter version ${version}`);
    return { charter: found.charter, clocks: found.charter.clocks, calendar };
  };
  const cells: Cell[] = [];
  for (const { key, arrivedAt, handshakes } of leads) {
    const about = { source: key.source, campaign: null, segment: null };
    cells.push(cellOf(countOfLead({ ...about, kind: 'lead', at: arrivedAt.toISOString() }, 1, { calendar })));
    for (const { offer, offered, events } of handshakes) {
      const of = terms(offer.charterVersion);
      const passage = passageOf({ offer, offered, events });
      for (const count of countsOf(passage, of)) cells.push(cellOf(count));
      if (offer.cycle === 1)
        cells.push(
          cellOf(countOfLead({ ...about, kind: 'mql', at: offer.offeredAt }, offer.charterVersion, of)),
        );
      const waiting = waitingOf(passage, of);
      if (waiting !== null)
        for (const count of countsOfWaiting(waiting, calendar, new Date(until))) cells.push(cellOf(count));
    }
  }
  // What is open has lasted until now, which the store adds at each question.
  return cells.map((cell) => (isOpenStage(cell.measure) ? agedAt(cell, 1, calendar, new Date(until)) : cell));
}

const isOpenStage = (measure: string): boolean => (openStages as readonly string[]).includes(measure);

/** Answers questions, each once; only what its measures may be under is looked at. */
function answering(cells: readonly Cell[]): Answered {
  const byHead = new Map<string, Cell[]>();
  for (const cell of cells) {
    const head = headOf(cell.measure);
    const alike = byHead.get(head);
    if (alike === undefined) byHead.set(head, [cell]);
    else alike.push(cell);
  }
  const known = new Map<string, readonly Cell[]>();
  return (question) => {
    const key = JSON.stringify(question);
    const heads = new Set((question.measures ?? [...byHead.keys()]).map(headOf));
    const found =
      known.get(key) ??
      answer(
        [...heads].flatMap((head) => byHead.get(head) ?? []),
        question,
      );
    known.set(key, found);
    return found;
  };
}

/** The first part of a measure. */
const headOf = (measure: string): string => measure.split(':')[0] ?? '';

/** The answered leads under a version, with their points. */
const sampleOf = ({ leads, ground }: Season, version: number): (Sampled & { day: Day })[] =>
  leads.flatMap(({ handshakes }) =>
    handshakes.flatMap(({ offered, handshake }) => {
      if (handshake.charterVersion !== version || handshake.status === 'offered') return [];
      const points = Object.fromEntries(offered.score.lines.map(({ rule, points: given }) => [rule, given]));
      const day = dayAt(dayOf(new Date(handshake.offeredAt), ground.calendar));
      return [{ day, points, accepted: handshake.status !== 'rejected' }];
    }),
  );

/** The day on which a review was last completed, or the charter came into force. */
function reviewedOn({ charter, ground }: Season): Day {
  const since = ground.charters.at(-1)?.since ?? ground.from;
  const last = charter?.events.filter(({ type }) => type === 'reviewed').at(-1)?.at;
  return dayAt(dayOf(new Date(last ?? since), ground.calendar));
}

/** A season that was drawn and counted, to be diagnosed over as many periods as one likes. */
export interface Counted {
  drawn: Season;
  cells: readonly Cell[];
}

export function counted(seed: number, plan: Plan): Counted {
  const drawn = season(seed, plan);
  return { drawn, cells: cellsOf(drawn) };
}

/** The diagnosis of the last so many days of a season, at its end. */
export function reviewed({ drawn, cells }: Counted, days: number): Diagnosis {
  const { ground } = drawn;
  const inForce = ground.charters.at(-1);
  if (inForce === undefined) throw new Error('the season has no charter');
  const { charter, version, signed, since } = inForce;
  const dayOfInstant = (at: number): Day => dayAt(dayOf(new Date(at), ground.calendar));
  const [today, last] = [dayOfInstant(ground.until), reviewedOn(drawn)];
  const agreement = {
    version,
    signed,
    since: dayOfInstant(since),
    reviewedOn: last,
    review: reviewStanding(charter, last, today),
    owners: ['URITA'],
  };
  const from = daysAfter(today, 1 - days);
  const scope = { charter, agreement, from, to: daysAfter(today, 1), today };
  const sample = sampleOf(drawn, version).filter(({ day }) => day >= from);
  return diagnosisOf({ scope: { ...scope, sample }, by: null, seer: { manager: true } }, answering(cells));
}
