// The course of one lead through a period, judged under two charters at the instants at which the bot itself judges.
import { type Fact, fold, type Signal } from '../handshake/lead.js';
import { Candidate, type Known } from './candidate.js';
import { firstFrom, SWEPT_AFTER_MS } from './mornings.js';
import type { PastLead, Period } from './past.js';
import type { Reading } from './reading.js';

/** How a lead went under one charter: it became an MQL in the period, was one when it began, or neither. */
export type Course = { kind: 'became'; at: number } | { kind: 'stood' } | { kind: 'neither' };

/** The same for the charter in force and for a draft, judged alike so that they can be compared. */
export interface Courses {
  inForce: Course;
  draft: Course;
}

/** Both charters, the period, and the mornings of the sweep in it and the last one before, in ms. */
export interface Track {
  inForce: Reading;
  draft: Reading;
  period: Period;
  mornings: readonly number[];
}

/** Everything that came in at one instant. */
interface News {
  at: number;
  facts: Fact[];
  signals: Signal[];
}

/** What came in of a lead before `end`, instant by instant. */
function newsOf({ arrivedAt, facts, signals }: PastLead, end: number): News[] {
  const byInstant = new Map<number, News>();
  const at = (instant: Date): News => {
    const time = instant.getTime();
    const news = byInstant.get(time) ?? { at: time, facts: [], signals: [] };
    byInstant.set(time, news);
    return news;
  };
  at(arrivedAt);
  for (const { values, occurredAt, receivedAt } of facts)
    for (const [field, value] of Object.entries(values))
      at(receivedAt).facts.push({ field, value, occurredAt });
  for (const signal of signals) at(signal.receivedAt).signals.push(signal);
  return [...byInstant.values()].filter((news) => news.at < end).sort((a, b) => a.at - b.at);
}

/** One lead under one charter: when it first becomes an MQL, having been none when it was judged last. */
class Runner {
  course: Course = { kind: 'neither' };
  #was = false;

  constructor(
    readonly candidate: Candidate,
    private readonly mornings: readonly number[],
  ) {}

  get arrived(): boolean {
    return this.course.kind === 'became';
  }

  /** How it stood when the period began. */
  begin(at: number): void {
    this.#was = this.candidate.isMql(new Date(at));
    if (this.#was) this.course = { kind: 'stood' };
  }

  judge(at: number): void {
    if (this.arrived) return;
    const is = this.candidate.isMql(new Date(at));
    if (is && !this.#was) this.course = { kind: 'became', at };
    this.#was = is;
  }

  /**
   * Judges at those mornings, from the place `first` on and before `end`, that can make a difference. From one turn to
   * the next the checklist stays and the score only fades: a lead that is no MQL at the first morning of such a stretch
   * is none at the others, and of one that is, the last morning tells whether it still was.
   */
  *wait(first: number, end: number): Generator<undefined, void> {
    if (first >= end || this.arrived || (!this.#was && !this.candidate.mayOpen())) return;
    const turns = this.candidate.turns(this.mornings, first, end);
    for (const [index, turn] of turns.entries()) {
      const last = (turns[index + 1] ?? end) - 1;
      this.judge(this.mornings[turn] ?? 0);
      if (this.#was && last > turn) this.judge(this.mornings[last] ?? 0);
      if (this.arrived) return;
      yield;
    }
  }
}

/**
 * Follows a lead through the period. It is judged whenever something came in, knowing what was known by then, and each
 * morning if it was not judged in the twenty hours before, as the bot does. Yields between judgements, so that whoever
 * drives it may let others have their turn, and returns the course under each charter.
 */
export function* follow(lead: PastLead, track: Track): Generator<undefined, Courses> {
  const { period, mornings } = track;
  const from = period.from.getTime();
  const known: Known = { facts: {}, signals: [], ofType: new Map() };
  const inForce = new Runner(new Candidate(track.inForce, known), mornings);
  const draft = new Runner(new Candidate(track.draft, known), mornings);
  const runners = [inForce, draft];
  const news = newsOf(lead, period.to.getTime());
  const arrivedAt = lead.arrivedAt.getTime();
  const began = news.findLastIndex(({ at }) => at < from);
  const inPeriod = firstFrom(mornings, from);
  for (const [index, one] of news.entries()) {
    learn(known, one);
    for (const { candidate } of runners) candidate.learn(one.facts, one.signals);
    if (one.at < arrivedAt || index < began) continue;
    const swept = firstFrom(mornings, one.at + SWEPT_AFTER_MS + 1);
    const end = firstFrom(mornings, news[index + 1]?.at ?? period.to.getTime());
    for (const runner of runners) {
      if (index > began) runner.judge(one.at);
      else runner.begin(swept < inPeriod ? (mornings[inPeriod - 1] ?? one.at) : one.at);
      yield* runner.wait(Math.max(swept, inPeriod), end);
    }
    yield;
    if (inForce.arrived && draft.arrived) break;
  }
  return { inForce: inForce.course, draft: draft.course };
}

function learn(known: Known, { facts, signals }: News): void {
  if (facts.length > 0) known.facts = fold(known.facts, facts);
  for (const signal of signals) {
    known.signals.push(signal);
    const alike = known.ofType.get(signal.type);
    if (alike === undefined) known.ofType.set(signal.type, [signal]);
    else alike.push(signal);
  }
}
