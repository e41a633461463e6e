// The story of one handshake, from the card to a won deal or a silence: who answers, when, and what follows.
import { aboutOf } from '../../handshake/about.js';
import type { Assessment } from '../../handshake/assessment.js';
import { offer, type PersonId } from '../../handshake/handshake.js';
import { type Facts, type FactValue, factOf, type LeadKey } from '../../handshake/lead.js';
import { DAY_MS, MINUTE_MS } from '../../handshake/wall-hours.js';
import { opensAt } from '../../handshake/working-time.js';
import { marketers, owner } from './company.js';
import type { Dice } from './dice.js';
import { atWork, dayAt, type Ground, type InForce } from './ground.js';
import {
  answerTime,
  becomesSql,
  dealOf,
  decisionDays,
  handBackReasons,
  type Offering,
  reasonsFor,
  touchTime,
  verdictOf,
} from './habits.js';
import { Teller } from './telling.js';
import { disputeWords, fixWords, overturnedWords, servedTrades, upheldWords } from './words.js';

/** A lead that crosses into MQL at an instant, in ms. `passed` have had it and did not keep it. */
export interface Opening {
  ground: Ground;
  inForce: InForce;
  key: LeadKey;
  facts: Facts;
  offered: Assessment;
  at: number;
  cycle: number;
  passed: ReadonlySet<PersonId>;
}

/** What the story leads to for the lead itself: data that marketing corrects. */
export interface Correction {
  at: number;
  facts: Record<string, FactValue>;
}

interface Answerer {
  id: PersonId;
  place: number;
  pace: number;
}

const SECOND_MS = 1000;
const POSTED_SECONDS = [2, 15] as const;
/** The rest is taken by whoever is faster. */
const BY_SUGGESTED = 0.88;
const REPLY_MEDIAN = 170;
const REPLY_SPREAD = 0.8;
const DAY_MINUTES = 480;
const REPLY_MOST = 2 * DAY_MINUTES;
const RULING_MINUTES = [120, 900] as const;
const ACCEPTED_AFTER_RULING = 0.8;

class Story {
  readonly #teller: Teller;
  #correction: Correction | null = null;

  constructor(
    private readonly opening: Opening,
    private readonly suggested: PersonId | null,
    private readonly dice: Dice,
  ) {
    const { ground, inForce, key, facts, offered, at, cycle } = opening;
    const { calendar, until } = ground;
    const fresh = offer({
      id: dice.id(at),
      lead: key,
      cycle,
      charterVersion: inForce.version,
      offeredAt: new Date(at).toISOString(),
      suggested,
      why: suggested === null ? 'nobody_free' : 'turn',
      about: aboutOf(inForce.charter, facts, new Date(at)),
    });
    this.#teller = new Teller(fresh, { charter: inForce.charter, offered, calendar, until });
  }

  tell(): { teller: Teller; correction: Correction | null } {
    const { ground, inForce, at } = this.opening;
    const posted = at + this.#systemDelay();
    const dueAt = this.#teller.after(posted, inForce.charter.clocks.answerWorkingMinutes);
    if (this.#teller.act(posted, { type: 'mark posted', dueAt: new Date(dueAt).toISOString() }))
      this.#round(posted, null);
    this.#teller.pass(ground.until);
    return { teller: this.#teller, correction: this.#correction };
  }

  #systemDelay(): number {
    const { systemDelay } = this.opening.ground.plan.leaks;
    const usual = this.dice.between(...POSTED_SECONDS) * SECOND_MS;
    const slow = systemDelay !== null && this.dice.chance(systemDelay.share);
    return Math.round(usual + (slow ? systemDelay.minutes * this.dice.between(0.7, 1.3) * MINUTE_MS : 0));
  }

  #offering(at: number, place: number): Offering {
    const { ground, inForce, facts, offered, cycle } = this.opening;
    return { ground, charter: inForce.charter, offered, facts, at, cycle, place };
  }

  /** Who is there to answer at an instant: the rep it is meant for, or somebody who is faster. */
  #answerer(at: number): Answerer {
    const { ground, passed } = this.opening;
    const there = atWork(ground, at);
    const free = there.filter(({ id }) => !passed.has(id));
    const meant = free.find(({ id }) => id === this.suggested);
    if (meant !== undefined && this.dice.chance(BY_SUGGESTED)) return meant;
    return this.dice.pick(free.length > 0 ? free : there);
  }

  /** One time before sales, from the card on. `ruled` is the rep whom a ruling gave it to. */
  #round(posted: number, ruled: PersonId | null): void {
    const { ground, inForce } = this.opening;
    const allowed = inForce.charter.clocks.answerWorkingMinutes;
    const first = atWork(ground, posted).find(({ id }) => id === (ruled ?? this.suggested));
    const meant = first ?? this.#answerer(posted);
    const time = answerTime(this.#offering(posted, meant.place), meant.pace, this.dice);
    if (time === 'never') return;
    const open = opensAt(new Date(posted), ground.calendar)?.getTime() ?? posted;
    const at = Math.round(
      'seconds' in time ? open + time.seconds * SECOND_MS : this.#teller.after(posted, time.minutes),
    );
    const late = 'minutes' in time && time.minutes > allowed;
    const by = ruled === null ? this.#answerer(at) : meant;
    const offering = this.#offering(at, by.place);
    const failed =
      ruled !== null && this.dice.chance(ACCEPTED_AFTER_RULING) ? null : verdictOf(offering, this.dice);
    if (failed === null) {
      if (this.#teller.act(at, { type: 'accept', by: by.id })) this.#work(at, by, late);
    } else this.#refuse('reject', { at, by: by.id, offering, failed, mayDispute: ruled === null });
  }

  #work(accepted: number, by: Answerer, late: boolean): void {
    const offering = this.#offering(accepted, by.place);
    const minutes = touchTime(offering, this.dice);
    if (minutes === null) {
      this.#clear(accepted, by, offering);
      return;
    }
    const touched = this.#teller.after(accepted, minutes);
    if (!this.#teller.act(touched, { type: 'touch', by: by.id })) return;
    const decided = this.#teller.after(touched, decisionDays(offering, this.dice) * DAY_MINUTES);
    if (!becomesSql(offering, late, this.dice)) {
      const failed = handBackReasons(offering, this.dice);
      this.#refuse('hand back', { at: decided, by: by.id, offering, failed, mayDispute: false });
      return;
    }
    const ticked = offering.charter.criteria.flatMap(({ id, gate }) => (gate === 'SQL' ? [id] : []));
    if (!this.#teller.act(decided, { type: 'mark sql', by: by.id, ticked })) return;
    const { days, value } = dealOf(offering, this.dice);
    const ended = opensAt(new Date(Math.round(decided + days * DAY_MS)), this.opening.ground.calendar);
    if (ended === null) return;
    this.#teller.act(ended.getTime(), {
      type: 'close',
      by: by.id,
      outcome: value === null ? 'lost' : 'won',
      closedAt: ended.toISOString(),
      value,
    });
  }

  /** A rep who never called tidies up at last. */
  #clear(accepted: number, by: Answerer, offering: Offering): void {
    const days = this.opening.ground.plan.leaks.hollow?.clearedAfterDays ?? null;
    if (days === null) return;
    const at = this.#teller.after(accepted, days * this.dice.between(0.7, 1.4) * DAY_MINUTES);
    const failed = { cited: [], other: true };
    this.#refuse('hand back', { at, by: by.id, offering, failed, mayDispute: false });
  }

  #refuse(
    type: 'reject' | 'hand back',
    of: {
      at: number;
      by: PersonId;
      offering: Offering;
      failed: { cited: string[]; other: boolean };
      mayDispute: boolean;
    },
  ): void {
    const { at, by, offering, failed, mayDispute } = of;
    const { calendar, plan } = this.opening.ground;
    const dayAfter = (days: number): string => dayAt(at + days * DAY_MS, calendar);
    const reasons = reasonsFor(failed, offering, this.dice, dayAfter);
    const rejection = this.dice.id(at);
    if (!this.#teller.act(at, { type, by, rejection, reasons })) return;
    const { silence, disputes } = plan.leaks;
    if (silence !== null && this.dice.chance(silence.share)) return;
    const replied = this.#teller.after(at, this.dice.aroundBelow(REPLY_MEDIAN, REPLY_SPREAD, REPLY_MOST));
    const from = this.dice.pick(marketers);
    if (mayDispute && disputes !== null && this.dice.chance(disputes.share)) {
      const words = this.dice.pick(disputeWords);
      if (this.#teller.act(replied, { type: 'dispute', by: from, rejection, words }))
        this.#rule(replied, { rejection, by, overturned: this.dice.chance(disputes.overturned) });
      return;
    }
    if (reasons.nextStep !== 'fix') {
      this.#teller.act(replied, { type: 'acknowledge', by: from, rejection });
      return;
    }
    if (this.#teller.act(replied, { type: 'fix', by: from, rejection, words: this.dice.pick(fixWords) }))
      this.#correction = { at: replied + MINUTE_MS, facts: this.#corrected(failed.cited) };
  }

  #rule(disputed: number, of: { rejection: string; by: PersonId; overturned: boolean }): void {
    const { ground, inForce } = this.opening;
    const at = this.#teller.after(disputed, this.dice.between(...RULING_MINUTES));
    const { rejection } = of;
    if (!of.overturned) {
      this.#teller.act(at, { type: 'uphold', by: owner, rejection, words: this.dice.pick(upheldWords) });
      return;
    }
    const others = atWork(ground, at).filter(({ id }) => id !== of.by);
    const to = this.dice.pick(others).id;
    const dueAt = new Date(this.#teller.after(at, inForce.charter.clocks.answerWorkingMinutes)).toISOString();
    const words = this.dice.pick(overturnedWords);
    if (this.#teller.act(at, { type: 'overturn', by: owner, rejection, words, to, dueAt }))
      this.#round(at, to);
  }

  /** What marketing finds out when it looks after a lead whose data was wrong. */
  #corrected(cited: readonly string[]): Record<string, FactValue> {
    const { facts } = this.opening;
    const [, industry] = this.dice.pick(servedTrades);
    if (cited.includes('industry')) return { 'company.industry': industry };
    const known = Number(factOf(facts, 'company.employees') ?? 0);
    return { 'company.employees': Math.max(20, Math.round(known * this.dice.between(1.1, 1.6))) };
  }
}

/** Tells the handshake of a lead that has just become an MQL, up to the end of the season. */
export function tellHandshake(
  opening: Opening,
  dice: Dice,
): { teller: Teller; correction: Correction | null } {
  const { ground, passed, at } = opening;
  const free = atWork(ground, at).filter(({ id }) => !passed.has(id));
  const suggested = free.length === 0 ? null : dice.pick(free).id;
  return new Story(opening, suggested, dice).tell();
}
